/** Legs through a private rtpengine, an endpoint in the place of the mixer. */
import { LegId } from '@zuoxi/contracts';
import type { RtpEndpoint } from '@zuoxi/rtp';
import type { Inside, LegRecord } from '../../plugins/call-control/switch/src/media/leg';
import { Legs } from '../../plugins/call-control/switch/src/media/legs';
import { NgClient } from '../../plugins/call-control/switch/src/media/ng';
import type { Spares } from '../../plugins/call-control/switch/src/media/spares';
import type { Records } from '../../plugins/call-control/switch/src/ports';
import { givenRtpengine, type PrivateRtpengine } from './rtpengine';
import { shelf } from './shelf';
import { follow, hearsTone, sdpOf, useEndpoints } from './sound';

export type TestLegs = {
  legs: Legs;
  insides: ReadonlyMap<LegId, Inside>;
  records: Records<LegRecord>;
  warnings: readonly string[];
};
export type Talking = TestLegs & { mixer: RtpEndpoint; phone: RtpEndpoint; leg: LegId; answer: string };

let count = 0;
export const newLeg = (): LegId => LegId.parse(`t1-1-${++count}`);

/** One rtpengine for all tests of a file; what a test left there is deleted after it. */
export function useLegs() {
  const made: { rtpengine?: PrivateRtpengine; ng?: NgClient } = {};
  const ready = <T>(thing: T | undefined): T => {
    if (!thing) throw new Error('only within a test');
    return thing;
  };
  const rtpengine = (): PrivateRtpengine => ready(made.rtpengine);
  const ng = (): NgClient => ready(made.ng);
  beforeAll(async () => {
    made.rtpengine = await givenRtpengine();
    made.ng = new NgClient({ host: '127.0.0.1', port: rtpengine().instance.ports.ng });
  });
  afterAll(async () => {
    made.ng?.close();
    await made.rtpengine?.stop();
  });
  afterEach(async () => {
    for (const id of await ng().list()) await ng().delete(id);
  });
  const bind = useEndpoints();

  /** Legs whose inner side is `mixer`: it speaks to every leg as soon as its port is known. */
  const legsAt = (mixer: RtpEndpoint, records: Records<LegRecord> = shelf<LegRecord>(), spares?: Spares): TestLegs => {
    const insides = new Map<LegId, Inside>();
    const warnings: string[] = [];
    const legs = new Legs({
      site: { ng: ng(), outerHost: rtpengine().instance.host },
      records,
      mixerPort: () => mixer.port,
      ...(spares && { spares }),
      inside: (leg, inside) => {
        if (!inside) return void insides.delete(leg);
        insides.set(leg, inside);
        mixer.digitType = inside.digitType ?? 0;
        mixer.remote('127.0.0.1', inside.port);
      },
      warn: (what) => warnings.push(what),
    });
    return { legs, insides, records, warnings };
  };

  /** A phone that called in and talks: it says 440 Hz and hears the mixer's 1000 Hz. */
  const talking = async (options: { digitType?: number } = {}): Promise<Talking> => {
    const mixer = await bind('127.0.0.1', { hz: 1000 });
    const phone = await bind('127.0.0.1', { hz: 440, ...options });
    const given = legsAt(mixer);
    const leg = newLeg();
    const answer = await given.legs.accept(leg, sdpOf(phone), 'phone');
    follow(phone, answer);
    await Promise.all([hearsTone(mixer, 440), hearsTone(phone, 1000)]);
    return { ...given, mixer, phone, leg, answer };
  };
  return { rtpengine, ng, bind, legsAt, talking };
}
