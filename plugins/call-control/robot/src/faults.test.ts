import { cancelRace, noAck, slowAck } from './faults';
import { Phone } from './phone';

const host = '127.0.0.1';
const open: Phone[] = [];
const given = async (options: Parameters<typeof Phone.open>[0]): Promise<Phone> => {
  const p = await Phone.open(options);
  open.push(p);
  return p;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((p) => p.close()));
});

describe('misbehaving on purpose', () => {
  it('CANCEL crosses the 200: nobody is left in a call (RFC 3261 §9.1, §15)', async () => {
    const race = cancelRace();
    const ben = await given({ host, user: 'ben' });
    const anna = await given({ host, user: 'anna', server: ben.address, line: race.gate });
    const out = await anna.call(ben.uri);
    const call = await ben.nextCall();
    call.answer();
    await race.answered;
    out.hangup();
    expect(await call.ended).toMatchObject({ by: 'them', answered: true });
    expect(await out.ended).toMatchObject({ by: 'us' });
    expect([anna.busy, ben.busy]).toEqual([0, 0]);
  });

  it('an ACK that comes late: the 200 is sent again, the call lives', async () => {
    const ben = await given({ host, user: 'ben' });
    const anna = await given({ host, user: 'anna', server: ben.address, line: slowAck(900) });
    const out = await anna.call(ben.uri, { says: [{ kind: 'tone', hz: 440 }] });
    const call = await ben.nextCall();
    call.answer();
    expect(await out.answered).toBe(true);
    expect(await call.hears.until((h) => h.kind === 'tone', 5000)).not.toBeNull();
    out.hangup();
    expect(await call.ended).toMatchObject({ by: 'them', cause: 'hangup' });
  });

  it('without any ACK the call can still be hung up', async () => {
    const ben = await given({ host, user: 'ben' });
    const anna = await given({ host, user: 'anna', server: ben.address, line: noAck });
    const out = await anna.call(ben.uri);
    const call = await ben.nextCall();
    call.answer();
    await out.answered;
    out.hangup();
    expect(await call.ended).toMatchObject({ by: 'them' });
  });
});
