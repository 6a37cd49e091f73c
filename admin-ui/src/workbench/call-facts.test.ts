import { restingView, someCall } from '../../dev/stand-in/view';
import { SwitchEvent, timelineRow } from '@zuoxi/contracts';
import { namesIn } from './call-facts';

const now = Date.now();
const call = someCall(now);
const view = { ...restingView(now), call };
const happened = (fact: object) =>
  timelineRow(
    SwitchEvent.parse({ seq: 1, at: now, tenant: 't1', fact: { call: call.id, ...fact } }),
    namesIn({ view, queues: [] }),
  );

test('CDR-07 a running call tells whose leg answered and whose left, and who hung up', () => {
  expect(happened({ type: 'leg.answered', leg: 'l2' })).toMatchObject({ party: 'agent', agent: '李雷' });
  expect(happened({ type: 'leg.ended', leg: 'l1', ending: { cause: 'hangup', owner: 'agent' } })).toMatchObject({
    party: 'customer',
    result: 'hangup',
    by: 'agent',
  });
  expect(happened({ type: 'leg.answered', leg: 'l9' })).not.toHaveProperty('party');
});

test('IVR-02 a running call tells which flow runs, what was pressed and how it ended', () => {
  expect(happened({ type: 'flow.started', flow: 'f1', name: '产品介绍', agent: 'a1' })).toMatchObject({
    agent: '李雷',
    flow: '产品介绍',
  });
  const pressed = { step: '开场', key: '2', label: '办理' };
  expect(happened({ type: 'flow.keyed', ...pressed })).toMatchObject({ pressed });
  expect(happened({ type: 'flow.ended', result: 'noKey' })).toMatchObject({ result: 'noKey' });
});
