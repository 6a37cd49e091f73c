/** A call comes in: from a trunk to one of our numbers, or from an agent's own phone. */
import { numberForLog, numberKey, withheldNumber } from '@zuoxi/contracts';
import type { AgentId, Cause, DirectoryNumber, LegId, Owner } from '@zuoxi/contracts';
import { isBlocked } from '../directory-index';
import type { Input } from '../input';
import type { Call, Leg } from '../model';
import { seat } from '../seating';
import { ringSound, waitSound, welcomeSound } from '../sounds';
import type { Turn } from '../turn';
import { emptyCall, trunkFull } from './call';
import { dialFrom } from './dialing';
import { endCall } from './ending';
import { canRing, offer, queueOf, serveCall } from './offers';

type Invited = Extract<Input, { on: 'leg.invited' }>;

export function legInvited(turn: Turn, input: Invited): void {
  if (turn.world.legs.has(input.leg)) return;
  if (input.source.kind === 'agent') return dialFrom(turn, input.source.agent, input.leg, input.dnis);
  // a number belongs to a trunk: nobody reaches a tenant by a foreign one (I7)
  const number = turn.world.directory.numbers.get(`${input.source.trunk}/${numberKey(input.dnis)}`);
  if (!number || number.to.kind === 'none') return refuse(turn, input, 'unknownNumber', 'customer');
  const called = [input.ani, callerOf(input)];
  if (called.some((ani) => isBlocked(turn.world.directory, number.tenant, ani, turn.now)))
    return refuse(turn, input, 'rejected', 'system');
  const trunk = turn.world.directory.trunks.get(input.source.trunk);
  if (trunk && trunkFull(turn.world, trunk)) return refuse(turn, input, 'full', 'system');
  const call = newCall(turn, input, number);
  if (number.to.kind === 'queue') return intoQueue(turn, call);
  return toAgent(turn, call, number.to.agent);
}

/** Who does not want to be known is nobody to whoever reads of the call (RFC 3323 §4.3): masking would leave four digits. */
const callerOf = ({ ani, withheld }: Invited): string => (withheld ? withheldNumber : ani);

/** The number is nobody's: a final answer to the sender, one line in the log, and the tenant of the trunk is told. */
function refuse(turn: Turn, input: Invited, cause: Cause, owner: Owner): void {
  const { leg, source, dnis } = input;
  const ani = callerOf(input);
  turn.act({ do: 'leg.end', leg, ending: { cause, owner } });
  const trunk = source.kind === 'trunk' ? source.trunk : 'none';
  turn.notes.push(`refused call ${leg} from ${numberForLog(ani)} to ${numberForLog(dnis)} over trunk ${trunk}: ${cause}`);
  const tenant = source.kind === 'trunk' ? turn.world.directory.trunks.get(source.trunk)?.tenant : null;
  if (tenant) turn.tell(tenant, { type: 'call.refused', ani, dnis, ending: { cause, owner } });
}

const customerLeg = (id: LegId, number: string, now: number): Leg => ({
  id,
  party: { kind: 'customer', number },
  way: 'in',
  peer: 'phone',
  state: 'ringing',
  early: false,
  startedAt: now,
  ringingAt: null,
  answeredAt: null,
});

function newCall(turn: Turn, input: Invited, number: DirectoryNumber): Call {
  const { now } = turn;
  const { leg, dnis, divertedFrom } = input;
  const ani = callerOf(input);
  const party = customerLeg(leg, ani, now);
  const queue = number.to.kind === 'queue' ? number.to.queue : null;
  const call = turn.putCall({
    ...emptyCall,
    id: turn.newCallId(),
    tenant: number.tenant,
    direction: 'inbound',
    ani,
    dnis,
    ...(divertedFrom?.length && { divertedFrom }),
    legs: [party],
    queue,
    trunk: number.trunk,
    startedAt: now,
    queuedAt: queue ? now : null,
  });
  turn.tell(call.tenant, { type: 'call.started', call: call.id, direction: 'inbound', ani, dnis, agent: null, subject: null });
  turn.tell(call.tenant, { type: 'leg.started', call: call.id, leg, party: party.party });
  return call;
}

/** Answered at once, so that the caller hears the welcome; an idle agent's phone rings meanwhile. */
function intoQueue(turn: Turn, call: Call): void {
  const queue = queueOf(turn, call);
  const caller = call.legs[0];
  if (!queue || !caller) return;
  const sound = queue.welcome ? welcomeSound(turn, queue.welcome) : waitSound(turn, queue);
  turn.putCall({ ...seat(call, [caller.id], sound, turn.now), waiting: { since: turn.now, priority: queue.priority } });
  turn.tell(call.tenant, { type: 'call.queued', call: call.id, queue: queue.id });
  serveCall(turn, call.id);
  turn.act({ do: 'leg.answer', leg: caller.id }); // last: the way to the agent's phone is the longer one
}

/** A direct number rings at one agent and nowhere else. */
function toAgent(turn: Turn, call: Call, id: AgentId): void {
  const agent = turn.agent(id);
  const caller = call.legs[0];
  if (!caller || !agent || !canRing(turn.world, agent)) {
    const busy = agent && agent.activity.kind !== 'idle';
    return endCall(turn, call, { cause: busy ? 'busy' : 'unreachable', owner: 'system' });
  }
  offer(turn, turn.putCall(seat(call, [caller.id], ringSound(turn), turn.now)), agent);
  turn.act({ do: 'leg.answer', leg: caller.id });
}
