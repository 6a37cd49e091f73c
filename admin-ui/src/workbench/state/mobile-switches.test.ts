import { restingView } from '../../../dev/stand-in/view';
import { noLive, type LiveState } from '../../providers/live/state';
import { mobileSwitches } from './mobile-switches';

const live = (mobile: { bound: boolean; answering: boolean; dialing: boolean }): LiveState => ({
  ...noLive,
  link: { kind: 'up' },
  view: { ...restingView(1_700_000_000_000), mobile },
});

test('STA-22 two switches: each asks for both as they should be, so that one press never moves the other', () => {
  const [answering, dialing] = mobileSwitches(live({ bound: true, answering: true, dialing: false }));
  expect(answering).toMatchObject({ on: true, whyNot: null, command: { answering: false, dialing: false } });
  expect(dialing).toMatchObject({ on: false, whyNot: null, command: { answering: true, dialing: true } });
});

test('without a bound mobile they are off and say why', () => {
  const switches = mobileSwitches(live({ bound: false, answering: false, dialing: false }));
  expect(switches.map(({ whyNot }) => whyNot)).toEqual(['noMobile', 'noMobile']);
});
