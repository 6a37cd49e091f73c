import { misunderstood } from './misunderstood';
import { route } from './route';

const label = { zh: '回访', en: 'Visits' };
const run = (): Promise<unknown> => Promise.resolve(undefined);

test('a plugin that the contract understands is told nothing', () => {
  const rights = { types: { agent: { visit: { read: 'own' } } }, actions: { assign: { label, roles: ['leader'] } } } as const;
  const routes = [
    route({ method: 'GET', path: '/', run }),
    route({ method: 'POST', path: '/assign', needs: 'visits.assign', run }),
    route({ method: 'GET', path: '/all', needs: 'export', run }),
  ];
  expect(misunderstood({ name: 'visits', label, types: { visit: { schema: {} } }, rights, routes })).toEqual([]);
});

test('what it does not understand is named: a part of another contract, an action and a type that nobody declares', () => {
  const old = { name: 'visits', label, permissions: {}, rights: { types: { agent: { customer: { read: 'all' } } } } } as const;
  const routes = [route({ method: 'POST', path: '/assign', needs: 'visits.assign', run })];
  expect(misunderstood({ ...old, routes })).toEqual([
    'permissions is no part of a plugin',
    'POST /assign needs visits.assign, which rights.actions does not declare',
    'rights.types names customer, which is no type of the plugin',
  ]);
});
