import capture from "./capture.worklet.ts?worker&url";
import { newTurnId } from "./turn-stream";

/** Why nothing can be heard; each has words of its own in the interface. */
export type HearingProblem = "insecure" | "denied" | "missing" | "taken" | "failed" | "no_hearing" | "busy" | "too_often";

export class NotHeard extends Error {
  constructor(readonly problem: HearingProblem) {
    super(problem);
  }
}

const KNOWN: HearingProblem[] = ["no_hearing", "busy", "too_often"];
const FINAL_MS = 30_000;

interface Heard {
  text: string;
  language: string;
}

/** Asks for the microphone. */
async function openMicrophone(): Promise<MediaStream> {
  // Browsers hide the microphone from pages that came without encryption, except from the same machine.
  if (!window.isSecureContext) throw new NotHeard("insecure");
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    });
  } catch (error) {
    const name = error instanceof DOMException ? error.name : "";
    if (name === "NotAllowedError" || name === "SecurityError") throw new NotHeard("denied");
    if (name === "NotFoundError" || name === "OverconstrainedError") throw new NotHeard("missing");
    throw new NotHeard(name === "NotReadableError" ? "taken" : "failed");
  }
}

/**
 * One press of the button: the microphone's sound goes to the panel while words come back.
 *
 * @param onWords What was understood so far.
 * @param onLevel How loud it is, 0 to 1.
 */
export class Listening {
  /** The id that its words are asked with, so that the record of the turn knows when they were said. */
  readonly turnId = newTurnId();
  private readonly over = new AbortController();
  private readonly waiting: Int16Array[] = [];
  private socket: WebSocket | null = null;
  private capture: AudioWorkletNode | null = null;
  private resolve: (heard: Heard) => void = () => undefined;
  private reject: (problem: NotHeard) => void = () => undefined;
  private readonly heard = new Promise<Heard>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });

  constructor(
    private readonly onWords: (text: string) => void,
    private readonly onLevel: (level: number) => void,
  ) {
    this.heard.catch(() => undefined);
  }

  /** Begins; returns when the microphone is open. */
  async start(): Promise<void> {
    try {
      const stream = await openMicrophone();
      const context = new AudioContext();
      this.over.signal.addEventListener("abort", () => {
        stream.getTracks().forEach((track) => {
          track.stop();
        });
        void context.close();
      });
      if (this.over.signal.aborted) throw new NotHeard("failed");
      await context.audioWorklet.addModule(capture);
      this.connect(context.sampleRate);
      this.capture = new AudioWorkletNode(context, "capture", { numberOfOutputs: 0 });
      this.capture.port.onmessage = (event: MessageEvent<Int16Array | null>) => {
        if (event.data) this.take(event.data);
      };
      context.createMediaStreamSource(stream).connect(this.capture);
    } catch (error) {
      const problem = error instanceof NotHeard ? error : new NotHeard("failed");
      this.reject(problem);
      this.cancel();
      throw problem;
    }
  }

  /** The button was let go: waits for the last words. */
  async finish(): Promise<Heard> {
    const port = this.capture?.port;
    if (port) {
      await new Promise<void>((resolve) => {
        port.onmessage = (event: MessageEvent<Int16Array | null>) => {
          if (event.data) this.take(event.data);
          else resolve();
        };
        port.postMessage("flush");
      });
    }
    this.over.abort();
    const say = () => this.socket?.send(JSON.stringify({ type: "finish" }));
    if (this.socket?.readyState === WebSocket.OPEN) say();
    else this.socket?.addEventListener("open", say);
    const late = setTimeout(() => {
      this.reject(new NotHeard("failed"));
    }, FINAL_MS);
    try {
      return await this.heard;
    } finally {
      clearTimeout(late);
      this.socket?.close();
    }
  }

  /** Lets go of everything; nothing is asked. */
  cancel(): void {
    this.over.abort();
    this.socket?.close();
  }

  private connect(rate_hz: number): void {
    const socket = new WebSocket(`${location.origin.replace("http", "ws")}/api/v1/talk/hear`);
    this.socket = socket;
    socket.onopen = () => {
      socket.send(JSON.stringify({ type: "begin", rate_hz, turn_id: this.turnId }));
      this.waiting.splice(0).forEach((samples) => {
        socket.send(samples);
      });
    };
    socket.onmessage = (event: MessageEvent<string>) => {
      const told = JSON.parse(event.data) as { type: string; text: string; language: string; code: HearingProblem };
      if (told.type === "partial") this.onWords(told.text);
      else if (told.type === "final") this.resolve(told);
      else this.reject(new NotHeard(KNOWN.includes(told.code) ? told.code : "failed"));
    };
    socket.onclose = () => {
      this.reject(new NotHeard("failed"));
    };
  }

  private take(samples: Int16Array): void {
    const sum = samples.reduce((total, sample) => total + (sample / 0x8000) ** 2, 0);
    this.onLevel(Math.min(1, Math.sqrt(sum / samples.length) * 5));
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(samples);
    else this.waiting.push(samples);
  }
}
