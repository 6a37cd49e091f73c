/** The core's one door: what happened goes in, what should be done and what became true comes out. Nothing here waits (design §2). */
import { CallId } from '@zuoxi/contracts';
import type { LegId, Time } from '@zuoxi/contracts';
import type { Input, Outcome } from './input';
import { available } from './matching';
import { legOf } from './leg';
import type { Call, Sound, World } from './model';
import { roomOf, play } from './seating';
import { beepSound, ringSound, waitSound } from './sounds';
import { Turn } from './turn';
import { command } from './rules/commands';
import { directoryChanged } from './rules/configured';
import { due } from './rules/due';
import { promptPlayed } from './rules/flow';
import { legInvited } from './rules/inbound';
import { legAnswered, legDigit, legEnded, legHeld, legRinging, notConfirmed } from './rules/legs';
import { queueOf, serveAgent } from './rules/offers';
import { agentConnected, agentDisconnected, agentMicrophone, booted, stationGone, stationRegistered } from './rules/presence';
import { nobodyServes, takeMessage } from './rules/voicemail';

type Rules = { readonly [K in Input['on']]: (turn: Turn, input: Extract<Input, { on: K }>) => void };

const rules: Rules = {
  'leg.invited': legInvited,
  'leg.ringing': (turn, { leg, early }) => legRinging(turn, leg, early),
  'leg.answered': (turn, { leg }) => legAnswered(turn, leg),
  'leg.ended': (turn, { leg, ending }) => legEnded(turn, leg, ending),
  'leg.digit': (turn, { leg, digit, by }) => legDigit(turn, leg, digit, by ?? 'sound'),
  'leg.held': (turn, { leg, held }) => legHeld(turn, leg, held),
  // five seconds without a packet: ask the phone whether it is still there; its answer, or none, ends the leg
  'leg.silent': (turn, { leg }) => {
    if (turn.world.legs.has(leg)) turn.act({ do: 'leg.check', leg });
  },
  // one that does not talk yet gets its ports when it is answered
  'leg.broken': (turn, { leg: id }) => {
    const of = turn.world.legs.get(id);
    const call = of && turn.call(of);
    const leg = call && legOf(call, id);
    if (leg?.state === 'answered' || (leg?.asked && leg.state === 'ringing')) turn.act({ do: 'leg.heal', leg: id });
  },
  'leg.heard': () => undefined,
  played,
  'segment.started': (turn, { call: id, file, at }) => {
    const call = turn.call(id);
    if (!call || call.segments.some((s) => s.file === file)) return;
    const segment = { file, startedAt: at };
    turn.putCall({ ...call, segments: [...call.segments, segment] });
    turn.tell(call.tenant, { type: 'recording.started', call: id, segment });
  },
  'recording.failed': (turn, { call, why }) => void turn.notes.push(`recording of call ${call} failed: ${why}`),
  'station.registered': (turn, { agent, peer }) => stationRegistered(turn, agent, peer),
  'station.gone': (turn, { agent }) => stationGone(turn, agent),
  'agent.connected': agentConnected,
  'agent.disconnected': agentDisconnected,
  'agent.microphone': agentMicrophone,
  command,
  directory: (turn, { directory }) => directoryChanged(turn, directory),
  booted,
  due,
};

/** What follows a sound that ends by itself; said of a sound that was replaced meanwhile it means nothing. */
function played(turn: Turn, { call: id, leg, play: playing, missing = false }: Extract<Input, { on: 'played' }>): void {
  const call = turn.call(CallId.parse(id));
  const sound = call && legOf(call, leg) && roomOf(call, leg)?.sound;
  if (call && sound?.play.id === playing) afterSound[sound.why]?.(turn, call, leg, missing);
}

const afterSound: Readonly<Partial<Record<Sound['why'], (turn: Turn, call: Call, leg: LegId, missing: boolean) => void>>> = {
  /** ringback while a phone rings, else music */
  welcome: (turn, call, leg) => {
    const queue = queueOf(turn, call);
    if (queue) turn.putCall(play(call, leg, call.waiting ? waitSound(turn, queue) : ringSound(turn)));
  },
  voicemail: takeMessage,
  flow: promptPlayed,
  // without its words the question is a beep, and the ring time is its patience
  confirm: (turn, call, leg, missing) =>
    missing ? void turn.putCall(play(call, leg, beepSound(turn))) : notConfirmed(turn, leg),
  // a mixer that starts again is told what is played, and must not beep into the message
  beep: (turn, call, leg) => void turn.putCall(play(call, leg, null)),
};

/** Steps the world in place and answers what follows. O(log n) in agents and waiting calls. */
export function step(world: World, input: Input, now: Time): Outcome {
  const turn = new Turn(world, now);
  apply(turn, input);
  for (const id of turn.freed) {
    const agent = turn.agent(id);
    if (agent && available(world, agent)) serveAgent(turn, id);
  }
  for (const queue of turn.unattended) nobodyServes(turn, queue);
  return turn.outcome();
}

const apply = <K extends Input['on']>(turn: Turn, input: Extract<Input, { on: K }>): void =>
  (rules[input.on as K] as (turn: Turn, input: Extract<Input, { on: K }>) => void)(turn, input);

/** When the next `due` is wanted; null: nothing is pending. */
export const nextDue = (world: World): Time | null => world.agenda.first()?.rank[0] ?? null;
