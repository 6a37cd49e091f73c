/** An agent's own leg: how it is made and dialled, at the desk or on the mobile. The one place that knows the difference. */
import type { AgentId } from '@zuoxi/contracts';
import { perMinuteOf } from '../dialling';
import type { Call, Leg } from '../model';
import type { OwnPhone } from '../mobile';
import type { Turn } from '../turn';
import { callerShown } from './call';

/** What a leg to that number costs the agent's tenant. */
export function priced({ world }: Turn, agent: AgentId, number: string): Pick<Leg, 'perMinute'> {
  const tenant = world.agents.get(agent)?.tenant;
  const rules = tenant && world.directory.dialling.get(tenant);
  const perMinute = rules ? perMinuteOf(rules, number) : 0;
  return perMinute > 0 ? { perMinute } : {};
}

export const ownLeg = (turn: Turn, agent: AgentId, phone: OwnPhone): Leg => ({
  id: turn.newLegId(),
  party: { kind: 'agent', agent },
  way: 'out',
  ...(phone.kind === 'mobile'
    ? { peer: 'phone', line: phone.line.trunk.id, ...priced(turn, agent, phone.line.number) }
    : { peer: phone.peer }),
  state: 'dialing',
  startedAt: turn.now,
  ringingAt: null,
  answeredAt: null,
});

/** `auto`: the desk answers by itself. `caller`: what the desk shows, where it is not simply the other side. */
export function dialOwn(
  turn: Turn,
  call: Call,
  leg: Leg,
  agent: AgentId,
  phone: OwnPhone,
  auto: boolean,
  caller?: ReturnType<typeof callerShown>,
): void {
  const dial = { do: 'leg.dial', call: call.id, leg: leg.id } as const;
  if (phone.kind === 'mobile') {
    const { trunk, number, shown } = phone.line;
    return turn.act({ ...dial, to: { kind: 'trunk', trunk, number }, caller: { number: shown, name: '' } });
  }
  turn.act({
    ...dial,
    to: { kind: 'agent', agent, peer: phone.peer, auto },
    caller: caller ?? callerShown(turn.world, call, agent),
  });
}
