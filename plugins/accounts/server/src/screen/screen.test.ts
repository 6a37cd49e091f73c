/** LOG-33 in the audit log, against a running Strapi. */
import { Doors, refusal } from '../../../../../tests/support/doors';
import { givenRecordPlane, type RecordPlane } from '../../../../../tests/support/cms';
import { givenAgent, givenTenant, loggedIn, password, type Agent } from '../../../../../tests/support/people';

let plane: RecordPlane;
let doors: Doors;
let agent: Agent;
beforeAll(async () => {
  plane = await givenRecordPlane();
  doors = new Doors(plane);
  agent = await givenAgent(plane, await givenTenant(plane, 'one'), '1001');
}, 60_000);
afterAll(() => plane?.stop());

test('LOG-33 a screen that is locked, unlocked, or refused to open is in the audit log', async () => {
  const { jwt } = await loggedIn(plane, agent);
  expect((await doors.post('lock', { reason: 'away' }, jwt)).status).toBe(204);
  for (let i = 0; i < 2; i++)
    expect(refusal(await doors.post('unlock', { password: 'no' }, jwt))).toEqual([401, 'wrongCredentials']);
  expect((await doors.post('unlock', { password }, jwt)).status).toBe(204);
  const entries: { act: string; details: string }[] = await plane.strapi.db
    .connection('audit_log')
    .where({ tenant: agent.tenant.id, actor: agent.id })
    .whereIn('act', ['screen.locked', 'screen.unlocked', 'unlock.refused'])
    .orderBy('n')
    .select('act', 'details');
  expect(entries.map(({ act, details }) => [act, JSON.parse(details).reason])).toEqual([
    ['screen.locked', 'away'],
    ['unlock.refused', 'wrongCredentials'], // the second within the minute is counted
    ['screen.unlocked', undefined],
  ]);
  expect(refusal(await doors.post('lock', { reason: 'a\r\nb' }, jwt))).toEqual([400, 'badRequest']);
  expect(refusal(await doors.post('lock', { reason: 'away' }))).toEqual([401, 'notSignedIn']);
});
