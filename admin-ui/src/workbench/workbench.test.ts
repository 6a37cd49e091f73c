import { restingView, someCall } from '../../dev/stand-in/view';
import type { AgentView } from '@zuoxi/contracts';
import { noLive } from '../providers/live/state';
import { Store } from '../providers/store';
import { noPhone } from '../softphone/phone-state';
import { readCallHeader } from '../softphone/call-header';
import { Tabs, onlyHome, type TabsState } from '../kit/tabs';
import { situationOf } from './situation/kind';
import { shortcutOf, shortcuts } from './shortcuts/table';
import { choicesOf } from './state/choices';
import { callSign, shownSign, workSign } from './state/meaning';

const now = Date.now();
const view = (change: Partial<AgentView> = {}): AgentView => ({ ...restingView(now), ...change });
const live = (change: Partial<AgentView> = {}) => ({ ...noLive, link: { kind: 'up' } as const, view: view(change) });
const call = someCall(now);
const leg = call.parties[1]!.leg;

describe('state', () => {
  it('STA-25 one colour and one shape for what the agent wants', () => {
    const signs = [
      view(),
      view({ intent: { kind: 'notReady', reason: 'break' } }),
      view({ intent: { kind: 'notReady', reason: 'away' } }),
      view({ intent: { kind: 'signedOut' } }),
    ];
    expect(signs.map((v) => workSign(v, 'zh').meaning)).toEqual(['idle', 'busy', 'away', 'off']);
    expect(new Set(signs.map((v) => workSign(v, 'zh').shape)).size).toBe(4);
  });

  it("D2 a break bears the tenant's own word in the reader's language", () => {
    const v = view({ intent: { kind: 'notReady', reason: 'break' } });
    expect([shownSign(v, 'zh').label, shownSign(v, 'en').label]).toEqual(['小休', 'Break']);
  });

  it('STA-26 what the agent does: idle green, ringing and talking red, wrap-up amber', () => {
    const of = (activity: AgentView['activity']): string =>
      callSign(view({ activity, call: { ...call, phase: 'talking' } })).meaning;
    expect(of({ kind: 'idle' })).toBe('idle');
    expect(of({ kind: 'offered', call: call.id, leg, until: now })).toBe('call');
    expect(of({ kind: 'talking', call: call.id, leg })).toBe('call');
    expect(of({ kind: 'wrapUp', call: call.id, until: null })).toBe('wrapUp');
  });

  it('STA-09 STA-15 STA-16 LOG-31 the menu has ready, every reason, and offline', () => {
    expect(choicesOf(live(), 'zh').map((c) => c.id)).toEqual(['ready', 'break', 'busy', 'away', 'signOut']);
  });

  it('STA-12 on a break the first line ends it', () => {
    expect(choicesOf(live({ intent: { kind: 'notReady', reason: 'break' } }), 'zh')[0]).toMatchObject({
      label: 'state.endBreak',
      values: { reason: '小休' },
    });
  });

  it('going offline waits for the end of the call', () => {
    const talking = live({ activity: { kind: 'talking', call: call.id, leg }, call });
    expect(choicesOf(talking, 'zh').at(-1)?.whyNot).toBe('alreadyOnCall');
  });
});

describe('the line below the bar', () => {
  it('always tells one thing', () => {
    expect(situationOf(noLive, noPhone)).toBe('waitingForSwitch');
    expect(situationOf(live(), noPhone)).toBe('idle');
    expect(situationOf(live({ intent: { kind: 'signedOut' } }), noPhone)).toBe('signedOut');
    expect(situationOf(live({ activity: { kind: 'offered', call: call.id, leg, until: now } }), noPhone)).toBe('incoming');
    const byItself = { call: { ...call, auto: true }, activity: { kind: 'offered', call: call.id, leg, until: now } } as const;
    expect(situationOf(live(byItself), noPhone)).toBe('talking'); // INB-05
    expect(callSign(view(byItself)).label).toBe('activity.talking');
    expect(situationOf(live({ activity: { kind: 'wrapUp', call: call.id, until: null } }), noPhone)).toBe('wrapUp');
  });

  it('a telephone that rings can be answered while the switch is down', () => {
    const down = { ...live(), link: { kind: 'connecting', since: now, tries: 1, code: null } as const };
    expect(situationOf(down, noPhone)).toBe('linkDown');
    expect(situationOf(down, { ...noPhone, call: { call: call.id, leg, answer: 'manual', state: 'ringing' } })).toBe('incoming');
  });
});

describe('shortcuts', () => {
  const press = (code: string, keys: Partial<KeyboardEvent> = {}) => ({
    code,
    key: '',
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    altKey: false,
    ...keys,
  });

  it('work while typing, whatever the layout', () => {
    expect(shortcutOf(press('Enter', { ctrlKey: true }), true)).toBe('answer');
    expect(shortcutOf(press('KeyH', { ctrlKey: true, shiftKey: true }), true)).toBe('hangup');
    expect(shortcutOf(press('KeyK', { ctrlKey: true }), true)).toBe('dial');
    expect(shortcutOf(press('ArrowRight', { altKey: true }), true)).toBe('nextTab');
  });

  it('leave ordinary typing alone: a question mark in a text is a question mark', () => {
    expect(shortcutOf(press('Slash', { key: '?', shiftKey: true }), true)).toBeNull();
    expect(shortcutOf(press('Slash', { key: '?', shiftKey: true }), false)).toBe('help');
    expect(shortcutOf(press('KeyH', { key: 'h' }), false)).toBeNull();
    expect(shortcutOf(press('Enter', { key: 'Enter' }), true)).toBeNull();
  });

  it('are each one key press only', () => {
    expect(new Set(shortcuts.map((s) => s.keys.join('+'))).size).toBe(shortcuts.length);
  });
});

describe('tabs', () => {
  const tabs = () => new Tabs(new Store<TabsState>(onlyHome));
  const open = (t: Tabs): string[] => t.state.get().open.map((tab) => tab.path);

  it('a ringing call opens its tab behind the one in use', () => {
    const t = tabs();
    t.open('/calls');
    t.open('/calls/s1-1-7', { background: true, title: '138****8000' });
    expect(t.state.get().active).toBe('/calls');
    expect(open(t)).toEqual(['/', '/calls', '/calls/s1-1-7']);
  });

  it('WB-04 home stays; closing goes to the tab on the left', () => {
    const t = tabs();
    t.open('/calls');
    t.open('/missed');
    t.close('/missed');
    t.close('/');
    expect(t.state.get()).toMatchObject({ active: '/calls' });
    expect(open(t)).toEqual(['/', '/calls']);
  });

  it('WB-03 all are closed but home and what is not saved; the page in use stays, or home is', () => {
    const t = tabs();
    for (const path of ['/calls', '/t/visit/new', '/missed']) t.open(path);
    t.keep('/t/visit/new', true);
    t.closeAll();
    expect(t.state.get().active).toBe('/');
    expect(open(t)).toEqual(['/', '/t/visit/new']);
    t.open('/t/visit/new');
    t.open('/calls', { background: true });
    t.closeAll();
    expect(t.state.get().active).toBe('/t/visit/new');
    t.keep('/t/visit/new', false);
    t.closeAll();
    expect(t.state.get()).toEqual(onlyHome);
  });

  it('WB-03 the others are closed: the page in use, home, and what is not saved stay', () => {
    const t = tabs();
    for (const path of ['/t/visit/new', '/missed', '/calls']) t.open(path);
    t.keep('/t/visit/new', true);
    t.closeOthers();
    expect(t.state.get().active).toBe('/calls');
    expect(open(t)).toEqual(['/', '/t/visit/new', '/calls']);
  });

  it('WB-05 a page that begins anew has nothing unsaved; the others go on', () => {
    const t = tabs();
    for (const path of ['/calls', '/t/visit/new']) t.open(path);
    t.keep('/t/visit/new', true);
    t.refresh('/t/visit/new');
    expect(t.unsaved.get().size).toBe(0);
    expect(t.state.get().open.map(({ round }) => round)).toEqual([0, 0, 1]);
  });

  it('the keyboard goes round the tabs, both ways', () => {
    const t = tabs();
    t.open('/calls');
    t.step(1);
    expect(t.state.get().active).toBe('/');
    t.step(-1);
    expect(t.state.get().active).toBe('/calls');
  });

  it('a day of calls does not pile up', () => {
    const t = tabs();
    for (let i = 0; i < 20; i++) t.open(`/calls/s1-1-${i}`, { background: true });
    expect(open(t)).toEqual(['/', ...[14, 15, 16, 17, 18, 19].map((i) => `/calls/s1-1-${i}`)]);
  });

  it('an address that is no page leads home', () => {
    const t = tabs();
    t.open('/nowhere');
    expect(t.state.get()).toEqual(onlyHome);
  });
});

test.each([
  ['s1-1-7;leg=l2;answer=auto', { call: 's1-1-7', leg: 'l2', answer: 'auto' }],
  ['s1-1-7; leg=l2', { call: 's1-1-7', leg: 'l2', answer: 'manual' }],
  ['s1-1-7;answer=maybe', null],
  ['', null],
  [undefined, null],
])('the header %p means %p', (header, means) => expect(readCallHeader(header)).toEqual(means));
