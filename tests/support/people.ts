/** Tenants and agents in a running record plane, made as an operator would make them. */
import type { UID } from '@strapi/strapi';
import { LoginReply, type AgentId, type TenantId } from '@zuoxi/contracts';
import { runAs } from '@zuoxi/record-plane';
import type { RecordPlane } from './cms';

export type RowRef = { row: number; id: string };

export function add(plane: RecordPlane, uid: string, data: Record<string, unknown>): Promise<RowRef> {
  return runAs({ as: 'system' }, async () => {
    const { id, documentId } = await plane.strapi.documents(uid as UID.ContentType).create({ data });
    return { row: Number(id), id: documentId };
  });
}

export type Tenant = { row: number; id: TenantId; code: string };
export async function givenTenant(plane: RecordPlane, code: string): Promise<Tenant> {
  const { row, id } = await add(plane, 'api::tenant.tenant', { code, name: `企业 ${code}` });
  return { row, id: id as TenantId, code };
}

/** D15: what an enterprise of before has, or one that wants it so. */
export const classes = {
  password_min: 8,
  password_max: 20,
  password_digits: true,
  password_letters: true,
  password_symbols: true,
  password_screened: false,
};

export const password = 'Richtig-123';
/** An agent serves in a group, or could not log in (LOG-02): one of its own unless `more` names some. */
export type Agent = { row: number; id: AgentId; number: string; tenant: Tenant };
export async function givenAgent(
  plane: RecordPlane,
  tenant: Tenant,
  number: string,
  more: Record<string, unknown> = {},
): Promise<Agent> {
  const groups = more.groups ?? [(await add(plane, 'api::group.group', { tenant: tenant.row, name: `组 ${number}` })).row];
  const data = { tenant: tenant.row, groups, number, displayName: `坐席 ${number}`, password, ...more };
  const { row, id } = await add(plane, 'plugin::users-permissions.user', data);
  return { row, id: id as AgentId, number, tenant };
}

export async function loggedIn(plane: RecordPlane, agent: Agent): Promise<LoginReply> {
  const { body } = await plane
    .request()
    .post('/api/accounts/login')
    .send({ tenant: agent.tenant.code, number: agent.number, password })
    .expect(200);
  return LoginReply.parse(body);
}
