/** Requests that a stranger might make: every route there is, with every foreign id in every place, and the questions that lists are asked. */
import type { Core } from '@strapi/strapi';
import { routesOf, type Step } from './stranger';

const params = /:([A-Za-z]+)(?:\([^)]*\))?\??/g;
const wildcard = /\(\.\*\)|\(\(\?!uploads\/\)\.\+\)|\/:path\*/g;

/** As Strapi's and ours speak; `q` is the start of the word that must not be found. */
const questions = (q: string, tenant: string, ids: readonly string[]): string[] =>
  [
    { search: q },
    { _q: q },
    { populate: '*' },
    { populate: 'deep', sort: 'id:desc', status: 'draft', locale: 'all' },
    { 'filters[tenant][id][$notNull]': 'true', 'filters[$or][0][id][$gt]': '0', 'pagination[limit]': '-1' },
    { fields: '*', 'populate[tenant][populate]': '*' },
    { tenant, 'where[tenant]': tenant },
    { filter: JSON.stringify([{ field: 'name', op: 'contains', value: q }]) },
    { filter: JSON.stringify([{ field: 'tenant', op: 'eq', value: tenant }]) },
    { filter: JSON.stringify([{ field: 'owner', op: 'in', value: ids }]) },
    { filter: JSON.stringify([{ field: 'custom.secret', op: 'contains', value: q }]), limit: '200' },
    { sort: JSON.stringify({ field: 'tenant', order: 'asc' }) },
    { after: Buffer.from(JSON.stringify([null, 0])).toString('base64url') },
    { role: ids[0] ?? '', agent: ids[0] ?? '', user: ids[0] ?? '' },
  ].map((query) => new URLSearchParams(Object.entries(query)).toString());

type Foreign = {
  tenant: string;
  types: readonly string[];
  ids: Readonly<Record<string, string[]>>;
  word: string;
  ticket: string;
};

const wireName = (uid: string, name: string): string => (uid === 'plugin::users-permissions.user' ? 'account' : name);
type Link = { type: string; target?: string };

/** Wherever a body may name a row, it names a foreign one; by the relations and files that the path's type has. */
function bodies(strapi: Core.Strapi, type: string, foreign: Foreign): unknown[] {
  const all = Object.values(foreign.ids).flat();
  const [id = ''] = all;
  const known = Object.entries(strapi.contentTypes).find(([uid, one]) => wireName(uid, one.info.singularName) === type)?.[1];
  const attributes: Record<string, Link> = { ...known?.attributes };
  const links = Object.entries(attributes).flatMap(([name, link]) => {
    if (link.type !== 'relation' && link.type !== 'media') return [];
    const target = strapi.contentTypes[(link.target ?? 'plugin::upload.file') as 'plugin::upload.file'];
    const ids = (target && foreign.ids[wireName(target.uid, target.info.singularName)]) ?? [];
    return ids.slice(0, 1).flatMap((theirs) => [{ [name]: theirs }, { [name]: [theirs] }]);
  });
  return [
    {},
    { values: { name: 'x' } },
    { values: { tenant: foreign.tenant } },
    ...links.map((link) => ({ values: { name: 'walked', ...link } })),
    { values: { name: 'walked', lines: [{ text: 'x', part: foreign.ids.part?.[0] }] } },
    { action: 'delete', ids: foreign.ids[type] ?? all },
    { action: 'update', ids: foreign.ids[type] ?? all, values: { name: 'x' } },
    { data: { name: 'walked', tenant: foreign.tenant } },
    { status: 'success' },
    { id, ids: all, tenant: foreign.tenant, account: id, call: id, agent: id, file: id, role: id },
  ];
}

/** Where a path names a type, the ids are that type's; else all. */
function filled(path: string, foreign: Foreign): { path: string; type: string }[] {
  const all = Object.values(foreign.ids).flat();
  const choices = (name: string, type: string): readonly string[] => {
    if (name === 'type') return [type];
    if (name === 'ticket') return [foreign.ticket, ...all.slice(0, 3)];
    if (name === 'layer') return ['tenant', 'role', 'user'];
    if (name === 'channel') return ['sms', 'email'];
    return path.includes(':type') ? (foreign.ids[type] ?? all.slice(0, 2)) : all;
  };
  const types = path.includes(':type') ? foreign.types : [''];
  return types.flatMap((type) => {
    const names = [...path.matchAll(params)].map(([, name = '']) => name);
    const firsts = names.map((name) => choices(name, type));
    // one parameter at a time is enough: the others keep their first value
    const most = Math.max(1, ...firsts.map((values) => values.length));
    return Array.from({ length: most }, (_, i) => {
      let at = 0;
      const made = path.replace(wildcard, 'secret.txt').replace(params, () => {
        const values = firsts[at++] ?? [];
        return encodeURIComponent(values[i % values.length] ?? 'x');
      });
      return { path: made, type };
    });
  });
}

/** By route. */
export function stepsOf(strapi: Core.Strapi, foreign: Foreign): Map<string, Step[]> {
  const all = Object.values(foreign.ids).flat();
  const asking = questions(foreign.word.slice(0, -2), foreign.tenant, all);
  const steps = new Map<string, Step[]>();
  for (const { method, path: route } of routesOf(strapi)) {
    if (!route.startsWith('/') || route.includes('([^/]*)')) continue;
    const paths = filled(route, foreign);
    const asked = paths.flatMap(({ path, type }, i): Step[] => {
      if (method !== 'GET')
        return (route.startsWith('/api/') ? bodies(strapi, type, foreign) : [{}]).map((body) => ({ method, path, body }));
      const every = i === 0 || (route.includes(':type') && !route.includes(':id'));
      return [{ method, path }, ...(every ? asking : []).map((words) => ({ method, path: `${path}?${words}` }))];
    });
    steps.set(`${method} ${route}`, asked);
  }
  return steps;
}
