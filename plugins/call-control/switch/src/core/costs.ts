/**
 * What agents and tenants dial and pay. Calls count when they are dialled, their cost when they end, by started minutes. What runs now is known for a tenant
 * without looking at its calls: a sum of prices, and of prices times beginnings.
 */
import type { AgentId, TenantId, Time } from '@zuoxi/contracts';
import { spend, spent, type Spent } from './hour';
import { alive, legOf } from './leg';
import type { Agent, Call, Leg, World } from './model';

const minuteMs = 60_000;

/** Since when the carrier counts; a mobile that was picked up costs before its key is pressed. */
export const paidFrom = (leg: Leg): Time | null =>
  leg.perMinute && alive(leg) ? (leg.answeredAt ?? (leg.asked ? leg.ringingAt : null)) : null;

/** Adds the call's running legs to what its tenant pays, or takes them off. */
export function countRunning(world: World, call: Call, by: 1 | -1): void {
  for (const leg of call.legs) {
    const from = paidFrom(leg);
    if (from === null) continue;
    const { legs, price, begun } = world.running.get(call.tenant) ?? { legs: 0, price: 0, begun: 0 };
    const perMinute = leg.perMinute ?? 0;
    if (legs + by === 0)
      world.running.delete(call.tenant); // with it whatever adding and taking off left behind the comma
    else world.running.set(call.tenant, { legs: legs + by, price: price + by * perMinute, begun: begun + by * perMinute * from });
  }
}

/** As if every running minute were over. */
function runningCost(world: World, tenant: TenantId, now: Time): number {
  const { price, begun } = world.running.get(tenant) ?? { price: 0, begun: 0 };
  return (price * now - begun) / minuteMs + price;
}

const agentKey = (id: AgentId): string => `agent/${id}`;
const tenantKey = (id: TenantId): string => `tenant/${id}`;

function book(world: World, tenant: TenantId, agent: AgentId | undefined, now: Time, more: Spent): void {
  for (const key of [tenantKey(tenant), ...(agent ? [agentKey(agent)] : [])])
    world.hours.set(key, spend(world.hours.get(key), now, more));
}

export const countDialled = (world: World, { id, tenant }: Agent, calls: number, now: Time): void => {
  if (calls > 0) book(world, tenant, id, now, { calls, cost: 0 });
};

const agentOf = ({ party }: Leg): AgentId | undefined => (party.kind === 'agent' ? party.agent : undefined);

/** Legs that ended between the two are paid: by the agent whose mobile it is, or who dialled. */
export function chargeEnded(world: World, before: Call, after: Call | undefined, now: Time): void {
  for (const leg of before.legs) {
    const from = paidFrom(leg);
    const next = after && legOf(after, leg.id);
    if (from === null || (next && alive(next))) continue;
    const dialler = agentOf(leg) ?? before.legs.map(agentOf).find((id) => id !== undefined);
    const cost = Math.ceil(Math.max(1, now - from) / minuteMs) * (leg.perMinute ?? 0);
    book(world, before.tenant, dialler, now, { calls: 0, cost });
  }
}

export const agentSpent = (world: World, id: AgentId, now: Time): Spent => spent(world.hours.get(agentKey(id)), now);

export function tenantSpent(world: World, id: TenantId, now: Time): Spent {
  const { calls, cost } = spent(world.hours.get(tenantKey(id)), now);
  return { calls, cost: cost + runningCost(world, id, now) };
}

/** Of those whom the directory no longer names nothing is kept. */
export function forgetSpent(world: World): void {
  const { agents, tenants } = world.directory;
  const named = new Set([...[...agents.keys()].map(agentKey), ...[...tenants.keys()].map(tenantKey)]);
  for (const key of world.hours.keys()) if (!named.has(key)) world.hours.delete(key);
}
