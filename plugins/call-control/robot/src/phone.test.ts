import type { SoundSpan } from './hearing';
import { listens } from './knock';
import { Phone, type PhoneOptions } from './phone';

const host = '127.0.0.1';
const open: Phone[] = [];
const phone = async (user: string, more: Partial<PhoneOptions> = {}): Promise<Phone> => {
  const p = await Phone.open({ host, user, ...more });
  open.push(p);
  return p;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((p) => p.close()));
});

const tone =
  (hz: number) =>
  (h: SoundSpan): boolean =>
    h.kind === 'tone' && Math.abs((h.hz ?? 0) - hz) < 20;

describe('two phones', () => {
  it('ring, answer, hear each other, press digits, and the one that hangs up is named', async () => {
    const [anna, ben] = [await phone('anna'), await phone('ben')];
    const out = await anna.call(ben.uri, { says: [{ kind: 'tone', hz: 440 }], fromName: 'Anna' });
    const call = await ben.nextCall();
    expect(await out.ringing).toBe(true);
    expect(call.invitation).toMatchObject({ fromName: 'Anna' });
    call.answer([{ kind: 'tone', hz: 1000 }]);
    expect(await out.answered).toBe(true);
    expect(await out.hears.until(tone(1000), 5000)).not.toBeNull();
    expect(await call.hears.until(tone(440), 5000)).not.toBeNull();
    await out.digits('12#');
    expect(call.digitsHeard).toBe('12#');
    out.hangup();
    expect(await out.ended).toMatchObject({ by: 'us', cause: 'hangup', answered: true });
    expect(await call.ended).toMatchObject({ by: 'them', cause: 'hangup', answered: true });
    expect([anna.busy, ben.busy]).toEqual([0, 0]);
  });

  it('talk µ-law when one of them has nothing else', async () => {
    const [anna, ben] = [await phone('anna', { codecs: ['PCMU'] }), await phone('ben')];
    const out = await anna.call(ben.uri, { says: [{ kind: 'tone', hz: 700 }] });
    const call = await ben.nextCall();
    call.answer();
    expect(await call.hears.until(tone(700), 5000)).not.toBeNull();
    expect(await out.answered).toBe(true);
  });

  it('agree anew in the middle of a call', async () => {
    const [anna, ben] = [await phone('anna'), await phone('ben')];
    const out = await anna.call(ben.uri);
    const call = await ben.nextCall();
    call.answer([{ kind: 'tone', hz: 600 }]);
    await out.answered;
    await out.refresh();
    expect(await out.hears.until(tone(600), 5000)).not.toBeNull();
  });

  it.each([
    [486, 'busy'],
    [603, 'rejected'],
    [404, 'unknownNumber'],
    [480, 'unreachable'],
    [503, 'lineError'],
  ] as const)('a phone that rejects with %i: the caller learns %s', async (status, cause) => {
    const [anna, ben] = [await phone('anna'), await phone('ben', { habit: () => ({ kind: 'reject', status, ringMs: 0 }) })];
    const out = await anna.call(ben.uri);
    expect(await out.answered).toBe(false);
    expect(await out.ended).toMatchObject({ by: 'them', status, cause, answered: false, talkMs: 0 });
  });

  it('a phone nobody answers rings until the caller gives up', async () => {
    const [anna, ben] = [await phone('anna'), await phone('ben', { habit: () => ({ kind: 'never' }) })];
    const out = await anna.call(ben.uri, { cancelAfterMs: 200 });
    expect(await out.ringing).toBe(true);
    expect(await out.ended).toMatchObject({ by: 'us', cause: 'cancelled', answered: false });
    expect(ben.busy).toBe(0);
  });

  it('early media: an announcement is heard before the call is rejected', async () => {
    const says = [{ kind: 'tone', hz: 950, ms: 1500 }] as const;
    const [anna, ben] = [
      await phone('anna'),
      await phone('ben', { habit: () => ({ kind: 'reject', status: 404, ringMs: 0, says }) }),
    ];
    const out = await anna.call(ben.uri);
    expect(await out.hears.until(tone(950), 5000)).not.toBeNull();
    expect(await out.ended).toMatchObject({ status: 404, answered: false });
  });

  it.each(['noAudio', 'noCodec', 'garbage'] as const)('an offer that is wrong (%s) is answered 488', async (sdp) => {
    const [anna, ben] = [await phone('anna'), await phone('ben', { habit: () => ({ kind: 'answer', ringMs: 0, says: [] }) })];
    expect(await (await anna.call(ben.uri, { sdp })).ended).toMatchObject({ by: 'them', status: 488 });
  });

  it('an offer of 64 kB is refused without a crash', async () => {
    const [anna, ben] = [await phone('anna'), await phone('ben', { habit: () => ({ kind: 'answer', ringMs: 0, says: [] }) })];
    expect(await (await anna.call(ben.uri, { sdp: 'huge' })).ended).toMatchObject({ by: 'them', status: 413 });
    expect(await (await anna.call(ben.uri)).answered).toBe(true);
  });

  it('an answer without audio: the call stands, nothing is heard, it can be hung up', async () => {
    const habit = () => ({ kind: 'answer', ringMs: 0, says: [{ kind: 'tone', hz: 440 }], sdp: 'noAudio' }) as const;
    const [anna, ben] = [await phone('anna', { codecs: ['PCMA'] }), await phone('ben', { habit })];
    const out = await anna.call(ben.uri, { says: [{ kind: 'tone', hz: 1000 }] });
    await out.answered;
    out.hangup();
    expect(await out.ended).toMatchObject({ cause: 'hangup' });
  });

  it('a wait for a call that was given up does not swallow it', async () => {
    const [anna, ben] = [await phone('anna'), await phone('ben')];
    const [early, late] = [ben.nextCall(), ben.nextCall()];
    await anna.call(ben.uri);
    expect(await early).toBe(await late);
    await anna.call(ben.uri);
    expect(await ben.nextCall()).not.toBe(await early);
  });

  it('a phone that vanishes leaves the other to find out, and its port is free again', async () => {
    const [anna, ben] = [await phone('anna'), await phone('ben')];
    const out = await anna.call(ben.uri);
    (await ben.nextCall()).answer();
    await out.answered;
    await ben.vanish();
    expect(out.isOver).toBe(false);
    expect(await listens(ben.address)).toBe(false);
  });
});
