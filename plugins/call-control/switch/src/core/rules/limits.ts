/** The hour's limits of an agent and of a tenant: calls, and what they cost. */
import type { ErrorCode } from '@zuoxi/contracts';
import { agentSpent, tenantSpent } from '../costs';
import type { Agent } from '../model';
import type { Turn } from '../turn';

/** Why `lines` more calls may not be dialled now; null: they may. */
export function overLimit({ world, now }: Turn, { id, tenant }: Agent, lines: number): ErrorCode | null {
  if (lines === 0) return null;
  const rules = world.directory.dialling.get(tenant);
  if (!rules) return 'notAllowed';
  const { callsPerHour, costPerHour } = rules;
  const seen = [
    { spent: agentSpent(world, id, now), calls: callsPerHour.agent, cost: costPerHour.agent },
    { spent: tenantSpent(world, tenant, now), calls: callsPerHour.tenant, cost: costPerHour.tenant },
  ];
  if (seen.some(({ spent, calls }) => calls !== null && spent.calls + lines > calls)) return 'tooManyCalls';
  return seen.some(({ spent, cost }) => cost !== null && spent.cost >= cost) ? 'costLimit' : null;
}
