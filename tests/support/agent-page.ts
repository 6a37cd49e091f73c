/** The workbench in a real browser, used as a person would: by its labels, and by what its loudspeaker gives. */
import type { BrowserContext, Page } from 'playwright-core';
import { z } from 'zod';
import { newWindow } from './chromium';

/** Every peer connection of the page is kept, so that the test can measure what the person hears. */
const ears = () => {
  const kept: RTCPeerConnection[] = [];
  const Plain = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Plain {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      kept.push(this);
    }
  };
  let context: AudioContext | undefined;
  const analysers = new Map<MediaStreamTrack, AnalyserNode>();
  /** the loudest frequency of the newest connection, Hz; null: silence */
  Object.assign(window, {
    loudest: () => {
      const track = kept
        .at(-1)
        ?.getReceivers()
        .find((r) => r.track.kind === 'audio')?.track;
      if (!track || track.readyState !== 'live') return null;
      context ??= new AudioContext();
      let analyser = analysers.get(track);
      if (!analyser) {
        analyser = context.createAnalyser();
        analyser.fftSize = 8192;
        analyser.smoothingTimeConstant = 0;
        context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
        analysers.set(track, analyser);
      }
      const levels = new Float32Array(analyser.frequencyBinCount);
      analyser.getFloatFrequencyData(levels);
      let best = 0;
      levels.forEach((level, i) => {
        if (level > levels[best]!) best = i;
      });
      return levels[best]! > -60 ? (best * context.sampleRate) / analyser.fftSize : null;
    },
  });
};

const Heard = z.number().nullable();
export type Login = { tenant: string; number: string; password: string };

export class AgentPage {
  private constructor(readonly page: Page) {}

  /** `firstTime`: the sound check of the first minutes opens by itself; else this browser has seen it. */
  static async open(context: BrowserContext, origin: string, { firstTime = false } = {}): Promise<AgentPage> {
    const page = await newWindow(context);
    if (!firstTime) await page.addInitScript(() => localStorage.setItem('zuoxi.checked', 'true'));
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.addInitScript(ears);
    await page.goto(origin);
    return new AgentPage(page);
  }

  by(testId: string) {
    return this.page.getByTestId(testId);
  }

  async login({ tenant, number, password }: Login): Promise<void> {
    await this.page.locator('input[name=organization]').fill(tenant);
    await this.page.locator('input[name=username]').fill(number);
    await this.page.locator('input[name=password]').fill(password);
    await this.by('login').click();
  }

  /** Logged in, online, and its phone known to the edge. */
  async ready(login: Login): Promise<void> {
    await this.login(login);
    await this.shows('state', '空闲');
    await this.page.getByText('已注册').first().waitFor();
  }

  async shows(testId: string, text: string, ms = 10_000): Promise<void> {
    await this.by(testId).filter({ hasText: text }).first().waitFor({ timeout: ms });
  }

  /** Listens on and on; what it returns ends that and gives the longest time without this frequency, ms. */
  listens(hz: number): () => Promise<number> {
    let over = false;
    const longest = (async () => {
      let gap = 0;
      let last = Date.now();
      while (!over) {
        const heard = Heard.parse(await this.page.evaluate('loudest()'));
        gap = Math.max(gap, Date.now() - last);
        if (heard !== null && Math.abs(heard - hz) < 20) last = Date.now();
        await this.page.waitForTimeout(50);
      }
      return gap;
    })();
    longest.catch(() => undefined); // the page may be closed before anybody asks
    return () => {
      over = true;
      return longest;
    };
  }

  /** Waits until the loudspeaker gives this frequency; null: silence. */
  async hears(hz: number | null, ms = 8000): Promise<void> {
    const deadline = Date.now() + ms;
    let heard: number | null = -1;
    while (Date.now() < deadline) {
      heard = Heard.parse(await this.page.evaluate('loudest()'));
      if (hz === null ? heard === null : heard !== null && Math.abs(heard - hz) < 20) return;
      await this.page.waitForTimeout(50); // the ear looks twenty times a second
    }
    throw new Error(`the browser should hear ${hz ?? 'silence'}, it hears ${heard}`);
  }
}
