/** Offers made in advance, at a real rtpengine: a leg that takes one sounds like any other, and none is left behind. */
import { Spares } from '../../plugins/call-control/switch/src/media/spares';
import { newLeg, useLegs } from '../support/legs';
import { follow, hearsTone, holds, sdpOf } from '../support/sound';

const { rtpengine, ng, bind, legsAt } = useLegs();

/** Legs with offers in reserve: the first call of a kind asks for itself, and three are made for the next. */
async function stocked() {
  const mixer = await bind('127.0.0.1', { hz: 1000 });
  const warnings: string[] = [];
  const spares = new Spares({
    site: { ng: ng(), outerHost: rtpengine().instance.host },
    names: 't1-spare-',
    mixerPort: () => mixer.port,
    warn: (what) => warnings.push(what),
  });
  const given = legsAt(mixer, undefined, spares);
  const first = newLeg();
  await given.legs.offer(first, 'phone');
  given.legs.release(first);
  await holds(
    async () => (await ng().list()).length === 3,
    () => 'there are not three in reserve',
  );
  return { ...given, mixer, spares, warnings };
}

it('a leg with an offer of the reserve: no question to rtpengine, sound both ways, and gone when released', async () => {
  const { legs, mixer, spares, records } = await stocked();
  const reserve = spares.names();
  const leg = newLeg();
  const sdp = await legs.offer(leg, 'phone');
  const name = records.all().get(leg)?.name;
  expect(reserve).toContain(name);
  const phone = await bind('127.0.0.1', { hz: 440 });
  await legs.answered(leg, sdpOf(phone));
  follow(phone, sdp);
  await Promise.all([hearsTone(mixer, 440), hearsTone(phone, 1000)]);
  expect(await legs.lost()).toEqual([]);
  await legs.sweep('t1-'); // neither the leg nor the reserve
  await Promise.all([hearsTone(mixer, 440), hearsTone(phone, 1000)]);

  legs.release(leg);
  await legs.idle();
  expect(await ng().knows(String(name))).toBe(false);
  spares.drop();
  await holds(
    async () => (await ng().list()).length === 0,
    () => 'something is left',
  );
});

it('the reserve of a killed switch is swept away by the next', async () => {
  await stocked();
  await legsAt(await bind()).legs.sweep('t1-');
  expect(await ng().list()).toEqual([]);
});

it('after a crash the successor ends the leg under the name that rtpengine knows', async () => {
  const { legs, records, mixer } = await stocked();
  const leg = newLeg();
  await legs.offer(leg, 'phone');
  const name = String(records.all().get(leg)?.name);
  const next = legsAt(mixer, records);
  await next.legs.sweep('t1-');
  expect(await ng().list()).toEqual([name]);
  next.legs.release(leg);
  await next.legs.idle();
  expect(await ng().list()).toEqual([]);
});
