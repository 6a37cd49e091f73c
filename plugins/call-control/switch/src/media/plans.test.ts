import { CallId, LegId, type ToMixer } from '@zuoxi/contracts';
import type { CallPlan } from '../ports';
import { Plans, toPlan } from './plans';

const [customer, agent] = ['customer', 'agent'].map((id) => LegId.parse(id)) as [LegId, LegId];
const [c1, c2] = ['c1', 'c2'].map((id) => CallId.parse(id)) as [CallId, CallId];
const music = (id: string) => ({ kind: 'file', id, file: 'music/hold', loop: true }) as const;

const talking = (call = c1): CallPlan => ({
  call,
  legs: [
    { leg: customer, hears: [agent], play: null },
    { leg: agent, hears: [customer], play: null },
  ],
  recording: { name: 'demo/2026/01/01/x', left: [customer], right: [agent], paused: false },
});
const held = (id = 'p1'): CallPlan => ({
  call: c1,
  legs: [{ leg: customer, hears: [], play: music(id) }],
  recording: null,
});
const port = (n: number) => ({ port: n, digitType: 101 });

/** A mixer that takes what is due when it is asked to. */
function given() {
  let woken = 0;
  const plans = new Plans(() => woken++);
  const taken = (): ToMixer[] => {
    const all: ToMixer[] = [];
    for (let due = plans.take(); due; due = plans.take()) all.push(due);
    return all;
  };
  return { plans, taken, woken: () => woken };
}
const callsIn = (messages: readonly ToMixer[]): string[] => messages.map((m) => (m.t === 'plan' ? `plan ${m.plan.call}` : m.t));

describe('a plan for the mixer', () => {
  it('names ports where the engine names legs', () =>
    expect(
      toPlan(
        talking(),
        new Map([
          [customer, port(1)],
          [agent, { port: 2, digitType: 126 }],
        ]),
      ).legs,
    ).toEqual([
      { leg: customer, port: 1, digitType: 101, hears: [agent], play: null },
      { leg: agent, port: 2, digitType: 126, hears: [customer], play: null },
    ]));

  it('leaves out a leg whose port is not yet known, everywhere', () => {
    const plan = toPlan(talking(), new Map([[customer, port(1)]]));
    expect(plan.legs).toEqual([{ leg: customer, port: 1, digitType: 101, hears: [], play: null }]);
    expect(plan.recording).toMatchObject({ left: [customer], right: [] });
  });
});

describe('leading the mixer to what should be true', () => {
  it('a leg joins its call when its port becomes known', () => {
    const { plans, taken } = given();
    plans.inside(customer, port(1));
    plans.want(talking());
    expect(taken()).toMatchObject([{ plan: { legs: [{ leg: customer }] } }]);
    plans.inside(agent, port(2));
    expect(taken()).toMatchObject([{ plan: { legs: [{ leg: customer, hears: [agent] }, { leg: agent }] } }]);
  });

  it('a plan that was overtaken is never sent', () => {
    const { plans, taken } = given();
    plans.inside(customer, port(1));
    plans.want(held('p1'));
    plans.want(talking());
    plans.want(held('p2'));
    expect(taken()).toMatchObject([{ plan: { legs: [{ play: { id: 'p2' } }] } }]);
  });

  it('what the mixer knows already is not repeated', () => {
    const { plans, taken } = given();
    plans.want(talking());
    expect(taken()).toHaveLength(1);
    plans.want(talking());
    expect(taken()).toEqual([]);
  });

  it('an ended call is dropped once, and not at all when the mixer never heard of it', () => {
    const { plans, taken } = given();
    plans.want(talking(c1));
    taken();
    plans.want(talking(c2));
    plans.drop(c1);
    plans.drop(c2);
    expect(taken()).toEqual([{ t: 'drop', call: c1 }]);
    plans.drop(c1);
    expect(taken()).toEqual([]);
  });

  it('a mixer that was started anew is told everything again, and nothing of calls that are over', () => {
    const { plans, taken } = given();
    plans.want(talking(c1));
    plans.want({ ...held(), call: c2 });
    taken();
    plans.drop(c2);
    plans.afresh();
    expect(callsIn(taken())).toEqual(['plan c1']);
    expect(plans.calls()).toEqual([c1]);
  });

  it('a leg whose media is gone leaves its call', () => {
    const { plans, taken } = given();
    plans.inside(customer, port(1));
    plans.inside(agent, port(2));
    plans.want(talking());
    taken();
    plans.inside(agent, null);
    expect(taken()).toMatchObject([{ plan: { legs: [{ leg: customer, hears: [] }] } }]);
  });

  it('the port of a leg in no call wakes nobody', () => {
    const { plans, woken } = given();
    plans.inside(customer, port(1));
    expect(woken()).toBe(0);
  });
});
