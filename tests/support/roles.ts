/** Accounts with a role, by what the role is made from. */
import type { RoleBase } from '@zuoxi/contracts';
import type { RecordPlane } from './cms';
import { add, givenAgent, type Agent, type RowRef, type Tenant } from './people';

export const givenRole = (
  plane: RecordPlane,
  tenant: Tenant,
  base: RoleBase,
  code: string = base,
  permissions?: object,
): Promise<RowRef> =>
  add(plane, 'plugin::accounts.role', { tenant: tenant.row, name: code, code, base, ...(permissions && { permissions }) });

/** An agent with a built-in role of that base, made for the occasion. */
export async function givenOne(
  plane: RecordPlane,
  tenant: Tenant,
  base: RoleBase,
  number: string,
  more: Record<string, unknown> = {},
): Promise<Agent> {
  const role = await givenRole(plane, tenant, base, `${base}${number}`);
  return givenAgent(plane, tenant, number, { role: role.row, ...more });
}
