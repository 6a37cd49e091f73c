/** Whoever talks to us in a live test: robots, baresip, sipp. All of them are gone after each test, also after one that failed. */
import { Phone, type PhoneOptions } from '@zuoxi/robot';
import { deskPhone, type Baresip, type BaresipOptions } from './baresip';
import { sippScenario, type RunningSipp, type SippOptions } from './sipp';

export { Phone, type SoundSpan, type PhoneCall, type PhoneOptions } from '@zuoxi/robot';
export { type Baresip, type BaresipOptions } from './baresip';
export { type RunningSipp, type SippOptions, type SippResult } from './sipp';

export type Peers = {
  /** a phone of ours */
  phone(options: PhoneOptions): Promise<Phone>;
  /** baresip as desk phone */
  desk(options: BaresipOptions): Promise<Baresip>;
  /** sipp with a scenario */
  sipp(options: SippOptions): Promise<RunningSipp>;
};

/** Call it inside `describe`: what it gives lives until the end of the test (`each`) or of the block (`all`). */
export function usePeers(live: 'each' | 'all' = 'each'): Peers {
  const stops: (() => Promise<void>)[] = [];
  const kept = <T>(peer: T, stop: () => Promise<void>): T => {
    stops.push(stop);
    return peer;
  };
  (live === 'each' ? afterEach : afterAll)(async () => {
    await Promise.all(stops.splice(0).map((stop) => stop()));
  });
  return {
    phone: async (options) => {
      const phone = await Phone.open(options);
      return kept(phone, () => phone.close());
    },
    desk: async (options) => {
      const desk = await deskPhone(options);
      return kept(desk, () => desk.stop());
    },
    sipp: async (options) => {
      const sipp = await sippScenario(options);
      return kept(sipp, () => sipp.stop());
    },
  };
}
