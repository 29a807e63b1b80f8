import { SLOW, request } from "@/api/client";

const HEADER_BYTES = 44;
const RATE_HZ = 24_000;
/** Ahead of the first sound, so that the next piece is there before it ends. */
const LEAD_S = 0.06;
const FULL_SCALE = 0x8000;

/** Plays WAV streams of the panel (16 bit, mono, 24 000 Hz) without gaps while they arrive; one at a time. */
export class SoundPlayer {
  private context: AudioContext | null = null;
  private gain: GainNode | null = null;
  private playing: AbortController | null = null;
  private volume = 1;

  /** Is to be called while a button is pressed: browsers let no page speak before that. */
  wake(): void {
    this.context ??= new AudioContext({ sampleRate: RATE_HZ });
    if (this.gain === null) {
      this.gain = this.context.createGain();
      this.gain.connect(this.context.destination);
      this.gain.gain.value = this.volume;
    }
    void this.context.resume();
  }

  /** @param percent 0 to 100. */
  setVolume(percent: number): void {
    this.volume = percent / 100;
    if (this.gain) this.gain.gain.value = this.volume;
  }

  /**
   * Plays a stream to its end; what was playing stops.
   *
   * @param onSound Called when the first sound is heard.
   * @returns false where it was stopped.
   * @throws ProblemError where there is no sound.
   */
  async play(url: string, init: RequestInit = {}, onSound: () => void = () => undefined): Promise<boolean> {
    this.stop();
    this.wake();
    const mine = new AbortController();
    this.playing = mine;
    try {
      const response = await request(url, { ...init, signal: mine.signal }, SLOW);
      await this.schedule(response, mine.signal, onSound);
      return !mine.signal.aborted;
    } catch (error) {
      if (mine.signal.aborted) return false;
      throw error;
    } finally {
      if (this.playing === mine) this.playing = null;
    }
  }

  /** Is silent at once. */
  stop(): void {
    this.playing?.abort();
    this.playing = null;
  }

  /** Frees the sound card. */
  close(): void {
    this.stop();
    void this.context?.close();
    this.context = this.gain = null;
  }

  private async schedule(response: Response, signal: AbortSignal, onSound: () => void): Promise<void> {
    const { context, gain } = this;
    if (!context || !gain || !response.body) return;
    const reader = response.body.getReader();
    const sources = new Set<AudioBufferSourceNode>();
    signal.addEventListener("abort", () => {
      sources.forEach((source) => {
        source.stop();
      });
    });
    let rest: Uint8Array = new Uint8Array();
    let header = HEADER_BYTES;
    let nextS = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done || signal.aborted) break;
      const bytes = new Uint8Array([...rest, ...value]);
      const skipped = Math.min(header, bytes.length);
      header -= skipped;
      const whole = bytes.length - ((bytes.length - skipped) % 2);
      rest = bytes.slice(whole);
      const samples = new Int16Array(bytes.slice(skipped, whole).buffer);
      if (samples.length === 0) continue;
      if (nextS === 0) onSound();
      const buffer = context.createBuffer(1, samples.length, RATE_HZ);
      buffer.copyToChannel(Float32Array.from(samples, (sample) => sample / FULL_SCALE), 0);
      const source = new AudioBufferSourceNode(context, { buffer });
      source.connect(gain);
      nextS = Math.max(nextS, context.currentTime + LEAD_S);
      source.start(nextS);
      nextS += buffer.duration;
      sources.add(source);
      source.onended = () => sources.delete(source);
    }
    const last = [...sources].at(-1);
    if (last && !signal.aborted) {
      await new Promise<void>((resolve) => {
        last.addEventListener("ended", () => { resolve(); });
        signal.addEventListener("abort", () => { resolve(); });
      });
    }
  }
}
