/** Stories for tests: a small tenant, and words to tell what happens in it. The clock is the story's own. */
import { Directory } from '@zuoxi/contracts';
import type { AgentId, AgentView, CallId, CallRecord, Cause, LegId, Owner, SwitchEvent } from '@zuoxi/contracts';
import type { Effect } from '../ports';
import { invariants } from './invariants';
import { hears } from './hears';
import type { Input, OpenCommand, Outcome } from './input';
import type { Call, World } from './model';
import { nextDue, step } from './step';
import { agentView } from './view';
import { newWorld } from './world';

const reasons = [
  { code: 'break', label: { zh: '小休', en: 'Break' } },
  { code: 'meeting', label: { zh: '开会', en: 'Meeting' }, mayDial: false },
];

/** Two steps: 2 tells more, 9 is the end; the second step only tells. */
const productTour = {
  id: 'f1',
  tenant: 't1',
  name: '产品介绍',
  steps: [
    {
      name: '开场',
      sound: 'flows/t1/tour',
      seconds: 8,
      tries: 2,
      keys: [
        { key: '2', label: '办理', goesTo: '办理' },
        { key: '5', label: '再听一遍', goesTo: '开场' },
        { key: '9', label: '不需要', goesTo: null },
      ],
    },
    { name: '办理', sound: 'flows/t1/order' },
  ],
};

export const directoryOf = (queue: object = {}, tenant: object = {}, agents = 3): Directory =>
  Directory.parse({
    version: 1,
    tenants: [{ id: 't1', code: 'demo', name: '演示', reasons, ...tenant }],
    groups: [{ id: 'g1', tenant: 't1', name: '售后' }],
    agents: Array.from({ length: agents }, (_, i) => ({
      id: `a${i + 1}`,
      tenant: 't1',
      number: `${1001 + i}`,
      name: `坐席${i + 1}`,
      mobile: `1370000000${i + 1}`,
      groups: ['g1'],
    })),
    queues: [{ id: 'q1', tenant: 't1', name: '售后', groups: ['g1'], ...queue }],
    trunks: [{ id: 'k1', tenant: 't1', addresses: ['127.0.0.2'], host: '127.0.0.2' }],
    flows: [productTour],
    numbers: [
      { number: '4001', tenant: 't1', trunk: 'k1', to: { kind: 'queue', queue: 'q1' } },
      { number: '4002', tenant: 't1', trunk: 'k1', to: { kind: 'agent', agent: 'a1' }, outbound: false },
    ],
  });

export class Story {
  now = 1_700_000_000_000;
  readonly world: World = newWorld('s1');
  readonly events: SwitchEvent[] = [];
  readonly effects: Effect[] = [];
  last: Outcome | undefined;
  private legs = 0;

  constructor(directory: Directory = directoryOf()) {
    this.happens({ on: 'directory', directory });
  }

  happens(input: Input): Outcome {
    this.last = step(this.world, input, this.now);
    this.events.push(...this.last.events.map((t) => t.event));
    this.effects.push(...this.last.effects);
    const wrong = invariants(this.world);
    if (wrong.length) throw new Error(`after ${JSON.stringify(input)}:\n${wrong.join('\n')}`);
    return this.last;
  }

  /** Lets time pass; whatever falls due happens at its moment. */
  passes(seconds: number): void {
    const until = this.now + seconds * 1000;
    for (let due = nextDue(this.world); due !== null && due <= until; due = nextDue(this.world)) {
      this.now = Math.max(this.now, due);
      this.happens({ on: 'due' });
    }
    this.now = until;
  }

  online(agent: string, page = 'page-1'): void {
    const id = agent as AgentId;
    this.happens({
      on: 'agent.connected',
      agent: id,
      session: `session-${agent}`,
      page,
      move: false,
      online: true,
    });
    this.happens({ on: 'agent.microphone', agent: id, ok: true });
    this.happens({ on: 'station.registered', agent: id, peer: 'browser' });
  }

  /** A customer dials `dnis`; answers the new leg's id. */
  calls(dnis = '4001', ani = '13800138000'): LegId {
    const leg = `in-${++this.legs}` as LegId;
    this.happens({
      on: 'leg.invited',
      leg,
      source: { kind: 'trunk', trunk: this.world.directory.source.trunks[0]!.id },
      ani,
      dnis,
    });
    if (this.last?.effects.some((e) => e.do === 'leg.answer' && e.leg === leg)) this.answers(leg);
    return leg;
  }

  rings(leg: LegId, early = false): void {
    this.happens({ on: 'leg.ringing', leg, early });
  }

  answers(leg: LegId): void {
    this.happens({ on: 'leg.answered', leg });
  }

  ends(leg: LegId, cause: Cause = 'hangup', owner: Owner = 'customer'): void {
    this.happens({ on: 'leg.ended', leg, ending: { cause, owner } });
  }

  does(agent: string, command: OpenCommand | OpenCommand['type']): Outcome['refusal'] {
    const c = (typeof command === 'string' ? { type: command } : command) as OpenCommand;
    return this.happens({ on: 'command', agent: agent as AgentId, command: c }).refusal;
  }

  view(agent: string): AgentView {
    const view = agentView(this.world, agent as AgentId, null);
    if (!view) throw new Error(`no agent ${agent}`);
    return view;
  }

  /** The leg on which an agent rings or talks now. */
  legOf(agent: string): LegId {
    const { activity } = this.view(agent);
    if (activity.kind !== 'offered' && activity.kind !== 'talking') throw new Error(`agent ${agent} is ${activity.kind}`);
    return activity.leg;
  }

  /** The newest leg of the call that is not an agent's own: whom we dialled. */
  dialled(): Extract<Effect, { do: 'leg.dial' }> {
    const dials = this.effects.filter((e): e is Extract<Effect, { do: 'leg.dial' }> => e.do === 'leg.dial');
    const dial = dials.at(-1);
    if (!dial) throw new Error('nobody was dialled');
    return dial;
  }

  call(): Call {
    const call = [...this.world.calls.values()].at(-1);
    if (!call) throw new Error('there is no call');
    return call;
  }

  /** Names of those whom `leg` hears: leg ids, and the reason of a sound. */
  hears(leg: LegId): string[] {
    const call = this.world.calls.get(this.world.legs.get(leg) as CallId);
    if (!call) return [];
    const holdIsHeard = (call.queue && this.world.directory.queues.get(call.queue)?.agentHearsHold) ?? false;
    const sound = call.rooms.find((r) => r.legs.includes(leg))?.sound;
    return [...(hears(call, holdIsHeard).get(leg) ?? []), ...(sound ? [sound.why] : [])].sort();
  }

  records(): CallRecord[] {
    return this.events.flatMap((e) => (e.fact.type === 'call.ended' ? [e.fact.record] : []));
  }

  facts(): string[] {
    return this.events.map((e) => e.fact.type);
  }

  did(what: Effect['do'], leg?: string): boolean {
    return this.effects.some((e) => e.do === what && (leg === undefined || ('leg' in e && e.leg === leg)));
  }

  /** A customer and an agent in conversation; their legs. */
  talking(agent = 'a1'): { customer: LegId; agent: LegId } {
    this.online(agent);
    const customer = this.calls();
    const leg = this.legOf(agent);
    this.rings(leg);
    this.answers(leg);
    return { customer, agent: leg };
  }
}
