/** Lines and numbers are those that the operator granted: nobody is called, shown or reached by another tenant's. */
import { Directory, type AgentId, type LegId, type TrunkId } from '@zuoxi/contracts';
import { trunksOf } from './edge/tables';
import { directoryOf, Story } from './core/story';

const a1 = 'a1' as AgentId;
const customer = '13800138000';
type Parts = { trunks?: object[]; numbers?: object[] };

const [ours, direct] = directoryOf().numbers;
const none = { kind: 'none' };
/** A second tenant with a line and a number of its own, and what else is said. */
const both = ({ trunks = [], numbers = [] }: Parts = {}): Directory => {
  const first = directoryOf();
  return Directory.parse({
    ...first,
    tenants: [...first.tenants, { ...first.tenants[0], id: 't2', code: 'second' }],
    queues: [...first.queues, { id: 'q2', tenant: 't2', name: '二家', groups: [] }],
    trunks: [...first.trunks, { id: 'k2', tenant: 't2', addresses: ['127.0.0.3'], host: '127.0.0.3' }, ...trunks],
    numbers: [...first.numbers, { number: '5001', tenant: 't2', trunk: 'k2', to: none }, ...numbers],
  });
};
/** A call from the trunk to the number; the tenant that it reached, or null. */
const reached = (story: Story, trunk: string, dnis: string): string | null => {
  const leg = `in-${trunk}-${dnis}` as LegId;
  story.happens({ on: 'leg.invited', leg, source: { kind: 'trunk', trunk: trunk as TrunkId }, ani: customer, dnis });
  return [...story.world.calls.values()].find(({ legs }) => legs.some(({ id }) => id === leg))?.tenant ?? null;
};
const online = (directory: Directory): Story => {
  const story = new Story(directory);
  story.online('a1');
  return story;
};
const shown = (story: Story): string => {
  story.answers(story.legOf('a1'));
  return `${story.dialled().caller.number} ${story.dialled().to.kind}`;
};

describe('a directory of an older version, in which a second tenant has the carrier address and the number of the first', () => {
  const stolen = both({
    trunks: [{ id: 'k9', tenant: 't2', addresses: ['127.0.0.2'], host: '127.0.0.9' }],
    numbers: [{ number: '+864001', tenant: 't2', trunk: 'k9', to: { kind: 'queue', queue: 'q2' } }],
  });

  test('the edge is told that the address is the first one’s, and calls reach the first one', () => {
    const story = new Story(stolen);
    expect(trunksOf(story.world.directory.source).get('127.0.0.2')).toBe('k1');
    expect(reached(story, 'k1', '4001')).toBe('t1');
    expect(reached(story, 'k9', '4001')).toBeNull();
  });

  test('a line with the first one’s account is no line of the second', () => {
    const story = new Story(both({ trunks: [{ id: 'k9', tenant: 't2', addresses: [], host: '127.0.0.2' }] }));
    expect(story.world.directory.trunks.has('k9' as TrunkId)).toBe(false);
    expect(story.world.directory.trunks.has('k1' as TrunkId)).toBe(true);
  });
});

describe('calls that come in', () => {
  const shared = { id: 'k3', tenant: null, addresses: ['127.0.0.4'], host: '127.0.0.4' };
  const numbers = [{ number: '5002', tenant: 't2', trunk: 'k3', to: { kind: 'queue', queue: 'q2' } }];

  test.each([
    ['k1', '4001', 't1'],
    ['k1', '+864001', 't1'],
    ['k1', '00864001', 't1'],
    ['k3', '5002', 't2'],
    ['k2', '4001', null],
    ['k3', '4001', null],
    ['k1', '5002', null],
  ])('over %s to %s reach %s: a number is reached over its own line alone', (trunk, dnis, tenant) =>
    expect(reached(new Story(both({ trunks: [shared], numbers })), trunk, dnis)).toBe(tenant),
  );
});

describe('calls that go out', () => {
  test.each([
    ['4001', null],
    ['+864001', null],
    ['5001', 'noOutboundNumber'],
    ['13800138000', 'noOutboundNumber'],
    ['4002', 'noOutboundNumber'], // ours, but not for showing
  ])('OUT-07 an agent who chooses to show %s is answered %s', (caller, refusal) => {
    const story = online(both());
    expect(story.does('a1', { type: 'call.dial', number: customer, caller })).toBe(refusal);
    if (refusal === null) expect(shown(story)).toBe('4001 trunk');
  });

  test('nobody dials over a line of another tenant, also where a directory says so', () => {
    const wrong = both();
    const forged = { ...wrong, numbers: [{ ...ours!, trunk: 'k2' as TrunkId }, direct!] };
    expect(online(forged).does('a1', { type: 'call.dial', number: customer })).toBe('noOutboundNumber');
    expect(online(wrong).does('a1', { type: 'call.dial', number: customer })).toBeNull();
  });

  test('a shared line is everybody’s, each with the numbers it was granted', () => {
    const shared = both();
    const trunks = [{ ...shared.trunks[0]!, tenant: null }, shared.trunks[1]!];
    const story = online({ ...shared, trunks });
    story.does('a1', { type: 'call.dial', number: customer });
    expect(shown(story)).toBe('4001 trunk');
  });

  test('a desk phone shows a number of ours, whatever it says of itself', () => {
    const story = online(both());
    const leg = 'in-desk' as LegId;
    story.happens({ on: 'leg.invited', leg, source: { kind: 'agent', agent: a1 }, ani: '5001', dnis: customer });
    story.answers(leg);
    expect(story.dialled()).toMatchObject({ to: { kind: 'trunk', number: customer }, caller: { number: '4001' } });
  });

  test('a mobile is called over a line of ours, and shows a number of ours', () => {
    const story = online(both());
    story.does('a1', { type: 'agent.mobile', answering: true, dialing: false });
    story.calls();
    expect(story.dialled()).toMatchObject({ to: { kind: 'trunk', trunk: { id: 'k1' } }, caller: { number: '4001' } });
  });

  test('a number that is taken away while the agent’s own phone rings is not shown any more', () => {
    const story = online(both());
    const dials = (): string[] =>
      story.effects.flatMap((e) => (e.do === 'leg.dial' && e.to.kind === 'trunk' ? [e.to.number] : []));
    story.does('a1', { type: 'call.dial', number: customer });
    story.happens({ on: 'directory', directory: { ...both(), version: 2, numbers: [direct!] } });
    story.answers(story.legOf('a1'));
    expect([dials(), story.world.calls.size]).toEqual([[], 0]);
  });
});
