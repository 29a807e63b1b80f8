/** Runs beside the page's own thread: hands over what the microphone hears as 16-bit samples, a tenth of a second at a time. */
declare const sampleRate: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

const BLOCK_SHARE_S = 0.1;
const FULL_SCALE = 0x7fff;

class Capture extends AudioWorkletProcessor {
  private readonly block = new Int16Array(Math.round(sampleRate * BLOCK_SHARE_S));
  private filled = 0;

  constructor() {
    super();
    this.port.onmessage = () => {
      this.hand();
      this.port.postMessage(null);
    };
  }

  process(inputs: Float32Array[][]): boolean {
    for (const sample of inputs[0]?.[0] ?? []) {
      this.block[this.filled] = Math.max(-1, Math.min(1, sample)) * FULL_SCALE;
      this.filled += 1;
      if (this.filled === this.block.length) this.hand();
    }
    return true;
  }

  private hand(): void {
    if (this.filled === 0) return;
    const samples = this.block.slice(0, this.filled);
    this.filled = 0;
    this.port.postMessage(samples, [samples.buffer]);
  }
}

registerProcessor("capture", Capture);
