// Plays a room's mix: 48 kHz stereo s16le over a WebSocket, each message scheduled a little ahead of the clock.

const RATE = 48000;
const CUSHION = 0.12; // seconds kept ahead, against jitter
const LIMIT = 0.6; // more than this ahead is dropped, so that listening stays live
const LOWEST_BIN = 4; // about 94 Hz
const OCTAVES = 6;

export class Listener {
  #socket;
  #context;
  #next = 0;
  /** All sound goes through it. */
  analyser;

  constructor(chatId, onEnd) {
    this.chatId = chatId;
    this.#context = new AudioContext({ sampleRate: RATE, latencyHint: "interactive" });
    this.#context.resume();
    this.analyser = this.#context.createAnalyser();
    this.analyser.fftSize = 2048;
    this.analyser.connect(this.#context.destination);
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    this.#socket = new WebSocket(`${scheme}//${location.host}/listen/${chatId}`);
    this.#socket.binaryType = "arraybuffer";
    this.#socket.onmessage = message => this.#play(new Int16Array(message.data));
    this.#socket.onclose = () => { this.stop(); onEnd(); };
  }

  #play(samples) {
    const now = this.#context.currentTime;
    if (this.#next < now + 0.005) this.#next = now + CUSHION;
    if (this.#next > now + LIMIT) return;
    const frames = samples.length / 2;
    const buffer = this.#context.createBuffer(2, frames, RATE);
    for (let channel = 0; channel < 2; channel++) {
      const data = buffer.getChannelData(channel);
      for (let i = 0; i < frames; i++) data[i] = samples[2 * i + channel] / 32768;
    }
    const source = this.#context.createBufferSource();
    source.buffer = buffer;
    source.connect(this.analyser);
    source.start(this.#next);
    this.#next += buffer.duration;
  }

  /** Returns heights 0–1 of this number of bars, low notes first. */
  bars(count) {
    const bins = new Uint8Array(this.analyser.frequencyBinCount);
    this.analyser.getByteFrequencyData(bins);
    const bin = i => Math.floor(LOWEST_BIN * 2 ** (i / count * OCTAVES));
    return Array.from({ length: count }, (_, i) => Math.max(...bins.slice(bin(i), Math.max(bin(i) + 1, bin(i + 1)))) / 255);
  }

  stop() {
    this.#socket.onclose = null;
    this.#socket.close();
    if (this.#context.state !== "closed") this.#context.close();
  }
}
