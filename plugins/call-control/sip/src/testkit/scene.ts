/** A user agent on the network in memory, with everything it reports written down. */
import type { Address, LegRecord, UserAgentEvents, UserAgentOptions } from '../api';
import { Agent } from '../useragent/agent';
import { MemoryTransport, type Network } from './network';
import type { VirtualClock } from './virtual-clock';

type Call<K extends keyof UserAgentEvents> = Parameters<NonNullable<UserAgentEvents[K]>>;

export type Scene = {
  ua: Agent;
  transport: MemoryTransport;
  records: Map<string, LegRecord>;
  invited: Call<'invited'>[];
  progress: Call<'progress'>[];
  answered: Call<'answered'>[];
  ended: Call<'ended'>[];
  digits: Call<'digit'>[];
  referred: Call<'referred'>[];
  refused: string[];
};

export const offerSdp = (port: number): string =>
  `v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio ${port} RTP/AVP 8\r\n`;

/** Starts a user agent at `at`; `more` overrides what the scene would do. */
export async function scene(
  network: Network,
  clock: VirtualClock,
  at: Address,
  next: Address | undefined,
  protocol: 'TCP' | 'UDP' = 'TCP',
  more: Partial<UserAgentOptions> & { events?: Partial<UserAgentEvents> } = {},
  restored: ReadonlyMap<string, LegRecord> = new Map(),
): Promise<Scene> {
  const transport = new MemoryTransport(protocol, network, at);
  let count = 0;
  const seen: Omit<Scene, 'ua' | 'transport'> = {
    records: new Map(restored),
    invited: [],
    progress: [],
    answered: [],
    ended: [],
    digits: [],
    referred: [],
    refused: [],
  };
  const { events, ...options } = more;
  const ua = new Agent(
    {
      transport: protocol === 'TCP' ? 'tcp' : 'udp',
      local: at,
      ...(next && { next }),
      name: 'test',
      newId: () => `in${++count}`,
      clock,
      ...options,
      on: {
        invited: (...a) => void seen.invited.push(a),
        progress: (...a) => void seen.progress.push(a),
        answered: (...a) => void seen.answered.push(a),
        ended: (...a) => void seen.ended.push(a),
        digit: (...a) => void seen.digits.push(a),
        referred: (...a) => void seen.referred.push(a),
        refused: (why) => void seen.refused.push(why),
        // as a journal would: through JSON
        record: (id, r) => void (r ? seen.records.set(id, JSON.parse(JSON.stringify(r)) as LegRecord) : seen.records.delete(id)),
        ...events,
      },
    },
    transport,
  );
  ua.restore(restored);
  await ua.start();
  if (protocol === 'TCP' && next) transport.opened(next);
  return { ua, transport, ...seen };
}
