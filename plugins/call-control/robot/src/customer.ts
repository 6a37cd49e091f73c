/** A customer calls in, says something, tells what it hears and hangs up. */
import type { Address } from '@zuoxi/sip';
import { summary, type SoundSpan } from './hearing';
import type { Sound } from './mouth';
import type { CallEnd } from './call-end';
import { Phone } from './phone';

export type Errand = {
  server: Address;
  /** the address it calls from: the trunk's */
  host: string;
  from: string;
  to: string;
  /** how long it talks before it hangs up */
  seconds: number;
  says: readonly Sound[];
  /** hears of everything as it happens; `at`: milliseconds since the call was begun */
  tell: (news: News, at: number) => void;
  /** hangs up early */
  signal?: AbortSignal;
};

export type News = { kind: 'calling' | 'ringing' | 'answered' | 'hangingUp' } | { kind: 'heard'; heard: SoundSpan };

export type Outcome = {
  end: CallEnd;
  /** milliseconds of each thing heard */ heard: ReadonlyMap<string, number>;
  digits: string;
};

/** Makes the call and resolves when it is over. */
export async function runErrand(errand: Errand): Promise<Outcome> {
  const { server, host, from, to, says, seconds, signal } = errand;
  const begun = Date.now();
  const tell = (news: News): void => errand.tell(news, Date.now() - begun);
  const phone = await Phone.open({ host, server, user: from, name: 'zuoxi-customer' });
  try {
    tell({ kind: 'calling' });
    const call = await phone.call(`sip:${to}@${server.host}:${server.port}`, { from: `sip:${from}@${host}`, says });
    call.hears.on((heard) => tell({ kind: 'heard', heard }));
    void call.ringing.then((yes) => yes && !call.isAnswered && tell({ kind: 'ringing' }));
    const hangUp = (): void => {
      if (call.isOver) return;
      tell({ kind: 'hangingUp' });
      call.hangup();
    };
    signal?.addEventListener('abort', hangUp);
    const timer = setTimeout(hangUp, patienceMs);
    if (await call.answered) {
      clearTimeout(timer);
      tell({ kind: 'answered' });
      const talk = setTimeout(hangUp, seconds * 1000);
      void call.ended.then(() => clearTimeout(talk));
    }
    const end = await call.ended;
    clearTimeout(timer);
    return { end, heard: summary(call.hears.timeline), digits: call.digitsHeard };
  } finally {
    await phone.close();
  }
}

/** A carrier gives up on a call that nobody answers about then. */
const patienceMs = 90_000;
