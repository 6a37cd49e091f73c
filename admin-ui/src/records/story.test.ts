import { restingView, someCall } from '../../dev/stand-in/view';
import { SwitchEvent } from '@zuoxi/contracts';
import { timelineOfEvent } from './story';

const now = Date.now();
const call = someCall(now);
const view = { ...restingView(now), call };
const happened = (fact: object) =>
  timelineOfEvent(SwitchEvent.parse({ seq: 1, at: now, tenant: 't1', fact: { call: call.id, ...fact } }), view);

test('CDR-07 a running call tells whose leg answered and whose left, and who hung up', () => {
  expect(happened({ type: 'leg.answered', leg: 'l2' })).toMatchObject({ party: 'agent', agent: '李雷' });
  expect(happened({ type: 'leg.ended', leg: 'l1', ending: { cause: 'hangup', owner: 'agent' } })).toMatchObject({
    party: 'customer',
    result: 'hangup',
    by: 'agent',
  });
  expect(happened({ type: 'leg.answered', leg: 'l9' })).not.toHaveProperty('party');
});
