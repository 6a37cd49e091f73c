/** Agent and other side are seated together: the offer is confirmed, the record gets its start, the recording begins. */
import { isAgent, livingLegs } from '../leg';
import type { Agent, Call, Leg } from '../model';
import { seat } from '../seating';
import type { Turn } from '../turn';

export function connect(turn: Turn, call: Call, legs: readonly Leg[]): void {
  const { now, world } = turn;
  const records = world.directory.tenants.get(call.tenant)?.recording ?? false;
  const talking = seat(
    call,
    legs.map((l) => l.id),
    null,
    now,
  );
  turn.putCall({
    ...talking,
    waiting: null,
    returning: null,
    talkingAt: call.talkingAt ?? now,
    recording: call.recording ?? (records ? { name: recordingName(call, now), paused: false } : null),
  });
  for (const leg of legs) {
    const agent = leg.party.kind === 'agent' ? turn.agent(leg.party.agent) : undefined;
    if (agent) talks(turn, agent, call, leg);
  }
}

function talks(turn: Turn, agent: Agent, call: Call, leg: Leg): void {
  if (agent.activity.kind === 'offered')
    turn.tell(call.tenant, { type: 'offer.ended', call: call.id, leg: leg.id, agent: agent.id, result: 'answered' });
  turn.putAgent({ ...agent, activity: { kind: 'talking', call: call.id, leg: leg.id } });
}

/** `<tenant>/<yyyy>/<mm>/<dd>/<call id>`: found by the record, never guessed from outside; the plane that serves it checks the right. */
export function recordingName(call: Call, now: number): string {
  const [year = '', month = '', day = ''] = new Date(now).toISOString().slice(0, 10).split('-');
  return [call.tenant, year, month, day, call.id].join('/').replace(/\./g, '_');
}

export const agentLegIn = (call: Call, agent: Agent): Leg | undefined =>
  livingLegs(call).findLast((l) => isAgent(l.party, agent.id));
