// Measures what the page itself plays, with an analyser on the listener's sound.
import { until } from "./until.mjs";

const SILENCE = 0.001;
const TOLERANCE = 3; // Hz, two bins

export class Ear {
  constructor(page) {
    this.page = page;
  }

  static async of(page) {
    await page.evaluate(() => {
      const { analyser } = window.muzonListener;
      window.ear = new AnalyserNode(analyser.context, { fftSize: 32768, smoothingTimeConstant: 0 });
      analyser.connect(window.ear);
    });
    return new Ear(page);
  }

  /** Returns the strongest tone in Hz, and the root mean square (0–1), of the last 0.7 s. */
  moment() {
    return this.page.evaluate(() => {
      const { ear } = window;
      const spectrum = new Float32Array(ear.frequencyBinCount), wave = new Float32Array(ear.fftSize);
      ear.getFloatFrequencyData(spectrum);
      ear.getFloatTimeDomainData(wave);
      const strongest = spectrum.reduce((best, value, i) => value > spectrum[best] ? i : best, 0);
      const level = Math.sqrt(wave.reduce((sum, sample) => sum + sample * sample, 0) / wave.length);
      return { hertz: strongest * ear.context.sampleRate / ear.fftSize, level };
    });
  }

  /**
   * Tells whether a tone is heard.
   *
   * @param hertz of the tone. Any sound will do without
   */
  hears(hertz) {
    return this.#wait(hertz ? `tone of ${hertz} Hz` : "sound", ({ hertz: heard, level }) =>
      level > 0.01 && (!hertz || Math.abs(heard - hertz) <= TOLERANCE));
  }

  hearsNothing() {
    return this.#wait("silence", ({ level }) => level < SILENCE);
  }

  async #wait(what, wanted) {
    let last = null;
    await until(what, async () => wanted(last = await this.moment()),
      () => `heard ${last.hertz.toFixed(1)} Hz at level ${last.level.toFixed(4)}`);
  }
}
