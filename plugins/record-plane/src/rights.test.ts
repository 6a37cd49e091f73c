import type { Core } from '@strapi/strapi';
import { builtinPermissions, Permissions } from '@zuoxi/contracts';
import { allBases, basePermissions, declareRights, pluginActions } from './rights';

/** Rights are kept by the running Strapi that they are declared to. */
const given = (): Core.Strapi => ({}) as Core.Strapi;
const label = { zh: '派单', en: 'Assign' };

test('TEN-03 a plugin says what roles begin with for its own types; what it does not say is not allowed', () => {
  const strapi = given();
  declareRights(strapi, 'visits', { types: { agent: { visit: { read: 'own' } } } });
  expect(basePermissions(strapi, 'agent').types.visit).toEqual({
    create: false,
    read: 'own',
    update: 'none',
    delete: 'none',
    fields: {},
  });
  expect(basePermissions(strapi, 'leader')).toEqual(builtinPermissions.leader);
});

test('TEN-04 an action of a plugin is the roles’ that it names, and the admins’; it is stored by the plugin’s name', () => {
  const strapi = given();
  expect(basePermissions(strapi, 'leader').actions).not.toContain('visits.assign');
  declareRights(strapi, 'visits', { actions: { assign: { label, roles: ['leader'] } } });
  const has = Object.entries(allBases(strapi)).flatMap(([base, { actions }]) =>
    actions.includes('visits.assign') ? [base] : [],
  );
  expect(has).toEqual(['admin', 'leader']);
  expect(pluginActions(strapi)).toEqual([{ name: 'visits.assign', label }]);
  expect(Permissions.parse(JSON.parse(JSON.stringify(basePermissions(strapi, 'leader'))))).toEqual(
    basePermissions(strapi, 'leader'),
  );
});
