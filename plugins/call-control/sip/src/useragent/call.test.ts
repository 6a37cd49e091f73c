import { Network } from '../testkit/network';
import { offerSdp, scene, type Scene } from '../testkit/scene';
import { VirtualClock } from '../testkit/virtual-clock';

const a = { host: '10.0.0.1', port: 5060 };
const b = { host: '10.0.0.2', port: 5060 };
const call = { to: 'sip:bob@10.0.0.2', from: 'sip:alice@10.0.0.1', fromName: '张 "三"', sdp: offerSdp(4000) };

describe.each(['TCP', 'UDP'] as const)('two user agents over %s', (protocol) => {
  let network: Network, clock: VirtualClock, alice: Scene, bob: Scene;
  beforeEach(async () => {
    network = new Network();
    clock = new VirtualClock();
    alice = await scene(network, clock, a, b, protocol);
    bob = await scene(network, clock, b, a, protocol);
  });
  const talking = () => {
    alice.ua.invite('x', call);
    bob.ua.answer('in1', offerSdp(5000));
  };
  /** everything is over: no leg, no record, no transaction, no timer is left */
  const nothingLeft = async () => {
    await clock.advance(70_000);
    for (const side of [alice, bob]) {
      expect([side.ua.env.legs.size, side.records.size, side.ua.layer.size]).toEqual([0, 0, 0]);
    }
    expect(clock.waiting).toBe(0);
  };

  test('ring, answer, talk, hang up: every event once, and nothing is left', async () => {
    alice.ua.invite('x', call);
    expect(bob.invited[0]?.[1]).toMatchObject({
      from: 'sip:alice@10.0.0.1',
      fromName: '张 "三"',
      to: 'sip:bob@10.0.0.2',
      sdp: offerSdp(4000),
    });
    bob.ua.ring('in1');
    bob.ua.answer('in1', offerSdp(5000));
    expect(alice.progress).toEqual([['x', { status: 180 }]]);
    expect(alice.answered).toEqual([['x', { sdp: offerSdp(5000) }]]);
    alice.ua.end('x', { reason: 'done' });
    expect(alice.ended).toEqual([['x', { by: 'us', status: 200, reason: 'done' }]]);
    expect(bob.ended).toEqual([['in1', { by: 'them', status: 200, reason: 'done' }]]);
    expect(network.story).toEqual(['INVITE', '100 INVITE', '180 INVITE', '200 INVITE', 'ACK', 'BYE', '200 BYE']);
    await nothingLeft();
  });

  test('183 with SDP is progress with early sound', async () => {
    alice.ua.invite('x', call);
    bob.ua.ring('in1', offerSdp(5002));
    expect(alice.progress).toEqual([['x', { status: 183, sdp: offerSdp(5002) }]]);
    alice.ua.end('x');
    await nothingLeft();
  });

  test('the called side hangs up', async () => {
    talking();
    bob.ua.end('in1');
    expect(alice.ended).toEqual([['x', { by: 'them', status: 200, reason: 'hung up' }]]);
    await nothingLeft();
  });

  test('busy: the failure ends the leg', async () => {
    alice.ua.invite('x', call);
    bob.ua.reject('in1', 486);
    expect(alice.ended).toEqual([['x', { by: 'them', status: 486, reason: 'Busy Here' }]]);
    expect(bob.ended).toEqual([['in1', { by: 'us', status: 486, reason: 'Busy Here' }]]);
    await nothingLeft();
  });

  test('the caller gives up while it rings: CANCEL, 487, one end on each side', async () => {
    alice.ua.invite('x', call);
    bob.ua.ring('in1');
    alice.ua.end('x', { status: 200, reason: 'answered elsewhere' });
    expect(alice.ended).toEqual([['x', { by: 'us', status: 487, reason: 'cancelled' }]]);
    expect(bob.ended).toEqual([['in1', { by: 'them', status: 487, reason: 'answered elsewhere' }]]);
    bob.ua.answer('in1', offerSdp(5000));
    expect(bob.ended).toHaveLength(1);
    await nothingLeft();
  });

  test('the caller hangs up in the very ms the agent answers: 200 crosses CANCEL, ACK and BYE follow, one end', async () => {
    network.loses = ({ text }) => text.startsWith('CANCEL');
    alice.ua.invite('x', call);
    bob.ua.ring('in1');
    alice.ua.end('x');
    bob.ua.answer('in1', offerSdp(5000));
    expect(network.story.slice(-4)).toEqual(['200 INVITE', 'ACK', 'BYE', '200 BYE']);
    expect(alice.ended).toEqual([['x', { by: 'us', status: 487, reason: 'cancelled' }]]);
    expect(alice.answered).toEqual([]);
    expect(bob.ended).toEqual([['in1', { by: 'them', status: 200, reason: 'hung up' }]]);
    network.loses = () => false;
    await nothingLeft();
  });

  test('the called side hangs up before its 200 was acknowledged: BYE waits for the ACK (§15)', async () => {
    let lost = 0;
    network.loses = ({ text }) => text.startsWith('ACK') && lost++ === 0;
    talking();
    bob.ua.end('in1');
    expect(network.story).not.toContain('BYE');
    expect(bob.ended).toHaveLength(1);
    await clock.advance(600);
    expect(network.story.slice(-4)).toEqual(['200 INVITE', 'ACK', 'BYE', '200 BYE']);
    await nothingLeft();
  });

  test('no ACK for 32 s: the called side gives up with BYE', async () => {
    network.loses = ({ text }) => text.startsWith('ACK');
    talking();
    await clock.advance(33_000);
    expect(bob.ended).toEqual([['in1', { by: 'them', status: 408, reason: 'no ACK' }]]);
    expect(alice.ended).toEqual([['x', { by: 'them', status: 200, reason: 'No ACK' }]]);
    network.loses = () => false;
    await nothingLeft();
  });

  test('nobody is there: 408 after 32 s', async () => {
    network.loses = () => true;
    alice.ua.invite('x', call);
    await clock.advance(31_999);
    expect(alice.ended).toEqual([]);
    await clock.advance(2);
    expect(alice.ended).toEqual([['x', { by: 'them', status: 408, reason: 'Request Timeout', silent: true }]]);
    network.loses = () => false;
    await nothingLeft();
  });

  test('missing BYE: a check finds that the peer forgot the call (481) and ends it once', async () => {
    talking();
    alice.ua.check('x');
    expect(alice.ended).toEqual([]);
    const leg = bob.ua.env.legs.get('in1');
    if (leg) bob.ua.env.forget(leg);
    alice.ua.check('x');
    alice.ua.check('x');
    await clock.advance(2000);
    expect(alice.ended).toEqual([['x', { by: 'them', status: 481, reason: 'Call/Transaction Does Not Exist' }]]);
    await nothingLeft();
  });

  test('digits travel as INFO', async () => {
    talking();
    for (const digit of ['5', '#', 'x']) void alice.ua.sendDigit('x', digit);
    expect(bob.digits).toEqual([
      ['in1', '5'],
      ['in1', '#'],
    ]);
    alice.ua.end('x');
    await nothingLeft();
  });

  test('OPTIONS outside a dialog is answered', async () => {
    await expect(alice.ua.options('sip:10.0.0.2')).resolves.toBe(200);
  });
});
