/** A carrier that treats each call by the last digit of the number (carrier-table.ts). */
import type { Habit } from './habit';
import { carrierAct, type CarrierAct } from './carrier-table';
import { carrierSounds, type CarrierSounds } from './carrier-sounds';
import { Phone } from './phone';

export type CarrierOptions = { host: string; port?: number; sounds: string | null };

type Of<K extends CarrierAct['kind']> = (act: Extract<CarrierAct, { kind: K }>, sounds: CarrierSounds) => Habit;

const habits: { readonly [K in CarrierAct['kind']]: Of<K> } = {
  answer: ({ ringMs, then }, sounds) => ({
    kind: 'answer',
    ringMs,
    says: [...(then === 'echo' ? sounds.welcome : []), sounds.after[then]],
  }),
  ringOut: () => ({ kind: 'never' }),
  reject: ({ status, announcement }, sounds) => ({
    kind: 'reject',
    status,
    ringMs: 0,
    says: announcement ? sounds.unknownNumber : undefined,
  }),
};

const habitOf = <K extends CarrierAct['kind']>(act: Extract<CarrierAct, { kind: K }>, sounds: CarrierSounds): Habit => {
  const kind: K = act.kind;
  return habits[kind](act, sounds);
};

/** Opens the carrier; `close` ends its calls. Rejects when the port is taken. */
export async function openCarrier({ host, port, sounds: folder }: CarrierOptions): Promise<Phone> {
  const sounds = carrierSounds(folder);
  return Phone.open({
    listens: false,
    host,
    port,
    user: 'carrier',
    name: 'zuoxi-demo-carrier',
    habit: ({ uri }) => habitOf(carrierAct(numberOf(uri)), sounds),
  });
}

/** The user part of a SIP URI or a header that holds one; anything else as it is. */
export const numberOf = (address: string): string => /sips?:([^@;>]+)@/.exec(address)?.[1] ?? address;
