"""A Mumble user made of pymumble, an independent client library. Runs in an environment of its own.

Reads one JSON command a line from standard input and writes one JSON event a line to standard output. Times are seconds
of the machine's monotonic clock, which all processes share.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import ssl
import sys
import threading
import time
import wave

os.environ.setdefault("PROTOCOL_BUFFERS_PYTHON_IMPLEMENTATION", "python")


def _wrap_socket(sock, certfile=None, keyfile=None, ssl_version=None):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    if certfile:
        context.load_cert_chain(certfile, keyfile)
    return context.wrap_socket(sock)


# pymumble calls a function that Python 3.12 no longer has.
ssl.wrap_socket = _wrap_socket

import pymumble_py3  # noqa: E402
from pymumble_py3 import constants as c  # noqa: E402
from pymumble_py3.tools import VarInt  # noqa: E402

FRAME_BYTES = 960 * 2
"""20 ms of 48 kHz 16-bit mono."""
TERMINATOR = 0x2000
"""Bit of the Opus length that ends a talk spurt in the legacy voice format; pymumble itself never sets it."""

_out = threading.Lock()


def emit(event: str, **facts) -> None:
    with _out:
        sys.stdout.write(json.dumps({"event": event, "at": time.monotonic(), **facts}) + "\n")
        sys.stdout.flush()


class Talker:
    """Speaks WAV files through pymumble's own sending loop, and marks the end of a spurt like a desktop client does."""

    def __init__(self, mumble) -> None:
        self.mumble = mumble
        self.ending = False
        self.speaking = False
        self._send_audio = mumble.sound_output.send_audio
        mumble.sound_output.send_audio = self.send_audio

    def say(self, path: str, end: bool) -> None:
        with wave.open(path) as sound:
            assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) == (48000, 1, 2), path
            pcm = sound.readframes(sound.getnframes())
        self.ending, self.speaking = end, True
        self.mumble.sound_output.add_sound(pcm + b"\0" * (-len(pcm) % FRAME_BYTES))

    def hush(self) -> None:
        self.mumble.sound_output.clear_buffer()

    def send_audio(self) -> None:
        # Called by pymumble's own thread, the only one that may write to its socket.
        output = self.mumble.sound_output
        self._send_audio()
        if self.speaking and not output.pcm:
            self.speaking = False
            if self.ending:
                self._send_terminator(output)
            emit("said")

    def _send_terminator(self, output) -> None:
        output.sequence += 2
        opus = output.encoder.encode(b"\0" * FRAME_BYTES, FRAME_BYTES // 2)
        head = bytes([output.codec_type << 5 | output.target]) + VarInt(output.sequence).encode()
        packet = head + VarInt(len(opus) | TERMINATOR).encode() + opus
        frame = c.PYMUMBLE_MSG_TYPES_UDPTUNNEL.to_bytes(2, "big") + len(packet).to_bytes(4, "big") + packet
        while frame:
            frame = frame[self.mumble.control_socket.send(frame) :]
        # The next spurt starts a new sequence.
        output.sequence_last_time = 0


def listen(mumble) -> None:
    callbacks = mumble.callbacks

    def voice(user, chunk) -> None:
        emit("voice", speaker=user["name"], sequence=chunk.sequence, pcm=base64.b64encode(chunk.pcm).decode())

    def text(message) -> None:
        sender = mumble.users.get(message.actor)
        emit(
            "text",
            sender=sender["name"] if sender else "",
            text=message.message,
            private=bool(message.session) and not message.channel_id and not message.tree_id,
        )

    callbacks.set_callback(c.PYMUMBLE_CLBK_SOUNDRECEIVED, voice)
    callbacks.set_callback(c.PYMUMBLE_CLBK_TEXTMESSAGERECEIVED, text)
    callbacks.set_callback(c.PYMUMBLE_CLBK_USERCREATED, lambda user: emit("joined", name=user["name"]))
    callbacks.set_callback(c.PYMUMBLE_CLBK_USERREMOVED, lambda user, _: emit("left", name=user["name"]))
    callbacks.set_callback(c.PYMUMBLE_CLBK_DISCONNECTED, lambda: emit("disconnected"))
    callbacks.set_callback(
        c.PYMUMBLE_CLBK_PERMISSIONDENIED, lambda denied: emit("denied", reason=str(denied.reason or denied.type))
    )


def obey(mumble, talker: Talker, command: dict) -> None:
    kind = command["do"]
    if kind == "say":
        talker.say(command["wav"], command["end"])
    elif kind == "hush":
        talker.hush()
    elif kind == "text":
        if command.get("to"):
            user = next(user for user in mumble.users.values() if user["name"] == command["to"])
            user.send_text_message(command["text"])
        else:
            mumble.my_channel().send_text_message(command["text"])
    elif kind == "join":
        mumble.channels.find_by_name(command["channel"]).move_in()
    else:
        raise ValueError(f"unknown command {kind}")


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("host", "port", "name", "password", "certificate"):
        parser.add_argument(f"--{name}", default="")
    options = parser.parse_args()
    mumble = pymumble_py3.Mumble(
        options.host,
        options.name,
        port=int(options.port),
        password=options.password,
        certfile=options.certificate or None,
    )
    # 10 ms is pymumble's default: sends are at most this late.
    mumble.set_loop_rate(0.005)
    listen(mumble)
    mumble.set_receive_sound(True)
    mumble.start()
    mumble.is_ready()
    if mumble.connected != c.PYMUMBLE_CONN_STATE_CONNECTED:
        emit("failed")
        sys.exit(1)
    mumble.sound_output.set_audio_per_packet(0.02)
    talker = Talker(mumble)
    emit("ready", users=[user["name"] for user in mumble.users.values()])
    for line in sys.stdin:
        try:
            obey(mumble, talker, json.loads(line))
        except Exception as error:
            emit("error", text=f"{type(error).__name__}: {error}")
    mumble.stop()


if __name__ == "__main__":
    main()
