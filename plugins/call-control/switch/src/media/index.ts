/** Media adapter: each leg through rtpengine, who hears whom at the mixer. It translates and holds no opinion about calls. */
import { dispatch, type Handlers, type LegId, type ToMixer } from '@zuoxi/contracts';
import type { Instance } from '@zuoxi/contracts/environment';
import type { Logger } from '../log';
import type { Adapter, LegMedia, MediaEffect, Post, Records } from '../ports';
import { inputOf } from './events';
import type { LegRecord } from './leg';
import { Legs } from './legs';
import { MixerClient, type Meters } from './mixer-client';
import { NgClient } from './ng';
import { Plans } from './plans';
import { Spares } from './spares';
import { RtpengineMonitor } from './rtpengine-monitor';

export type { LegRecord } from './leg';
export type { Meters } from './mixer-client';

export type MediaOptions = { instance: Instance; records: Records<LegRecord>; post: Post; log: Logger };
export type Media = {
  media: LegMedia;
  adapter: Adapter<MediaEffect>;
  /** loss, jitter and silence of every leg, and how late the mixer's ticks are; rejects when the mixer does not answer */
  meters: () => Promise<Meters>;
};

const loopback = '127.0.0.1';
/** After a start the engine has said all its plans long before this; until then a plan that the mixer still holds may be one of them. */
const settleMs = 5000;
/** how long `start` waits for a mixer that is not there, and `stop` for an rtpengine: calls can be signalled without, the next start sweeps */
const patienceMs = 2000;
/** A leg of an rtpengine that was frozen is found to be silent so long after, at the latest: the mixer says so after 5 s. */
const suspectMs = 8000;

export function createMedia({ instance, records, post, log }: MediaOptions): Media {
  const ng = new NgClient({ host: loopback, port: instance.ports.ng });
  let mixerPort = instance.ports.mixerRtp;
  let settled = false;
  let settling: NodeJS.Timeout | undefined;
  let flushing: NodeJS.Immediate | undefined;
  let greeted: () => void = () => undefined;
  let digits = 0;
  let suspectUntil = 0;

  const flush = (): void => {
    flushing = undefined;
    for (let due = next(); due; due = next()) mixer.send(due);
  };
  const next = (): ToMixer | null => (mixer.ready ? plans.take() : null);
  // at the end of this turn of the loop: a plan that is overtaken within one engine step is never sent
  const plans = new Plans(() => (flushing ??= setImmediate(flush)));
  const keep = (): void => mixer.send({ t: 'keep', calls: plans.calls() });

  const mixer = new MixerClient({
    at: { host: loopback, port: instance.ports.mixerControl },
    hello: (port) => {
      if (port !== mixerPort) spares.drop();
      mixerPort = port;
      if (settled) keep();
      plans.afresh();
      void legs.retarget(port);
      greeted();
      log.info({ port }, 'the mixer is connected');
    },
    event: (event) => {
      if (event.t === 'silent' || event.t === 'heard') legs.fellSilent(event.leg, event.t === 'silent');
      if (event.t === 'silent' && performance.now() < suspectUntil) broken([event.leg]);
      const input = inputOf(event);
      if (input) post(input);
      if (event.t === 'played' && event.missing)
        log.warn({ call: event.call, leg: event.leg, play: event.play }, 'a sound file is missing');
    },
    room: flush,
    warn: (what) => log.warn(what),
  });

  const at = {
    site: { ng, outerHost: instance.host },
    mixerPort: () => mixerPort,
    warn: (what: string, err: unknown) => log.warn({ err }, what),
  };
  const spares = new Spares({ ...at, names: `${instance.shard}-spare-` });
  const legs = new Legs({
    ...at,
    records,
    spares,
    inside: (leg, inside) => plans.inside(leg, inside),
    held: (leg, held) => post({ on: 'leg.held', leg, held }),
    keys: (leg, keys) => {
      if (!mixer.ready) return log.warn({ leg }, 'digits are lost: the mixer is not connected');
      flush(); // the leg may be in a plan that was not sent yet
      mixer.send({ t: 'digits', leg, id: `d${++digits}`, digits: keys });
    },
  });

  const broken = (lost: readonly LegId[]): void => {
    if (lost.length === 0) return;
    log.warn({ legs: lost }, 'rtpengine was restarted or frozen: these legs get new ports there');
    for (const leg of lost) post({ on: 'leg.broken', leg });
  };
  const watch = new RtpengineMonitor(
    ng,
    async () => {
      spares.drop(); // of a former rtpengine
      await legs.sweep(`${instance.shard}-`);
      broken(await legs.lost());
    },
    () => {
      suspectUntil = performance.now() + suspectMs;
      spares.drop();
      broken(legs.silentOnes());
    },
  );

  const does: Handlers<MediaEffect, 'do'> = {
    'media.plan': ({ plan }) => plans.want(plan),
    'media.drop': ({ call }) => plans.drop(call),
  };

  return {
    media: legs,
    meters: () => mixer.meters(),
    adapter: {
      async start() {
        legs.restore();
        const hello = new Promise<void>((resolve) => (greeted = resolve));
        mixer.start();
        settling = setTimeout(() => {
          settled = true;
          keep();
        }, settleMs);
        await Promise.race([Promise.all([hello, watch.look()]), pause(patienceMs)]);
      },
      perform: (effect) => dispatch(does, 'do', effect),
      async stop() {
        clearTimeout(settling);
        clearImmediate(flushing);
        watch.stop();
        mixer.stop();
        spares.drop();
        await Promise.race([legs.idle(), pause(patienceMs)]);
        ng.close();
      },
      trouble: () => watch.trouble() ?? mixer.trouble(),
    },
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());
