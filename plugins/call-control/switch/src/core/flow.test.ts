import type { CallView, FlowId, LegId, SwitchEvent } from '@zuoxi/contracts';
import { planOf } from './hears';
import { directoryOf, Story } from './story';
import { loadWorld, saveWorld } from './world';

const start = { type: 'flow.start', flow: 'f1' as FlowId } as const;

function inFlow(story = new Story()) {
  const legs = story.talking();
  expect(story.does('a1', start)).toBeNull();
  return { story, ...legs };
}
const presses = (story: Story, leg: LegId, digit: string): void => void story.happens({ on: 'leg.digit', leg, digit });
const soundEnds = (story: Story, leg: LegId, missing = false): void => {
  const { id, rooms } = story.call();
  const play = rooms.find((r) => r.legs.includes(leg))?.sound?.play.id ?? 'none';
  story.happens({ on: 'played', call: id, leg, play, missing });
};
const plays = (story: Story, leg: LegId) => planOf(story.call()).legs.find((l) => l.leg === leg)?.play;
const shown = (story: Story): CallView | null => story.view('a1').call;
const of = (story: Story, type: SwitchEvent['fact']['type']) =>
  story.events.flatMap((e) => (e.fact.type === type ? [e.fact] : []));
const together = (story: Story, { customer, agent }: { customer: LegId; agent: LegId }): void => {
  expect([story.hears(customer), story.hears(agent)]).toEqual([[agent], [customer]]);
};

describe('CTL-25 in-call self-service', () => {
  test('CTL-25 IVR-01 the customer hears the prompt alone, presses, hears the next; at its end both talk again', () => {
    const { story, customer, agent } = inFlow();
    expect([story.hears(customer), story.hears(agent)]).toEqual([['flow'], []]);
    expect(plays(story, customer)).toMatchObject({ file: 'flows/t1/tour', loop: false });
    expect(shown(story)).toMatchObject({ phase: 'flow', flow: { name: '产品介绍', step: '开场', pressed: [], running: true } });
    soundEnds(story, customer);
    expect(story.hears(customer)).toEqual([]);
    presses(story, customer, '2');
    expect(plays(story, customer)).toMatchObject({ file: 'flows/t1/order' });
    soundEnds(story, customer);
    together(story, { customer, agent });
    expect(shown(story)?.phase).toBe('talking');
    expect(of(story, 'flow.started')).toMatchObject([{ flow: 'f1', name: '产品介绍', agent: 'a1' }]);
    expect(of(story, 'flow.ended')).toMatchObject([{ result: 'done' }]);
  });

  test('a key that comes by INFO and as a telephone event counts once; pressed twice, twice', () => {
    const keyed = (ways: readonly ('info' | 'sound')[], seconds = 0) => {
      const { story, customer } = inFlow();
      for (const by of ways) {
        story.happens({ on: 'leg.digit', leg: customer, digit: '9', ...(by === 'info' && { by }) });
        story.passes(seconds);
      }
      return story.world.calls.get(story.call().id)?.legs.find((l) => l.id === customer)?.keys?.length;
    };
    expect(keyed(['info', 'sound'])).toBe(0);
    expect(keyed(['sound', 'info'])).toBe(0);
    expect(keyed(['info', 'info', 'sound', 'sound'])).toBe(0);
    expect(keyed(['info', 'info', 'sound'])).toBe(1);
    expect(keyed(['info', 'sound'], 3)).toBe(1);
    const { story, customer } = inFlow();
    presses(story, customer, '2');
    story.happens({ on: 'leg.digit', leg: customer, digit: '2', by: 'info' });
    expect(of(story, 'flow.keyed')).toHaveLength(1);
  });

  test('IVR-02 the agent reads what was pressed while the flow runs, afterwards, and in wrap-up', () => {
    const { story, customer } = inFlow();
    const pressed = [{ step: '开场', key: '2', label: '办理' }];
    presses(story, customer, '2');
    expect(shown(story)?.flow).toEqual({ name: '产品介绍', step: '办理', pressed, running: true });
    soundEnds(story, customer);
    expect(shown(story)?.flow).toMatchObject({ pressed, running: false });
    story.ends(customer);
    expect(shown(story)).toMatchObject({ phase: 'ended', flow: { pressed, running: false } });
    expect(of(story, 'flow.keyed')).toMatchObject([{ step: '开场', key: '2', label: '办理' }]);
  });

  test('the agent comes back to the call whenever the agent wants; what the mixer says later changes nothing', () => {
    const { story, customer, agent } = inFlow();
    const late = plays(story, customer)!.id;
    expect(story.does('a1', 'flow.stop')).toBeNull();
    together(story, { customer, agent });
    story.happens({ on: 'played', call: story.call().id, leg: customer, play: late });
    presses(story, customer, '2');
    story.passes(300);
    together(story, { customer, agent });
    expect(of(story, 'flow.ended')).toMatchObject([{ result: 'stopped' }]);
    expect(of(story, 'flow.keyed')).toEqual([]);
    expect(story.does('a1', start)).toBeNull(); // and again
    expect(story.hears(customer)).toEqual(['flow']);
  });

  test('a key may be pressed into the prompt and lead back to it; keys without a meaning, and those of the agent, are nothing', () => {
    const { story, customer, agent } = inFlow();
    const first = plays(story, customer)!.id;
    presses(story, customer, '7');
    presses(story, agent, '9');
    expect(plays(story, customer)?.id).toBe(first);
    presses(story, customer, '5');
    expect(plays(story, customer)).toMatchObject({ file: 'flows/t1/tour' });
    expect(plays(story, customer)?.id).not.toBe(first);
    presses(story, customer, '9');
    together(story, { customer, agent });
    expect(shown(story)?.flow?.pressed.map((p) => p.key)).toEqual(['5', '9']);
  });

  test('who presses nothing is asked again, as often as the step says, then both talk', () => {
    const { story, customer, agent } = inFlow();
    soundEnds(story, customer);
    story.passes(7.999);
    expect(story.hears(customer)).toEqual([]);
    story.passes(0.001);
    expect(story.hears(customer)).toEqual(['flow']);
    soundEnds(story, customer);
    story.passes(8);
    together(story, { customer, agent });
    expect(of(story, 'flow.ended')).toMatchObject([{ result: 'noKey' }]);
  });

  test('a prompt that is missing is a silence in which keys are awaited; a mixer that died keeps nobody in it for ever', () => {
    const { story, customer, agent } = inFlow();
    soundEnds(story, customer, true);
    presses(story, customer, '2');
    expect(story.hears(customer)).toEqual(['flow']);
    story.passes(125);
    together(story, { customer, agent });
  });

  test('what is possible: only in a conversation with a customer, with a flow of the own tenant; the agent may hang up, and not hold', () => {
    const story = new Story();
    story.online('a1');
    expect(story.does('a1', start)).toBe('noCall');
    const { customer } = story.talking();
    expect(story.does('a1', 'flow.stop')).toBe('wrongState');
    expect(story.does('a1', { type: 'flow.start', flow: 'f9' as FlowId })).toBe('noFlow');
    expect(story.view('a1').flows).toEqual([{ id: 'f1', name: '产品介绍' }]);
    story.does('a1', 'call.hold');
    expect(story.does('a1', start)).toBe('wrongState');
    story.does('a1', 'call.resume');
    story.does('a1', start);
    for (const no of ['call.hold', 'call.mute'] as const) expect(story.does('a1', no)).toBe('wrongState');
    expect(story.does('a1', { type: 'call.digits', digits: '1' })).toBe('wrongState');
    expect(story.does('a1', 'call.hangup')).toBeNull();
    expect(story.did('leg.end', customer)).toBe(true);
    expect(story.records()).toMatchObject([{ outcome: 'normal' }]);
  });

  test('a tenant without flows says so, and colleagues are not sent through one', () => {
    const none = new Story({ ...directoryOf(), flows: [] });
    none.talking();
    expect(none.does('a1', start)).toBe('noFlow');
    const story = new Story();
    story.online('a1');
    story.online('a2');
    story.does('a1', { type: 'call.dial', number: '1002' });
    story.answers(story.legOf('a1'));
    story.answers(story.legOf('a2'));
    expect(shown(story)?.phase).toBe('talking');
    expect(story.does('a1', start)).toBe('wrongState');
  });

  test('neither side is recorded meanwhile, and the time is neither talk nor hold', () => {
    const { story, customer, agent } = inFlow();
    expect(planOf(story.call()).recording).toMatchObject({ left: [], right: [] });
    story.passes(5);
    story.does('a1', 'flow.stop');
    expect(planOf(story.call()).recording).toMatchObject({ left: [customer], right: [agent] });
    story.passes(3);
    story.ends(customer);
    expect(story.records()).toMatchObject([{ talkMs: 3000, holdMs: 0 }]);
  });

  test('a customer who hangs up in the flow ends the call', () => {
    const { story, customer } = inFlow();
    story.ends(customer);
    expect(story.records()).toMatchObject([{ outcome: 'normal', ending: { cause: 'hangup', owner: 'customer' } }]);
    expect(story.view('a1').activity.kind).toBe('wrapUp');
  });

  test('a flow that is edited or deleted while it runs goes on as it began', () => {
    const { story, customer } = inFlow();
    story.happens({ on: 'directory', directory: { ...directoryOf(), version: 2, flows: [] } });
    presses(story, customer, '2');
    expect(plays(story, customer)).toMatchObject({ file: 'flows/t1/order' });
    expect(story.view('a1').flows).toEqual([]);
  });
});

describe('CTL-25 a flow outlives what breaks', () => {
  test('a reload of the page: the customer stays in the flow, the new leg waits alone; then both talk', () => {
    const { story, customer } = inFlow();
    story.online('a1', 'page-2');
    expect(story.hears(customer)).toEqual(['flow']);
    expect(shown(story)?.phase).toBe('returning');
    const agent = story.legOf('a1');
    story.answers(agent);
    expect([story.hears(customer), story.hears(agent), shown(story)?.phase]).toEqual([['flow'], [], 'flow']);
    story.does('a1', 'flow.stop');
    together(story, { customer, agent });
  });

  test('the flow ends before the agent is back: the customer hears music, and is connected', () => {
    const { story, customer } = inFlow();
    story.online('a1', 'page-2');
    presses(story, customer, '9');
    expect(story.hears(customer)).toEqual(['return']);
    const agent = story.legOf('a1');
    story.answers(agent);
    together(story, { customer, agent });
  });

  test('an agent who does not come back leaves the caller to the queue, not to the flow', () => {
    const { story, customer, agent } = inFlow();
    story.happens({ on: 'station.gone', agent: 'a1' as never });
    story.ends(agent, 'lost', 'agent');
    story.passes(20);
    expect(story.hears(customer)).toEqual(['wait']);
    expect(of(story, 'flow.ended')).toMatchObject([{ result: 'stopped' }]);
  });

  test('a crash of the switch changes nothing: prompt, patience and keys go on', () => {
    const { story, customer, agent } = inFlow();
    const crash = (): void =>
      void Object.assign(story, { world: loadWorld('s1', JSON.parse(JSON.stringify(saveWorld(story.world)))) });
    const prompt = plays(story, customer);
    crash();
    expect(plays(story, customer)).toEqual(prompt);
    soundEnds(story, customer);
    crash();
    story.passes(8);
    expect(story.hears(customer)).toEqual(['flow']);
    presses(story, customer, '2');
    crash();
    soundEnds(story, customer);
    together(story, { customer, agent });
    expect(shown(story)?.flow?.pressed).toMatchObject([{ key: '2' }]);
  });

  test('the world of an older switch, which knew no flows, goes on', () => {
    const story = new Story();
    const { customer } = story.talking();
    const { directory, calls, ...rest } = saveWorld(story.world);
    const { flows: _flows, ...older } = directory;
    const saved = { ...rest, directory: older, calls: calls.map(({ flow: _flow, ...call }) => call) };
    Object.assign(story, { world: loadWorld('s1', JSON.parse(JSON.stringify(saved))) });
    expect(shown(story)).toMatchObject({ phase: 'talking', flow: null });
    expect(story.does('a1', start)).toBe('noFlow');
    story.happens({ on: 'directory', directory: { ...directoryOf(), version: 2 } });
    expect(story.does('a1', start)).toBeNull();
    expect(story.hears(customer)).toEqual(['flow']);
  });
});
