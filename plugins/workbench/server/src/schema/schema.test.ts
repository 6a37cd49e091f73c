/** The schema against a running Strapi with a type of every kind. */
import { WorkbenchSchema } from '@zuoxi/contracts';
import { givenRecordPlane, type RecordPlane } from '../../../../../tests/support/cms';
import { addFixtureTypes } from '../../../../../tests/support/fixture-types';
import { givenTenant, loggedIn, type Tenant } from '../../../../../tests/support/people';
import { givenOne } from '../../../../../tests/support/roles';

let plane: RecordPlane;
let one: Tenant;
let jwt: string;
beforeAll(async () => {
  plane = await givenRecordPlane({}, addFixtureTypes);
  one = await givenTenant(plane, 'one');
  ({ jwt } = await loggedIn(plane, await givenOne(plane, one, 'admin', '1001')));
}, 60_000);
afterAll(() => plane?.stop());

const ask = async (token: string) => {
  const { body } = await plane
    .request()
    .get('/api/workbench/schema')
    .set({ Authorization: `Bearer ${token}` })
    .expect(200);
  return WorkbenchSchema.parse(body);
};

test('every attribute type of Strapi has a kind, and every type opens as a list', async () => {
  const { types } = await ask(jwt);
  const everything = types.find(({ name }) => name === 'everything');
  expect(everything?.fields.map(({ path, of }) => `${path} ${of.kind}`).join(', ')).toBe(
    'name text, code text, mobile phone, note longText, article richText, body blocks, email email, secret password, slug uid, ' +
      'amount integer, big bigInteger, ratio decimal, price decimal, day date, hour time, at datetime, stamp datetime, done boolean, ' +
      'level choice, extra json, picture file, papers file, main relation, parts relation, single relation, several relation, ' +
      'address component, lines component, zone zone, createdAt datetime, updatedAt datetime, owner relation, group relation',
  );
  for (const { name } of types)
    await plane
      .request()
      .get(`/api/workbench/data/${name}`)
      .set({ Authorization: `Bearer ${jwt}` })
      .expect(200);
});
