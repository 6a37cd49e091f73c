import { DiallingRules, type AgentId, type Directory, type LegId } from '@zuoxi/contracts';
import { diallingOf, mayBeDialled, perMinuteOf } from './dialling';
import { mayRedirect } from './lines';
import { directoryOf, Story } from './story';
import { loadWorld, saveWorld } from './world';

const abroad = '0085223456789';
const mobile = '13900139000';
const withRules = (dialling: object): Directory => directoryOf({}, { dialling });
let legs = 0;

/** The agent's desk phone dials by itself; what it is answered. */
function phoneDials(story: Story, agent: string, dnis: string): string {
  const leg = `phone-${++legs}` as LegId;
  const before = story.effects.length;
  story.happens({ on: 'leg.invited', leg, source: { kind: 'agent', agent: agent as AgentId }, ani: agent, dnis });
  const [answer] = story.effects.slice(before).filter((e) => 'leg' in e && e.leg === leg);
  if (answer?.do === 'leg.answer') return 'answered';
  return answer?.do === 'leg.end' ? `${answer.ending.sip ?? answer.ending.cause} ${answer.says ?? ''}` : 'nothing';
}

/** The agent dials and gives up before anybody answers. */
function dials(story: Story, number: string, agent = 'a1'): ReturnType<Story['does']> {
  const no = story.does(agent, { type: 'call.dial', number });
  if (no === null) story.does(agent, 'call.hangup');
  return no;
}

test('183 with a tone, then 180 without: the tone of the carrier goes on', () => {
  const story = new Story();
  story.online('a1');
  story.does('a1', { type: 'call.dial', number: mobile });
  story.answers(story.legOf('a1'));
  const { leg } = story.dialled();
  story.rings(leg, true);
  expect(story.hears(story.legOf('a1'))).toEqual([leg]);
  story.rings(leg, false);
  expect(story.hears(story.legOf('a1'))).toEqual([leg]);
});

test('a carrier may send a call to hosts of its own line, and to numbers that may be dialled over it', () => {
  const { world } = new Story();
  const { id, host, addresses } = world.directory.source.trunks[0]!;
  expect([host, ...addresses, '203.0.113.9'].map((at) => mayRedirect(world, id, at, mobile))).toEqual([
    true,
    ...addresses.map(() => true),
    false,
  ]);
  expect(mayRedirect(world, id, host, abroad)).toBe(false);
});

describe('which numbers', () => {
  const standard = diallingOf(undefined);

  test.each([mobile, '02112345678', '4001234567', '8008201234', '95588', '12345', '10086', '+8613900139000', '008602112345678'])(
    '%s is an ordinary number',
    (number) => expect(mayBeDialled(standard, number)).toBe(true),
  );

  test.each([
    ...['0085223456789', '+85223456789', '+0085223456789', '008600852234', '0018765551234'],
    ...['+8821234567', '00870123456', '16812345', '02116812345', '016812345', '+8616812345', '96123', '02196123'],
    ...['1795100852234', '1790913900139000', '*21*13900139000#', '#31#13900139000'],
  ])('%s is shut', (number) => expect(mayBeDialled(standard, number)).toBe(false));

  test('110, 119, 120 and 122 are never shut, whatever the lists say', () => {
    const narrow = diallingOf(DiallingRules.parse({ allowed: ['139'], shut: ['1', '0'] }));
    for (const number of ['110', '119', '120', '122']) expect(mayBeDialled(narrow, number)).toBe(true);
    expect(mayBeDialled(narrow, '1101')).toBe(false);
  });

  test('the longest prefix decides: what the operator opens, and what stays shut within it', () => {
    const opened = diallingOf(DiallingRules.parse({ opened: ['+852', '001876', '02196'] }));
    const numbers = ['+4930123456', abroad, '001876555', '02196123', '01096123'];
    expect(numbers.map((n) => mayBeDialled(opened, n))).toEqual([false, true, true, true, false]);
    const all = diallingOf(DiallingRules.parse({ opened: ['00', '96'] }));
    expect(['+4930123456', '+88112345', '+18095551234', '02196123'].map((n) => mayBeDialled(all, n))).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  test('an admin narrows, and opens nothing by it', () => {
    const narrow = diallingOf(DiallingRules.parse({ allowed: ['1', '021', '00'] }));
    expect([mobile, '+862112345678', '01012345678', abroad].map((n) => mayBeDialled(narrow, n))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  test('a minute costs what the longest prefix of the tariff says', () => {
    const priced = diallingOf(
      DiallingRules.parse({
        tariff: [
          { prefix: '1', perMinute: 0.2 },
          { prefix: '139', perMinute: 0.1 },
        ],
      }),
    );
    expect([mobile, '13800138000', '+8613900139000', '02112345678'].map((n) => perMinuteOf(priced, n))).toEqual([
      0.1, 0.2, 0.1, 0,
    ]);
  });
});

describe('every way of dialling is refused alike', () => {
  test('a foreign number: by command, again, from the desk phone; told as a fact, and the neighbouring number goes', () => {
    const story = new Story();
    story.online('a1');
    expect(story.does('a1', { type: 'call.dial', number: abroad })).toBe('prefixNotAllowed');
    expect(phoneDials(story, 'a1', abroad)).toBe('403 prefixNotAllowed');
    expect(story.events.flatMap(({ fact }) => (fact.type === 'dial.refused' ? [fact] : []))).toEqual([
      { type: 'dial.refused', agent: 'a1', dnis: abroad, code: 'prefixNotAllowed' },
      { type: 'dial.refused', agent: 'a1', dnis: abroad, code: 'prefixNotAllowed' },
    ]);
    expect(story.world.calls.size).toBe(0);
    expect(phoneDials(story, 'a1', mobile)).toBe('answered');
  });

  test('redial asks again: a number that was shut meanwhile is not dialled', () => {
    const story = new Story();
    story.online('a1');
    story.does('a1', { type: 'call.dial', number: mobile });
    story.answers(story.legOf('a1'));
    story.ends(story.legOf('a1'), 'hangup', 'agent');
    story.happens({ on: 'directory', directory: { ...withRules({ allowed: ['021'] }), version: 2 } });
    expect(story.does('a1', 'call.redial')).toBe('prefixNotAllowed');
  });

  test('a bound mobile abroad is not rung: there is no line to it', () => {
    const directory = directoryOf();
    const story = new Story({ ...directory, agents: directory.agents.map((a) => ({ ...a, mobile: '+85223456789' })) });
    story.online('a1');
    expect(story.view('a1').mobile.bound).toBe(false);
    expect(story.does('a1', { type: 'agent.mobile', answering: true, dialing: true })).toBe('noMobile');
  });

  test('what an agent without the right sees in a number’s place is no number', () => {
    const story = new Story();
    story.online('a1');
    expect(phoneDials(story, 'a1', '138****8000')).toBe('unknownNumber numberInvalid');
  });
});

describe('in which state a desk phone dials', () => {
  test('signed out, or away for a reason that forbids it: refused, as the button is; on a break that allows it, not', () => {
    const story = new Story();
    expect(phoneDials(story, 'a1', mobile)).toBe('403 notSignedIn');
    story.online('a1');
    story.does('a1', { type: 'agent.notReady', reason: 'meeting' });
    expect(phoneDials(story, 'a1', mobile)).toBe('403 notAllowed');
    expect(phoneDials(story, 'a1', '1002')).toBe('403 notAllowed');
    story.does('a1', { type: 'agent.notReady', reason: 'break' });
    expect(phoneDials(story, 'a1', mobile)).toBe('answered');
    expect(phoneDials(story, 'a1', mobile)).toBe('403 alreadyOnCall');
  });

  test('an agent who may not dial does not by the phone either', () => {
    const directory = directoryOf();
    const story = new Story({ ...directory, agents: directory.agents.map((a) => ({ ...a, mayDial: a.id !== 'a1' })) });
    story.online('a1');
    story.online('a2');
    expect(phoneDials(story, 'a1', mobile)).toBe('403 notAllowed');
    expect(phoneDials(story, 'a2', mobile)).toBe('answered');
  });

  test('help is called in any state, by whoever, by command too, however much was dialled; *43 before going online', () => {
    const story = new Story(withRules({ callsPerHour: { agent: 0, tenant: 0 }, allowed: ['021'] }));
    expect(phoneDials(story, 'a2', '*43')).toBe('answered');
    expect(phoneDials(story, 'a1', '120')).toBe('answered');
    expect(story.call()).toMatchObject({ direction: 'outbound', dnis: '120' });
    story.online('a3');
    story.does('a3', 'agent.signOut');
    expect(story.does('a3', { type: 'call.dial', number: mobile })).toBe('notSignedIn');
    expect(story.does('a3', { type: 'call.dial', number: '110' })).toBeNull();
  });
});

describe('how often, within a sliding hour', () => {
  test('an agent’s limit, by command and by phone together; the colleague goes on; after an hour again', () => {
    const story = new Story(withRules({ callsPerHour: { agent: 3 } }));
    story.online('a1');
    story.online('a2');
    expect([dials(story, mobile), dials(story, mobile)]).toEqual([null, null]);
    story.passes(30 * 60);
    expect(phoneDials(story, 'a1', mobile)).toBe('answered');
    story.ends(story.legOf('a1'), 'hangup', 'agent');
    expect(phoneDials(story, 'a1', mobile)).toBe('403 tooManyCalls');
    expect(dials(story, mobile)).toBe('tooManyCalls');
    expect(dials(story, mobile, 'a2')).toBeNull();
    story.passes(31 * 60);
    expect([dials(story, mobile), dials(story, mobile), dials(story, mobile)]).toEqual([null, null, 'tooManyCalls']);
  });

  test('a tenant’s limit holds for all of its agents; a call to a colleague takes no line and counts nothing', () => {
    const story = new Story(withRules({ callsPerHour: { tenant: 2 } }));
    for (const agent of ['a1', 'a2', 'a3']) story.online(agent);
    expect([dials(story, mobile, 'a1'), dials(story, mobile, 'a2'), dials(story, mobile, 'a3')]).toEqual([
      null,
      null,
      'tooManyCalls',
    ]);
    expect(dials(story, '1002')).toBeNull();
  });

  test('a mobile that is rung to dial takes a line of its own and counts', () => {
    const story = new Story(withRules({ callsPerHour: { agent: 3 } }));
    story.online('a1');
    story.does('a1', { type: 'agent.mobile', answering: false, dialing: true });
    expect([dials(story, mobile), dials(story, mobile)]).toEqual([null, 'tooManyCalls']);
    expect([dials(story, '1002'), dials(story, '1002')]).toEqual(['notAllowed', 'notAllowed']); // nobody is there; not counted
  });

  test('what was counted outlives a restart; a snapshot of the version before has counted nothing, and its agents the rules of everybody', () => {
    const story = new Story(withRules({ callsPerHour: { agent: 1 } }));
    story.online('a1');
    dials(story, mobile);
    const saved = JSON.parse(JSON.stringify(saveWorld(story.world)));
    Object.assign(story, { world: loadWorld('s1', saved) });
    expect(dials(story, mobile)).toBe('tooManyCalls');
    const { hours: _, ...older } = saved;
    for (const tenant of older.directory.tenants) delete tenant.dialling;
    Object.assign(story, { world: loadWorld('s1', older) });
    expect([dials(story, mobile), dials(story, mobile), dials(story, abroad)]).toEqual([null, null, 'prefixNotAllowed']);
  });
});

describe('for how much, within a sliding hour', () => {
  const tariff = [{ prefix: '1', perMinute: 2 }];
  /** Both answer and talk. */
  const talks = (story: Story, agent: string): { own: LegId; customer: LegId } => {
    expect(story.does(agent, { type: 'call.dial', number: mobile })).toBeNull();
    const own = story.legOf(agent);
    story.answers(own);
    const customer = story.dialled().leg;
    story.answers(customer);
    return { own, customer };
  };

  test('an agent’s: started minutes of calls that ended', () => {
    const story = new Story(withRules({ tariff, costPerHour: { agent: 6 } }));
    story.online('a1');
    const { customer } = talks(story, 'a1');
    story.passes(61);
    story.ends(customer);
    story.does('a1', 'wrapUp.finish');
    expect(dials(story, mobile)).toBeNull(); // 4 of 6; this one is not answered and costs nothing
    story.ends(talks(story, 'a1').customer);
    expect(dials(story, mobile)).toBe('costLimit');
    expect(dials(story, '02112345678')).toBe('costLimit');
    story.passes(61 * 60);
    expect(dials(story, mobile)).toBeNull();
  });

  test('a tenant’s: calls that still run are paid too, also after a restart', () => {
    const story = new Story(withRules({ tariff, costPerHour: { tenant: 6 } }));
    for (const agent of ['a1', 'a2', 'a3']) story.online(agent);
    talks(story, 'a1');
    talks(story, 'a2');
    expect(dials(story, mobile, 'a3')).toBeNull();
    story.passes(61);
    expect(dials(story, mobile, 'a3')).toBe('costLimit');
    Object.assign(story, { world: loadWorld('s1', JSON.parse(JSON.stringify(saveWorld(story.world)))) });
    expect(dials(story, mobile, 'a3')).toBe('costLimit');
  });

  test('an agent’s own mobile is paid as the customer’s line is', () => {
    const story = new Story(withRules({ tariff, costPerHour: { agent: 3 } }));
    story.online('a1');
    story.does('a1', { type: 'agent.mobile', answering: false, dialing: true });
    story.does('a1', { type: 'call.dial', number: '02112345678' });
    const own = story.legOf('a1');
    story.answers(own);
    story.happens({ on: 'leg.digit', leg: own, digit: '1' });
    story.passes(90);
    story.ends(own, 'hangup', 'agent');
    story.does('a1', 'wrapUp.finish');
    expect(dials(story, '02112345678')).toBe('costLimit');
  });
});
