/** Chromium with a fake microphone that says a tone: a browser that needs nobody to click. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { sine, wavFile } from '@zuoxi/rtp';
import { z } from 'zod';
import { scratch } from './children';
import { holds } from './sound';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  // a machine without a network has the loopback address alone
  '--allow-loopback-in-peer-connection',
];

/** A fresh Chromium whose microphone says `hz`, for ever. */
export async function givenChromium(hz: number): Promise<{ context: BrowserContext; stop: () => Promise<void> }> {
  const dir = scratch('chromium');
  const microphone = join(dir.path, 'microphone.wav');
  const samples = sine(hz, 4000, 9000, 48_000);
  writeFileSync(microphone, wavFile({ format: 'pcm16', channels: 1, rate: 48_000 }, new Uint8Array(samples.buffer)));
  const context = await chromium.launchPersistentContext(join(dir.path, 'profile'), {
    executablePath: '/usr/bin/chromium',
    headless: true,
    args: [...flags, `--use-file-for-fake-audio-capture=${microphone}`],
  });
  const stop = async (): Promise<void> => {
    await context.close();
    dir.remove();
  };
  return { context, stop };
}

/** A page in a window of its own. A tab behind another draws once a second, and Playwright clicks at nothing that it has not seen drawn twice. */
export async function newWindow(context: BrowserContext): Promise<Page> {
  const [first = await context.newPage()] = context.pages();
  const devTools = await context.newCDPSession(first);
  const [page] = await Promise.all([
    context.waitForEvent('page'),
    devTools.send('Target.createTarget', { url: 'about:blank', newWindow: true }),
  ]);
  await devTools.detach();
  return page;
}

export type CallPage = {
  /** a new RTCPeerConnection with the microphone; the one before is closed */
  fresh(): Promise<void>;
  /** the browser calls: its offer, all candidates in it */
  offer(options?: { iceRestart: boolean }): Promise<string>;
  answered(sdp: string): Promise<void>;
  /** the browser is called: its answer */
  accept(sdp: string): Promise<string>;
  press(keys: string): Promise<void>;
  /** waits until its loudspeaker gives this frequency; null: silence */
  hears(hz: number | null): Promise<void>;
  path(): Promise<z.infer<typeof Path>>;
  close(): Promise<void>;
};
const Path = z.object({ state: z.string(), remote: z.string().optional() });

/** A page that can call; 127.0.0.1 is a secure context, so the microphone is open to it. */
export async function callPage(context: BrowserContext): Promise<CallPage> {
  const html = readFileSync(join(__dirname, 'call-page.html'));
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(html));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const ask = async <T>(kind: z.ZodType<T>, expression: string): Promise<T> => kind.parse(await page.evaluate(expression));
  const text = JSON.stringify;
  const loudest = (): Promise<number | null> => ask(z.number().nullable(), 'call.loudest()');
  return {
    fresh: () => ask(z.void(), 'newCall()'),
    offer: (options) => ask(z.string(), `call.offer(${text(options ?? {})})`),
    answered: (sdp) => ask(z.void(), `call.answered(${text(sdp)})`),
    accept: (sdp) => ask(z.string(), `call.accept(${text(sdp)})`),
    press: (keys) => ask(z.void(), `call.press(${text(keys)})`),
    async hears(hz) {
      let heard: number | null = -1;
      const rightly = (): boolean => (heard === null || hz === null ? heard === hz : Math.abs(heard - hz) < 15);
      await holds(
        async () => {
          heard = await loudest();
          return rightly();
        },
        () => heard,
        15_000,
      );
    },
    path: () => ask(Path, 'call.path()'),
    async close() {
      await page.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
