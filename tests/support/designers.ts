/** An enterprise whose admin makes fields and views, one of its agents, and the admin of another: with the fixture types. */
import type { CustomField } from '@zuoxi/contracts';
import { givenRecordPlane, type RecordPlane } from './cms';
import { addFixtureTypes } from './fixture-types';
import { givenAgent, givenTenant, type Tenant } from './people';
import { givenOne, givenRole } from './roles';
import { givenClient, type Client } from './workbench-client';

export let plane: RecordPlane;
export let one: Tenant;
export let admin: Client;
export let stranger: Client;
export let agent: Client;
export let agentRole: string;

/** In `beforeAll`; `plane.stop` in `afterAll`. One a test file. */
export async function givenDesigners(): Promise<void> {
  plane = await givenRecordPlane({}, addFixtureTypes);
  one = await givenTenant(plane, 'one');
  const two = await givenTenant(plane, 'two');
  admin = await givenClient(plane, await givenOne(plane, one, 'admin', '1001'));
  stranger = await givenClient(plane, await givenOne(plane, two, 'admin', '2001'));
  const role = await givenRole(plane, one, 'agent', 'seat');
  agentRole = role.id;
  agent = await givenClient(plane, await givenAgent(plane, one, '1101', { role: role.row }));
}

export const label = (zh: string) => ({ zh, en: zh });
export const field = (name: string, of: object, more: object = {}) => ({
  type: 'everything',
  name,
  label: label(name),
  of,
  ...more,
});
export const makeField = async (client: Client, given: object): Promise<CustomField & { id: string }> => {
  const { status, body } = await client.send('post', '/fields').send(given);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.data;
};
