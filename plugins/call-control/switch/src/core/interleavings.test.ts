import type { AgentId, FlowId, LegId } from '@zuoxi/contracts';
import type { OpenCommand } from './input';
import { invariants } from './invariants';
import { directoryOf, Story } from './story';
import { loadWorld, saveWorld } from './world';

/** Mulberry32: small, seeded, good enough to shuffle stories; a failure names its seed. */
const chance = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

const agents = ['a1', 'a2', 'a3'];
const commands: OpenCommand[] = [
  { type: 'agent.ready' },
  { type: 'agent.notReady', reason: 'break' },
  { type: 'agent.signOut' },
  { type: 'agent.mobile', answering: true, dialing: false },
  { type: 'agent.mobile', answering: true, dialing: true },
  { type: 'agent.mobile', answering: false, dialing: false },
  { type: 'wrapUp.freeze' },
  { type: 'wrapUp.finish' },
  { type: 'call.dial', number: '13900139000' },
  { type: 'call.dial', number: '1002' },
  { type: 'call.dial', number: '0085223456789' },
  { type: 'call.dial', number: '120' },
  { type: 'call.redial' },
  { type: 'call.test' },
  { type: 'call.hangup' },
  { type: 'call.hold' },
  { type: 'call.resume' },
  { type: 'call.mute' },
  { type: 'call.unmute' },
  { type: 'flow.start', flow: 'f1' as FlowId },
  { type: 'flow.start', flow: 'f1' as FlowId },
  { type: 'flow.stop' },
];
const tariff = [{ prefix: '1', perMinute: 0.5 }];

/** No agent dialled more outside numbers than the rules allow in any fifty-five minutes, which every sliding hour of ours covers; none was shut. */
function keepsRules(story: Story): void {
  const perHour = [...story.world.directory.dialling.values()][0]?.callsPerHour.agent ?? 0;
  const started = story.events.flatMap(({ at, fact }) =>
    fact.type === 'call.started' && fact.direction === 'outbound' && fact.dnis !== '120' ? [{ at, ...fact }] : [],
  );
  for (const one of started) {
    expect(one.dnis.startsWith('00')).toBe(false);
    const near = started.filter(({ at, agent }) => agent === one.agent && at <= one.at && at > one.at - 55 * 60_000);
    expect(near.length).toBeLessThanOrEqual(perHour);
  }
}
const causes = ['hangup', 'noAnswer', 'busy', 'rejected', 'unreachable', 'lineError', 'lost', 'cancelled'] as const;

/** One life of a small call center: `steps` random things in random order, crashes included; the invariants are checked after each by Story. */
function live(seed: number, steps: number): Story {
  const random = chance(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const directory = directoryOf(
    {
      onNoAnswer: pick(['break', 'ready', 'wrapUp']),
      wrapUp: { mode: pick(['ring', 'answer', 'off']), seconds: pick([null, 5]) },
      voicemail: { afterSeconds: pick([null, null, 2, 40]), whenNobody: pick([false, true]) },
    },
    {
      mobileConfirm: pick([true, false]),
      dialling: { tariff, callsPerHour: { agent: pick([1, 4, 200]) }, costPerHour: { tenant: pick([null, 1]) } },
    },
  );
  const maxCalls = pick([2, 4, 1000]); // few lines: mobiles come and go with them
  // a short patience: the stories are to get beyond it
  const flows = directory.flows.map((f) => ({ ...f, steps: f.steps.map((s) => ({ ...s, seconds: 1, tries: 1 })) }));
  const story = new Story({ ...directory, flows, trunks: directory.trunks.map((t) => ({ ...t, maxCalls })) });
  const legs = (): LegId[] => [...story.world.legs.keys(), 'nobody-1' as LegId];
  const happenings: (() => void)[] = [
    () => story.online(pick(agents), `page-${pick([1, 2])}`),
    () => void story.calls(pick(['4001', '4001', '4002'])),
    () => story.rings(pick(legs()), random() < 0.3),
    () => story.answers(pick(legs())),
    () => story.answers(pick(legs())),
    () => void story.happens({ on: 'leg.digit', leg: pick(legs()), digit: pick(['1', '1', '2', '5', '9']) }),
    () => story.ends(pick(legs()), pick(causes), pick(['customer', 'agent', 'carrier'])),
    () => {
      const leg = pick(legs());
      const call = story.world.calls.get(story.world.legs.get(leg)!);
      const playing = call?.rooms.find((r) => r.legs.includes(leg))?.sound?.play.id;
      if (call && playing) story.happens({ on: 'played', call: call.id, leg, play: playing });
      if (call?.recording)
        story.happens({ on: 'segment.started', call: call.id, file: `${call.recording.name}.0.wav`, at: story.now });
    },
    () => void story.does(pick(agents), pick(commands)),
    () => void story.does(pick(agents), pick(commands)),
    () => {
      const leg = `phone-${story.events.length}-${story.now}` as LegId;
      const source = { kind: 'agent', agent: pick(agents) as AgentId } as const;
      if (!story.world.legs.has(leg))
        story.happens({ on: 'leg.invited', leg, source, ani: '', dnis: pick(['13900139000', '*43', '1003', '+85212345678']) });
    },
    () => story.passes(pick([0, 1, 3, 30])),
    () => void story.happens({ on: 'station.gone', agent: pick(agents) as AgentId }),
    () => void story.happens({ on: 'station.registered', agent: pick(agents) as AgentId, peer: pick(['browser', 'phone']) }),
    () => {
      const a = pick(agents);
      story.happens({ on: 'agent.disconnected', agent: a as AgentId, session: `session-${a}`, page: `page-${pick([1, 2])}` });
    },
    () => void story.happens({ on: 'agent.microphone', agent: pick(agents) as AgentId, ok: random() < 0.8 }),
    () => {
      // kill -9 and back: the world as the journal would give it
      const again = loadWorld('s1', JSON.parse(JSON.stringify(saveWorld(story.world))));
      expect(invariants(again)).toEqual([]);
      expect(JSON.stringify(saveWorld(again))).toBe(JSON.stringify(saveWorld(story.world)));
      Object.assign(story, { world: again });
    },
  ];
  for (let i = 0; i < steps; i++) pick(happenings)();
  return story;
}

test('100,000 random interleavings of hang-up × answer × state change × crash keep the invariants; every call ends in exactly one record', () => {
  const lives = 500;
  const outcomes = new Set<string>();
  const flows = new Set<string>();
  const refused = new Set<string>();
  for (let seed = 1; seed <= lives; seed++) {
    let story: Story;
    try {
      story = live(seed, 200);
      for (const leg of [...story.world.legs.keys()]) story.ends(leg);
      story.passes(100);
      for (const leg of [...story.world.legs.keys()]) story.ends(leg);
      story.passes(100);
    } catch (error) {
      throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
    const started = story.events.flatMap((e) => (e.fact.type === 'call.started' ? [e.fact.call] : []));
    const ended = story.records().map((r) => r.id);
    expect([seed, [...ended].sort()]).toEqual([seed, [...started].sort()]);
    expect(story.world.calls.size).toBe(0);
    for (const a of story.world.agents.values()) expect(['idle', 'wrapUp']).toContain(a.activity.kind);
    story.events.forEach((e, i) => expect(e.seq).toBe(i + 1)); // I6: no gap, no repeat
    keepsRules(story);
    for (const { fact } of story.events) if (fact.type === 'dial.refused') refused.add(fact.code);
    for (const r of story.records()) outcomes.add(r.outcome);
    for (const { fact } of story.events) if (fact.type === 'flow.ended') flows.add(fact.result);
    for (const r of story.records()) expect(r.talkMs + r.holdMs).toBeLessThanOrEqual(r.endedAt - r.startedAt); // I11
  }
  expect([...outcomes]).toContain('voicemail'); // the stories do get that far
  expect([...refused]).toEqual(
    expect.arrayContaining(['costLimit', 'notSignedIn', 'prefixNotAllowed', 'tooManyCalls', 'alreadyOnCall']),
  );
  expect([...flows].sort()).toEqual(['done', 'noKey', 'stopped']);
}, 120_000);
