/** The first start of an instance with the demo: the module's own rows are there, and it is on. */
import { givenFirstRecordPlane, type RecordPlane } from '../../../tests/support/cms';

let plane: RecordPlane;
beforeAll(async () => {
  plane = await givenFirstRecordPlane({ ZUOXI_DEMO: 'true' });
}, 120_000);
afterAll(() => plane?.stop());

test('the demo enterprise has a campaign, six customers of an agent’s and a pool of six', async () => {
  const { rows } = await plane.strapi.db.connection.raw(
    `
    select t.modules::jsonb ? 'campaigns' as "isOn", count(*)::int as customers, count(k.owner_id)::int as owned,
      (select count(*)::int from campaigns_contacts n where n.tenant_id = t.id) as contacts
    from campaigns_customers k join tenants t on t.id = k.tenant_id where t.code = 'demo' group by t.id`.replace(' ? ', ' \\? '),
  );
  expect(rows).toEqual([{ isOn: true, customers: 12, owned: 6, contacts: 3 }]);
});
