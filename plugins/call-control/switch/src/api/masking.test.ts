import { SwitchEvent } from '@zuoxi/contracts';
import { maskedEvent } from './masking';

const number = '13800138000';
const told = (fact: object): SwitchEvent => SwitchEvent.parse({ seq: 1, at: 1, tenant: 't1', fact });

test('D25 a field that nobody said how to show does not pass, whatever is in it', () => {
  const event = told({ type: 'leg.ringing', call: 'c1', leg: 'l1' });
  const seen = maskedEvent({ ...event, fact: Object.assign({ ...event.fact }, { number }) });
  expect(seen?.fact).toEqual({ type: 'leg.ringing', call: 'c1', leg: 'l1' });
});

test('D25 a fact that is not in the catalogue is not told', () => {
  const event = told({ type: 'leg.ringing', call: 'c1', leg: 'l1' });
  expect(
    maskedEvent({ ...event, fact: JSON.parse(JSON.stringify({ type: 'call.forwarded', call: 'c1', to: number })) }),
  ).toBeNull();
});

test('D25 an internal call shows the extensions, an inbound one our number, an outbound one the line', () => {
  const seen = (direction: string) =>
    maskedEvent(told({ type: 'call.started', call: 'c1', direction, ani: number, dnis: '02188880000', agent: null }))?.fact;
  expect(seen('internal')).toMatchObject({ ani: number, dnis: '02188880000' });
  expect(seen('inbound')).toMatchObject({ ani: '138****8000', dnis: '02188880000' });
  expect(seen('outbound')).toMatchObject({ ani: number, dnis: '021****0000' });
});
