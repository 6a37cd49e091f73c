import { Fact, type TimelineRow } from '@zuoxi/contracts';
import { timelineOfFacts } from './timeline';

const names = { agent: (id: string) => ({ a1: '王芳', a2: '李强' })[id] ?? id, queue: (id: string) => id };
const told = (...facts: object[]): TimelineRow[] =>
  timelineOfFacts(
    facts.map((fact, at) => ({ at, fact: Fact.parse({ call: 'c1', ...fact }) })),
    names,
  );

const customer = { type: 'leg.started', leg: 'l1', party: { kind: 'customer', number: '13800138000' } };
const agent = (leg: string, id: string): object => ({ type: 'leg.started', leg, party: { kind: 'agent', agent: id } });

test('CDR-07 each row says whose leg it is: who answered, who left, and who ended it', () => {
  const rows = told(
    customer,
    agent('l2', 'a1'),
    { type: 'leg.answered', leg: 'l2' },
    { type: 'call.muted', leg: 'l2' },
    { type: 'digits.sent', leg: 'l1', digits: '1' },
    { type: 'leg.ended', leg: 'l1', ending: { cause: 'hangup', owner: 'customer' } },
    { type: 'leg.ended', leg: 'l2', ending: { cause: 'hangup', owner: 'customer' } },
  );
  expect(rows).toEqual([
    { at: 2, type: 'leg.answered', party: 'agent', agent: '王芳' },
    { at: 3, type: 'call.muted', party: 'agent', agent: '王芳' },
    { at: 4, type: 'digits.sent', party: 'customer' },
    { at: 5, type: 'leg.ended', party: 'customer', result: 'hangup', by: 'customer' },
    { at: 6, type: 'leg.ended', party: 'agent', agent: '王芳', result: 'hangup', by: 'customer' },
  ]);
});

test('IVR-02 CTL-25 the record tells which flow ran, what was pressed and how it ended', () => {
  const rows = told(
    { type: 'flow.started', flow: 'f1', name: '产品介绍', agent: 'a1' },
    { type: 'flow.keyed', step: '开场', key: '2', label: '办理' },
    { type: 'flow.ended', result: 'done' },
  );
  expect(rows).toEqual([
    { at: 0, type: 'flow.started', agent: '王芳', flow: '产品介绍' },
    { at: 1, type: 'flow.keyed', pressed: { step: '开场', key: '2', label: '办理' } },
    { at: 2, type: 'flow.ended', result: 'done' },
  ]);
});

test('D25 the number of a customer is in no row, and two agents of one call are told apart', () => {
  const rows = told(customer, agent('l2', 'a1'), agent('l3', 'a2'), { type: 'leg.answered', leg: 'l3' });
  expect(JSON.stringify(rows)).not.toContain('138');
  expect(rows.at(-1)).toMatchObject({ agent: '李强' });
});

test('a leg whose beginning is not known has no owner', () => {
  expect(told({ type: 'leg.answered', leg: 'l9' })).toEqual([{ at: 0, type: 'leg.answered' }]);
});
