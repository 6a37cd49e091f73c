/** The demo's desk phone and a customer, at a whole instance: a call that is recorded and needs no browser. */
import { readFileSync } from 'node:fs';
import { DemoLogins, LoginReply } from '@zuoxi/contracts';
import { sipDomain, type Instance } from '@zuoxi/contracts/environment';
import { Phone, type PhoneCall } from '@zuoxi/robot';
import { hears } from './floor';

export type DeskCall = { customer: PhoneCall; desk: PhoneCall; close: () => Promise<void> };

const pause = (ms: number): Promise<void> => new Promise((next) => setTimeout(next, ms));

export const demoOf = ({ paths }: Instance): ReturnType<typeof DemoLogins.parse> =>
  DemoLogins.parse(JSON.parse(readFileSync(paths.demoLogins, 'utf8')));

/** They talk and hear each other: the customer says 440 Hz, the desk phone 1000 Hz. */
export async function givenDeskCall(instance: Instance, from = '13800138000'): Promise<DeskCall> {
  const desk = demoOf(instance).deskPhone;
  if (!desk) throw new Error('the demo has no desk phone');
  const server = { host: instance.host, port: instance.sip };
  const credentials = { user: desk.agent, password: desk.password };
  const phone = await Phone.open({ host: instance.host, user: desk.agent, server, credentials });
  const other = await Phone.open({ host: instance.carrierHost, user: from, server });
  const close = async (): Promise<void> => {
    await phone.register(sipDomain, credentials, 0).catch(() => undefined); // the instance may be gone
    await Promise.all([phone.close(), other.close()]);
  };
  try {
    // the edge gets its phones and trunks a moment after an instance is healthy
    for (const begun = Date.now(); (await phone.register(sipDomain, credentials)) !== 200; await pause(500))
      if (Date.now() - begun > 20_000) throw new Error('the desk phone was not registered');
    const rings = phone.nextCall();
    const customer = await until(
      () => other.call(`sip:${desk.number}@${server.host}:${server.port}`, { says: [{ kind: 'tone', hz: 440 }] }),
      rings,
    );
    const ringing = await rings;
    ringing.answer([{ kind: 'tone', hz: 1000 }]);
    await hears(customer, 1000);
    await hears(ringing, 440);
    return { customer, desk: ringing, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Word of a registration, and the end of a wrap-up, reach the switch a moment later: a call that is refused is made again. */
async function until(call: () => Promise<PhoneCall>, rings: Promise<unknown>): Promise<PhoneCall> {
  for (const begun = Date.now(); ;) {
    const made = await call();
    const refused = await Promise.race([rings.then(() => null), made.ended]);
    if (!refused) return made;
    if (Date.now() - begun > 40_000) throw new Error(`the desk phone does not ring: ${refused.cause}`);
    await pause(500);
  }
}

/** Logged in over the web port, as a browser does it. */
export async function logIn(
  origin: string,
  { tenant, number, password }: { tenant: string; number: string; password: string },
): Promise<LoginReply> {
  const answer = await fetch(`${origin}/api/accounts/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ tenant, number, password }),
  });
  if (answer.status !== 200) throw new Error(`login of ${number}: ${answer.status} ${await answer.text()}`);
  return LoginReply.parse(await answer.json());
}
