import type { Server } from 'node:http';
import { standInBrowser } from '../../dev/stand-in/browser';
import { someOffer } from '../../dev/stand-in/offer';
import type { Heard } from '../../dev/stand-in/sip';
import { StandIn } from '../../dev/stand-in/stand-in';
import { someCredentials } from '../../dev/stand-in/view';
import { Store, until } from '../providers/store';
import { Microphone } from './microphone';
import { Phone } from './phone';

let standIn: StandIn;
let server: Server;
let phone: Phone;
let microphone: Microphone;
let onCall: Store<string | null>;
let refused: number;

beforeEach(async () => {
  const { mediaDevices } = standInBrowser();
  standIn = new StandIn();
  const listening = await standIn.listen();
  server = listening.server;
  onCall = new Store<string | null>(null);
  refused = 0;
  microphone = new Microphone(mediaDevices, () => '');
  phone = new Phone({
    url: `ws://127.0.0.1:${listening.port}/sip`,
    confirmed: ({ call }) => call === onCall.get(),
    onConfirm: (listener) => onCall.subscribe(listener),
    microphone: () => microphone.stream(),
    speak: () => undefined,
    refused: () => refused++,
  });
});
afterEach(async () => {
  phone.stop();
  await standIn.stop(server);
});

/** The first message, heard already or to come, that fits. */
function hears(fits: (m: Heard) => boolean): Promise<Heard> {
  return new Promise((resolve) => {
    const found = standIn.sip.heard.find(fits);
    if (found) return resolve(found);
    standIn.sip.onHeard = (m) => fits(m) && resolve(m);
  });
}
const answers = (status: number, callId: string) =>
  hears((m) => m.start.startsWith(`SIP/2.0 ${status}`) && m.header('call-id') === callId);
const toTag = (m: Heard): string => /tag=(\w+)/.exec(m.header('to'))?.[1] ?? '';

async function registered(): Promise<void> {
  phone.register(someCredentials(Date.now()));
  await until(phone.state, (s) => s.registration === 'registered', 5_000);
}
async function talking(): Promise<Heard> {
  await registered();
  onCall.set('s1-1-7');
  standIn.sip.invite('one', 's1-1-7;leg=l2;answer=auto', someOffer);
  const ok = await answers(200, 'one');
  standIn.sip.request('ACK', 'one', '', '', toTag(ok));
  await until(phone.state, (s) => s.call?.state === 'talking', 5_000);
  return ok;
}

describe('registration', () => {
  it('STA-27 registers as the agent, signed with the credentials of the switch', async () => {
    standIn.sip.password = 'stand-in';
    await registered();
    const last = standIn.sip.heard.findLast((m) => m.method === 'REGISTER');
    expect(last?.header('to')).toContain('sip:a1@zuoxi');
    expect(last?.header('authorization')).toMatch(/username="\d+:a1"/);
  });

  it('asks the switch for new credentials when the edge refuses them', async () => {
    standIn.sip.password = 'another';
    phone.register(someCredentials(Date.now()));
    await until(phone.state, (s) => s.registration === 'refused', 5_000);
    expect(refused).toBeGreaterThan(0);
  });

  it('registers again with newer credentials, and STA-50 when told to', async () => {
    await registered();
    phone.register({ ...someCredentials(Date.now()), username: '99:a1' });
    phone.refresh();
    expect((await hears((m) => m.header('authorization').includes('99:a1'))).method).toBe('REGISTER');
  });
});

describe('a call that rings', () => {
  it('INB-01 rings, and is answered by the agent alone', async () => {
    await registered();
    standIn.sip.invite('one', 's1-1-7;leg=l2;answer=manual', someOffer);
    await answers(180, 'one');
    expect(phone.state.get().call).toMatchObject({ call: 's1-1-7', leg: 'l2', state: 'ringing' });
    await phone.answer();
    await answers(200, 'one');
  });

  it('one that the agent dialled is answered at once', async () => {
    await registered();
    onCall.set('s1-1-7');
    standIn.sip.invite('one', 's1-1-7;leg=l2;answer=auto', someOffer);
    await answers(200, 'one');
  });

  it('one that asks to be answered unasked rings until the view of the switch confirms it', async () => {
    await registered();
    standIn.sip.invite('one', 's1-1-7;leg=l2;answer=auto', someOffer);
    await answers(180, 'one');
    expect(phone.state.get().call?.state).toBe('ringing');
    onCall.set('s1-1-8');
    expect(phone.state.get().call?.state).toBe('ringing');
    onCall.set('s1-1-7');
    await answers(200, 'one');
  });

  it('one that the switch did not send is refused', async () => {
    await registered();
    standIn.sip.invite('one', 'no call at all', someOffer);
    await answers(403, 'one');
    expect(phone.state.get().call).toBeNull();
  });

  it('a second call beside the first one finds it busy', async () => {
    await talking();
    standIn.sip.invite('two', 's1-1-8;leg=l4;answer=manual', someOffer);
    await answers(486, 'two');
    expect(phone.state.get().call?.call).toBe('s1-1-7');
  });

  it('stops ringing when the caller gives up', async () => {
    await registered();
    standIn.sip.invite('one', 's1-1-7;leg=l2;answer=manual', someOffer);
    await answers(180, 'one');
    standIn.sip.request('CANCEL', 'one');
    await until(phone.state, (s) => s.call === null, 5_000);
    expect(phone.state.get().call).toBeNull();
  });

  it('is declined by SIP alone when the switch cannot be asked', async () => {
    await registered();
    standIn.sip.invite('one', 's1-1-7;leg=l2;answer=manual', someOffer);
    await answers(180, 'one');
    phone.hangUp();
    await answers(603, 'one');
  });
});

describe('a call that runs', () => {
  it('is hung up by SIP alone when the switch cannot be asked', async () => {
    await talking();
    phone.hangUp();
    expect((await hears((m) => m.method === 'BYE')).header('call-id')).toBe('one');
    expect(phone.state.get().call).toBeNull();
  });

  it('ends when the other side hangs up', async () => {
    const ok = await talking();
    standIn.sip.request('BYE', 'one', '', '', toTag(ok));
    await until(phone.state, (s) => s.call === null, 5_000);
    expect(phone.state.get().call).toBeNull();
  });

  it('survives the loss of the SIP connection', async () => {
    await talking();
    for (const socket of standIn.sip.sockets.clients) socket.terminate();
    await until(phone.state, (s) => s.registration === 'connecting', 5_000);
    expect(phone.state.get().call?.state).toBe('talking');
  });

  it('says yes when the switch asks after it, and no after one it never had', async () => {
    const ok = await talking();
    standIn.sip.request('OPTIONS', 'one', '', '', toTag(ok));
    await hears((m) => m.start.startsWith('SIP/2.0 200') && m.header('cseq').endsWith('OPTIONS'));
    standIn.sip.request('OPTIONS', 'other', '', '', 'gone');
    await hears((m) => m.start.startsWith('SIP/2.0 481') && m.header('cseq').endsWith('OPTIONS'));
  });
});
