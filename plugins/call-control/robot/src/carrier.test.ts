import { carrierAct, carrierTable } from './carrier-table';
import { numberOf, openCarrier } from './open-carrier';
import { Phone } from './phone';
import type { PhoneCall } from './phone-call';

describe('the demo carrier', () => {
  let carrier: Phone;
  let caller: Phone;
  beforeAll(async () => {
    carrier = await openCarrier({ host: '127.0.0.1', sounds: null });
    caller = await Phone.open({ host: '127.0.0.1', user: '8001' });
  });
  afterAll(async () => {
    await Promise.all([caller.close(), carrier.close()]);
  });
  const dial = (digit: string, hz?: number): Promise<PhoneCall> =>
    caller.call(`sip:1390000000${digit}@${carrier.address.host}:${carrier.address.port}`, {
      says: hz ? [{ kind: 'tone', hz }] : [],
    });

  it('has one answer for each of the ten digits', () => {
    expect([...carrierTable.map((r) => r.digits).join('')].sort().join('')).toBe('0123456789');
    expect(carrierAct('+8613900000007')).toMatchObject({ status: 486 });
    expect(carrierAct('#')).toEqual(carrierAct('0'));
  });

  it('finds the number in whatever form it comes', () => {
    expect(['"A" <sip:139@x:5060>;tag=1', 'sip:139@x', '139'].map(numberOf)).toEqual(['139', '139', '139']);
  });

  it('0-4 ring, answer, speak a welcome and then echo', async () => {
    const calls = await Promise.all([...'01234'].map((digit) => dial(digit, 620)));
    expect(await Promise.all(calls.map((c) => c.ringing))).toEqual(calls.map(() => true));
    expect(await Promise.all(calls.map((c) => c.answered))).toEqual(calls.map(() => true));
    const echoes = await Promise.all(
      calls.map((c) => c.hears.until((h) => h.kind === 'tone' && Math.abs((h.hz ?? 0) - 620) < 20, 25_000)),
    );
    expect(echoes.every((e) => e !== null)).toBe(true);
    expect(calls.every((c) => c.hears.timeline.some((h) => h.kind === 'speech' || h.kind === 'music'))).toBe(true);
    calls.forEach((c) => c.hangup());
    await Promise.all(calls.map((c) => c.ended));
  }, 40_000);

  it('5 answers with a test tone of 440 Hz', async () => {
    const call = await dial('5');
    expect(await call.answered).toBe(true);
    expect((await call.hears.until((h) => h.kind === 'tone', 5000))?.hz).toBeCloseTo(440, -1);
    call.hangup();
  });

  it('6 rings and is never answered', async () => {
    const call = await dial('6');
    expect(await call.ringing).toBe(true);
    call.hangup();
    expect(await call.ended).toMatchObject({ cause: 'cancelled', answered: false });
  });

  it.each([
    ['7', 486, 'busy'],
    ['8', 603, 'rejected'],
  ])('%s is %i: %s', async (digit, status, cause) => {
    expect(await (await dial(digit)).ended).toMatchObject({ by: 'them', status, cause });
  });

  it('9 announces that the number does not exist, before any answer, then 404', async () => {
    const call = await dial('9');
    expect(await call.hears.until((h) => h.kind !== 'silence', 5000)).not.toBeNull();
    expect(await call.ended).toMatchObject({ status: 404, cause: 'unknownNumber', answered: false });
  }, 30_000);

  it('is at rest when its calls are over', () => expect(carrier.busy).toBe(0));
});
