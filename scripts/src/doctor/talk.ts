import { setTimeout as sleep } from 'node:timers/promises';
import { Phone, type CallEnd, type SoundSpan, type PhoneCall } from '@zuoxi/robot';
import { ill, logOf, skipped, well, type Check, type Finding, type Patient } from './check';
import { edge, openDeskPhone } from './desk-phone';

const customer = { hz: 440, number: '13800138000' };
const desk = { hz: 1000 };
const patienceMs = 10_000;
/**
 * Worth another try so many milliseconds long: the desk phone's agent may still be in the wrap-up of the doctor's last visit, and word of a
 * registration reaches the switch a moment after the phone.
 */
const passing: Partial<Record<CallEnd['cause'], number>> = { busy: 25_000, unreachable: 3000 };
const everyMs = 500;

const isTone =
  (hz: number) =>
  (heard: SoundSpan): boolean =>
    heard.kind === 'tone' && Math.abs((heard.hz ?? 0) - hz) < 25;

/** A customer calls the number of a desk phone, and each must hear the other's tone. */
export const talk: Check = {
  name: 'media path',
  zh: '通话与声音',
  after: ['SIP registration', 'rtpengine', 'mixer', 'switch'],
  async examine(patient) {
    const phone = await openDeskPhone(patient, () => ({ kind: 'manual', ring: true }));
    if (!phone) return [skipped('no demo tenant (ZUOXI_DEMO=false)')];
    try {
      const rings = phone.phone.nextCall();
      return [await persist(() => callDesk(patient, phone.number, rings), patient, phone.number)];
    } finally {
      await phone.close();
    }
  },
};

/** Calls again while the reason why not may pass. */
async function persist(call: () => Promise<Finding | CallEnd>, patient: Patient, number: string): Promise<Finding> {
  for (const begun = Date.now(); ; await sleep(everyMs)) {
    const result = await call();
    if ('kind' in result) return result;
    if (Date.now() - begun >= (passing[result.cause] ?? 0)) return refused(patient, number, result);
  }
}

async function callDesk(patient: Patient, number: string, rings: Promise<PhoneCall>): Promise<Finding | CallEnd> {
  const server = edge(patient);
  const caller = await Phone.open({ host: patient.instance.carrierHost, server, user: customer.number, name: 'zuoxi-doctor' });
  try {
    const begun = performance.now();
    const call = await caller.call(`sip:${number}@${server.host}:${server.port}`, { says: [{ kind: 'tone', hz: customer.hz }] });
    const ring = await within(Promise.race([rings, call.ended]), patienceMs);
    if (ring === null)
      return ill(`a call to ${number} does not ring within ${patienceMs / 1000} s`, `See ${logOf(patient, 'switch')}.`);
    if ('cause' in ring) return ring;
    const rangMs = Math.round(performance.now() - begun);
    ring.answer([{ kind: 'tone', hz: desk.hz }]);
    return (
      (await deaf(patient, call, ring)) ?? well(`a customer and a desk phone talk: rang after ${rangMs} ms, each hears the other`)
    );
  } finally {
    await caller.close();
  }
}

const refusals: Partial<Record<CallEnd['cause'], string>> = {
  unknownNumber: 'No tenant has this number, or its trunk is not the demo trunk: look at Numbers in the administration.',
  unreachable: 'The switch does not know of the registered phone: see the parts of the switch above.',
  busy: 'Its agent is on a call or in a long wrap-up: try again in a moment.',
  rejected: 'The demo trunk does not list the address that calls: look at Trunks in the administration.',
};

const refused = (patient: Patient, number: string, end: CallEnd): Finding =>
  ill(
    `a call to ${number} ends with ${end.status} ${end.reason} (${end.cause})`,
    refusals[end.cause] ?? `See ${logOf(patient, 'switch')}.`,
  );

/** What is wrong with the sound; null when both hear each other. */
async function deaf(patient: Patient, caller: PhoneCall, phone: PhoneCall): Promise<Finding | null> {
  const [back, there] = await Promise.all([
    caller.hears.until(isTone(desk.hz), patienceMs),
    phone.hears.until(isTone(customer.hz), patienceMs),
  ]);
  if (back && there) return null;
  const who =
    !back && !there
      ? 'neither hears the other'
      : !back
        ? 'the customer does not hear the agent'
        : 'the agent does not hear the customer';
  const { rtp } = patient.instance;
  const cure = `Is UDP ${rtp.min}-${rtp.max} open in the firewall? Then see ${logOf(patient, 'rtpengine')} and ${logOf(patient, 'mixer')}.`;
  return ill(`the call is answered, but ${who}`, cure);
}

const within = async <T>(promise: Promise<T>, ms: number): Promise<T | null> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), ms)));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};
