import { dangling, Directory } from '@zuoxi/contracts';
import { compose } from './compose';
import { partKinds, reasonsToBeginWith, type PartKind, type RawParts } from './read';

const tenant = (id: string) => ({ id, code: id, name: id, reasons: reasonsToBeginWith });
const raw = (parts: Partial<Record<PartKind, Record<string, unknown>[]>>): RawParts => {
  const of = (kind: PartKind) =>
    (parts[kind] ?? []).map((value) => ({
      key: kind === 'numbers' ? `${String(value.tenant)} ${String(value.number)}` : String(value.id),
      label: 'x',
      value,
    }));
  return {
    tenants: of('tenants'),
    groups: of('groups'),
    agents: of('agents'),
    queues: of('queues'),
    trunks: of('trunks'),
    numbers: of('numbers'),
    flows: of('flows'),
  };
};

const good = {
  tenants: [tenant('t1'), tenant('t2')],
  groups: [
    { id: 'g1', tenant: 't1', name: '售后' },
    { id: 'g2', tenant: 't2', name: '售前' },
  ],
  agents: [{ id: 'a1', tenant: 't1', number: '1001', name: '王芳', groups: ['g1'] }],
  queues: [
    { id: 'q1', tenant: 't1', name: '售后', groups: ['g1'] },
    { id: 'q2', tenant: 't2', name: '售前', groups: ['g2'] },
  ],
  trunks: [{ id: 'k1', tenant: null, addresses: ['127.0.0.2'], host: '127.0.0.2' }],
  numbers: [
    { number: '400', tenant: 't1', trunk: 'k1', to: { kind: 'queue', queue: 'q1' } },
    { number: '500', tenant: 't2', trunk: 'k1', to: { kind: 'queue', queue: 'q2' } },
  ],
  flows: [{ id: 'f1', tenant: 't1', name: '产品介绍', steps: [{ name: '开场', sound: 'flows/t1/1' }] }],
};
const before = (): Directory => compose(raw(good), null, 1).directory;
const queuesOf = (d: Directory) => d.queues.map((q) => [q.id, q.name, q.groups]);

test('a sound configuration goes out whole', () => {
  const { directory, troubles } = compose(raw(good), null, 7);
  expect(troubles).toEqual([]);
  expect(directory.version).toBe(7);
  for (const kind of partKinds) expect(directory[kind]).toHaveLength(good[kind].length);
});

describe('what a version before took and this one does not', () => {
  const forged = '127.0.0.2\r\nX-Zuoxi-Call: s1-1-1;leg=l';
  const trunkWith = (more: object) => ({
    ...good,
    trunks: [...good.trunks, { id: 'k2', tenant: 't2', addresses: [], host: 'h', ...more }],
  });

  test.each([
    ['host', { host: forged }, 'host'],
    ['host with a port', { host: 'h:5060' }, 'host'],
    ['digest user', { auth: { user: forged, password: 'p' } }, 'auth.user'],
    ['digest password', { auth: { user: 'u', password: 'p\0' } }, 'auth.password'],
  ])("a trunk's %s that would be a line of its own leaves that trunk out, by name, and nothing else", (_what, more, field) => {
    const { directory, troubles } = compose(raw(trunkWith(more)), null, 2);
    expect(directory.trunks.map(({ id }) => id)).toEqual(['k1']);
    expect(directory.numbers).toHaveLength(2);
    expect(troubles).toEqual([expect.stringMatching(new RegExp(`^trunk k2 \\(x\\) of tenant t2: ${field} .*: it is left out$`))]);
  });

  test('a trunk that was right stays as it was', () => {
    const last = compose(raw(trunkWith({})), null, 1).directory;
    const { directory, troubles } = compose(raw(trunkWith({ host: forged })), last, 2);
    expect(directory.trunks.find(({ id }) => id === 'k2')?.host).toBe('h');
    expect(troubles).toEqual([expect.stringMatching(/its former setting stays$/)]);
  });

  test('a queue is not lost for a sound that is a path: it plays the standard one', () => {
    const now = {
      ...good,
      queues: [{ ...good.queues[0], welcome: '../../../etc/passwd', holdMusic: '音乐' }, ...good.queues.slice(1)],
    };
    const { directory, troubles } = compose(raw(now), null, 2);
    expect(directory.queues[0]).toMatchObject({ id: 'q1', groups: ['g1'], holdMusic: 'music/hold' });
    expect(directory.queues[0]).not.toHaveProperty('welcome');
    expect(troubles).toEqual([expect.stringMatching(/^queue q1 .*welcome .*holdMusic .*: the standard sounds are played$/)]);
  });
});

test("a queue that names another tenant's group stays as it was; the change made beside it goes out", () => {
  const now = {
    ...good,
    queues: [
      { ...good.queues[0], name: '改名', groups: ['g2'] },
      { ...good.queues[1], name: '新名' },
    ],
  };
  const { directory, troubles } = compose(raw(now), before(), 2);
  expect(troubles).toEqual(['queue q1 names group g2, which tenant t1 does not have: its former setting stays']);
  expect(queuesOf(directory)).toEqual([
    ['q1', '售后', ['g1']],
    ['q2', '新名', ['g2']],
  ]);
});

test('without a former setting the queue is left out, and so is the number that leads to it; the other tenant goes on', () => {
  const now = { ...good, queues: [{ ...good.queues[0], groups: ['gone'] }, good.queues[1]].filter((q) => q !== undefined) };
  const { directory, troubles } = compose(raw(now), null, 2);
  expect(troubles).toEqual([
    'queue q1 names group gone, which tenant t1 does not have: it is left out',
    'number 400 names queue q1, which tenant t1 does not have: it is left out',
  ]);
  expect(directory.queues.map((q) => q.id)).toEqual(['q2']);
  expect(directory.numbers.map((n) => n.tenant)).toEqual(['t2']);
  expect(dangling(directory)).toEqual([]);
});

test('when a group is deleted, a former setting that names it is no refuge', () => {
  const now = {
    ...good,
    groups: [good.groups[1] ?? {}],
    queues: [{ ...good.queues[0], ringSeconds: 1 }, good.queues[1] ?? {}],
    agents: [],
  };
  const { directory, troubles } = compose(raw(now), before(), 3);
  expect(troubles[0]).toMatch(/^queue q1 \(x\) of tenant t1: ringSeconds .*: its former setting stays$/);
  expect(directory.queues.map((q) => q.id)).toEqual(['q2']);
  expect(dangling(directory)).toEqual([]);
});

test('a value out of range is named with its field', () => {
  const now = { ...good, agents: [{ ...good.agents[0], number: 'abc' }] };
  const { directory, troubles } = compose(raw(now), null, 1);
  expect(troubles[0]).toMatch(/^agent a1 \(x\) of tenant t1: number Invalid string.*: it is left out$/);
  expect(directory.agents).toEqual([]);
});

describe('what two of a database older than the rule have: the older one keeps it, the younger is named', () => {
  const carrier = { addresses: ['203.0.113.5'], host: 'sip.carrier.example', port: 5060 };
  const lines = [
    { id: 'k1', tenant: 't1', ...carrier },
    { id: 'k2', tenant: 't2', ...carrier },
  ];
  const number = (tenant: string, trunk: string, digits: string) => ({ number: digits, tenant, trunk, to: { kind: 'none' } });
  const composed = (parts: Partial<Record<PartKind, Record<string, unknown>[]>>, last: Directory | null = null) =>
    compose(raw({ ...good, ...parts }), last, 2);

  test('a second tenant with the carrier address and the number of the first gets neither, in whatever form the number is written', () => {
    const numbers = [number('t1', 'k1', '4008000001'), number('t2', 'k2', '+864008000001'), number('t2', 'k2', '4008000002')];
    const { directory, troubles } = composed({ trunks: lines, numbers });
    expect(directory.trunks.map(({ id }) => id)).toEqual(['k1']);
    expect(directory.numbers.map(({ tenant, number: digits }) => [tenant, digits])).toEqual([['t1', '4008000001']]);
    expect(troubles).toEqual([
      "trunk k2 of tenant t2 names sip.carrier.example:5060, which is tenant t1's: it is left out",
      "number +864008000001 of tenant t2 is tenant t1's: it is left out",
      'number 4008000002 names trunk k2, which tenant t2 does not have: it is left out',
    ]);
  });

  test('nor does it keep them because an older version gave them to it', () => {
    const numbers = [number('t1', 'k1', '4008000001'), number('t2', 'k2', '4008000001')];
    const was = Directory.parse({ ...before(), trunks: lines, numbers });
    const { directory } = composed({ trunks: lines, numbers }, was);
    expect([directory.trunks.map(({ id }) => id), directory.numbers.map(({ tenant }) => tenant)]).toEqual([['k1'], ['t1']]);
  });

  test('with an account of its own the second one goes on calling out; calls from the address are the first one’s', () => {
    const own = { ...lines[1], auth: { user: 'second', password: 'x' }, addresses: ['203.0.113.5', '203.0.113.6'] };
    const { directory, troubles } = composed({ trunks: [lines[0] ?? {}, own], numbers: [] });
    expect(directory.trunks.map(({ id, addresses }) => [id, addresses])).toEqual([
      ['k1', ['203.0.113.5']],
      ['k2', ['203.0.113.6']],
    ]);
    expect(troubles).toEqual(["trunk k2 of tenant t2 names address 203.0.113.5, which is trunk k1's: it goes on without"]);
  });

  test('a former setting does not stand in the way of who has it now', () => {
    const [first, second] = [{ id: 'k1', tenant: 't1', addresses: ['wrong'], host: 'one' }, { ...lines[1] }];
    const was = Directory.parse({ ...before(), trunks: [lines[0]], numbers: [] });
    const { directory, troubles } = composed({ trunks: [first, second], numbers: [] }, was);
    expect(directory.trunks.map(({ id }) => id)).toEqual(['k2']);
    expect(troubles[1]).toBe("trunk k1 of tenant t1 names sip.carrier.example:5060, which is tenant t2's: it is left out");
  });

  test('one tenant may have two lines with one carrier, and one number on both; a shared line serves both tenants', () => {
    const trunks = [
      lines[0] ?? {},
      { ...lines[0], id: 'k3', addresses: [] },
      { id: 'k4', tenant: null, addresses: [], host: 'shared' },
    ];
    const numbers = [number('t1', 'k4', '400'), number('t2', 'k4', '500')];
    const { directory, troubles } = composed({ trunks, numbers });
    expect(troubles).toEqual([]);
    expect([directory.trunks.length, directory.numbers.length]).toEqual([3, 2]);
  });
});
