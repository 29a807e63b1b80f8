// A Mumble user made of the npm client @tf2pickup-org/mumble-client. One JSON event a line on standard output, one JSON
// command a line on standard input. Voice is passed on undecoded.
// Usage: node peer.mjs NODE_MODULES_PARENT HOST PORT NAME PASSWORD
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

const [parent, host, port, name, password] = process.argv.slice(2);
const load = (module) => import(pathToFileURL(join(parent, 'node_modules', module)));
const { Client } = await load('@tf2pickup-org/mumble-client/dist/index.js');
const { TextMessage } = await load('@tf2pickup-org/mumble-protocol/dist/index.js');

const emit = (event, facts = {}) =>
  // hrtime is the machine's monotonic clock, which all processes share.
  process.stdout.write(JSON.stringify({ event, at: Number(process.hrtime.bigint()) / 1e9, ...facts }) + '\n');

const client = new Client({ host, port: Number(port), username: name, password, rejectUnauthorized: false });
const nameOf = (session) => client.users.bySession(session)?.name ?? '';
client.on('disconnect', () => emit('disconnected'));
client.on('error', (error) => emit('error', { text: String(error) }));
client.on('userCreate', (user) => emit('joined', { name: user.name }));
client.on('userRemove', (user) => emit('left', { name: user.name }));
client.on('socketConnect', (socket) => {
  socket.fullAudioPacket.subscribe((packet) =>
    emit('voice', {
      speaker: nameOf(packet.source),
      sequence: packet.sequence,
      opus: packet.audioData.toString('base64'),
      terminator: packet.hasTerminator,
    }),
  );
  socket.packet.subscribe(({ typeName, payload }) => {
    if (typeName !== TextMessage.typeName) return;
    const aimed = payload.session.length > 0 && !payload.channelId.length && !payload.treeId.length;
    emit('text', { sender: nameOf(payload.actor), text: payload.message, private: aimed });
  });
});

await client.connect();
emit('ready', { users: client.users.findAll(() => true).map((user) => user.name) });

const commands = {
  text: async ({ text, to }) => {
    const target = to ? { session: [client.users.byName(to).session] } : { channelId: [client.self.channelId] };
    await client.socket.send(TextMessage, TextMessage.create({ message: text, ...target }));
  },
};
for await (const line of createInterface({ input: process.stdin })) {
  try {
    const command = JSON.parse(line);
    await commands[command.do](command);
  } catch (error) {
    emit('error', { text: String(error) });
  }
}
client.disconnect();
process.exit(0);
