import { dangling, type Directory } from '@zuoxi/contracts';
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
    { number: '400', tenant: 't2', trunk: 'k1', to: { kind: 'queue', queue: 'q2' } },
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
