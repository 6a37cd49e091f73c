/**
 * A list of the workbench with a million rows in one tenant, among others: a page with filter and sort over HTTP against the bare SQL for the same rows, and
 * against Strapi's own find behind the same door. One client, one request after the other, server and client in one process.
 */
import { once } from 'node:events';
import { connect } from 'node:net';
import { factories, type Core, type UID } from '@strapi/strapi';
import { ListReply } from '@zuoxi/contracts';
import type { Bench } from '@zuoxi/scripts/bench';
import { runAs } from '@zuoxi/record-plane';
import { median } from './support/cpu';
import { openRecordPlane, type Plane } from './support/record-plane';

const rows = { big: 1_000_000, other: 200_000 };
const rounds = 9;
const requests = 30;
const settling = 10;
const uid = 'api::sample.sample';
const perPage = 10;
const farPage = 2000;

const sample = {
  kind: 'collectionType',
  collectionName: 'samples',
  info: { singularName: 'sample', pluralName: 'samples', displayName: 'Sample' },
  options: { draftAndPublish: false },
  pluginOptions: { workbench: true },
  attributes: {
    name: { type: 'string', required: true, pluginOptions: { workbench: { search: true } } },
    code: { type: 'string' },
    amount: { type: 'integer', pluginOptions: { workbench: { index: true } } },
    level: { type: 'enumeration', enum: ['low', 'middle', 'high'] },
    note: { type: 'text' },
    done: { type: 'boolean' },
    day: { type: 'date' },
  },
};

/** Strapi's own list of it, through the same middleware as ours. */
function addSample(strapi: Core.Strapi): void {
  const own = { auth: false, middlewares: ['plugin::accounts.signed-in'] };
  strapi.get('apis').add('sample', {
    contentTypes: { sample: { schema: sample } },
    controllers: {
      sample: factories.createCoreController(uid as UID.ContentType),
      nothing: { get: (ctx: { body: unknown }) => void (ctx.body = {}) },
    },
    services: { sample: factories.createCoreService(uid as UID.ContentType) },
    routes: {
      sample: {
        type: 'content-api',
        routes: [
          { method: 'GET', path: '/samples', handler: 'sample.find', config: own },
          { method: 'GET', path: '/nothing', handler: 'nothing.get', config: { auth: false } },
        ],
      },
    },
  });
}

async function fill({ strapi, sql }: Plane): Promise<{ admin: number; tenant: number }> {
  const make = (type: string, data: object): Promise<{ id: number }> =>
    runAs({ as: 'system' }, async () => {
      const { id } = await strapi.documents(type as UID.ContentType).create({ data });
      return { id: Number(id) };
    });
  const tenants: number[] = [];
  for (const code of ['aaa', 'big', 'zzz']) tenants.push((await make('api::tenant.tenant', { code, name: code })).id);
  const [before = 0, tenant = 0, after = 0] = tenants;
  const role = await make('plugin::accounts.role', { tenant, name: 'admin', code: 'bench', base: 'admin' });
  const group = await make('api::group.group', { tenant, name: 'group' });
  const account = { tenant, number: '1001', displayName: 'Admin', password: 'Richtig-123', role: role.id, groups: [group.id] };
  const { id: admin } = await make('plugin::users-permissions.user', account);
  for (const [of, count, owner] of [
    [before, rows.other, null],
    [tenant, rows.big, admin],
    [after, rows.other, null],
  ] as const)
    await sql.query(`select set_config('app.tenant', '*', false)`).then(() =>
      sql.query(
        `insert into samples (document_id, name, code, amount, level, note, done, day, created_at, updated_at, published_at, tenant_id, owner_id, group_id)
       select 's' || $1::int || 'x' || lpad(i::text, 20, '0'), 'Name ' || md5(i::text), 'C' || i, (i::bigint * 7919) % 1000003,
         (array['low', 'middle', 'high'])[1 + i % 3], 'note ' || i, i % 2 = 0, date '2026-01-01' + i % 300,
         timestamp '2026-01-01' + i * interval '1 second', now(), now(), $1, $3, $4 from generate_series(1, $2::int) i`,
        [of, count, owner, owner === null ? null : group.id],
      ),
    );
  await sql.query('vacuum analyze samples');
  return { admin, tenant };
}

const bench: Bench = async () => {
  const plane = await openRecordPlane(addSample);
  try {
    const { admin, tenant } = await fill(plane);
    const get = await client(plane.url, await plane.token(admin));
    const query = (given: Record<string, unknown>): string =>
      new URLSearchParams(
        Object.fromEntries(Object.entries(given).map(([k, v]) => [k, typeof v === 'object' ? JSON.stringify(v) : String(v)])),
      ).toString();
    const filter = [{ field: 'level', op: 'eq', value: 'high' }];
    const sort = { field: 'amount', order: 'desc' };
    const ours = `/api/workbench/data/sample?${query({ filter, sort, limit: perPage })}`;
    const newest = (more: object): string => `/api/workbench/data/sample?${query({ limit: perPage, ...more })}`;

    const bare = (): Promise<unknown> =>
      plane.sql.query(
        `select document_id, name, code, amount, level, note, done, day, created_at, updated_at, owner_id, group_id from samples
         where tenant_id = $1 and level = $2 order by amount desc, id desc limit 10`,
        [tenant, 'high'],
      );
    const strapis = '/api/samples?filters[level][$eq]=high&sort=amount:desc&pagination[pageSize]=10';
    const far = await cursorAt(get, (farPage - 1) * perPage);

    /** What ran before leaves its heap and its pages behind; a few requests settle that. */
    const timed = async (work: () => Promise<unknown>): Promise<number> => {
      for (let i = 0; i < settling; i++) await work();
      const began = performance.now();
      for (let i = 0; i < requests; i++) await work();
      return (performance.now() - began) / requests;
    };
    const kinds = {
      bare,
      ours: () => get(ours),
      strapi: () => get(strapis),
      first: () => get(newest({})),
      far: () => get(newest({ after: far })),
      jumped: () => get(newest({ skip: (farPage - 1) * perPage })),
      search: () => get(newest({ search: 'a3f9c1' })),
      count: () => get(`/api/workbench/data/sample/count?${query({ filter })}`),
      schema: () => get('/api/workbench/schema'),
      me: () => get('/api/accounts/me'),
      empty: () => get('/api/nothing'),
    };
    type Kind = keyof typeof kinds;
    const names = Object.keys(kinds) as Kind[];
    for (const kind of names) await timed(kinds[kind]);
    const times = new Map<Kind, number[]>(names.map((kind) => [kind, []]));
    for (let round = 0; round < rounds; round++)
      for (const kind of round % 2 ? [...names].reverse() : names) times.get(kind)?.push(await timed(kinds[kind]));
    const of = (kind: Kind): number[] => times.get(kind) ?? [];
    const ratio = (a: Kind, b: Kind): number => median(of(a).map((ms, i) => ms / (of(b)[i] ?? ms)));
    const row = (what: string, kind: Kind, floor?: Kind, goal?: string) => ({
      what,
      value: median(of(kind)),
      unit: 'ms',
      ...(floor && { floor: median(of(floor)), ratio: ratio(kind, floor) }),
      ...(goal && { goal }),
    });
    return {
      name: 'list',
      rows: [
        row('page with filter and sort over HTTP / bare SQL', 'ours', 'bare', '≤ 10×'),
        {
          what: 'the same without the door (who asks, may they) / bare SQL',
          value: median(of('ours')) - median(of('me')),
          unit: 'ms',
          floor: median(of('bare')),
          ratio: median(of('ours').map((ms, i) => (ms - (of('me')[i] ?? 0)) / (of('bare')[i] ?? ms))),
        },
        row("the same / Strapi's find over HTTP", 'ours', 'strapi', '≤ 0.5×'),
        row(`page ${farPage} / page 1`, 'far', 'first', '≤ 1.5×'),
        row(`jump to page ${farPage} / page 1`, 'jumped', 'first'),
        row('search in a text of a million rows', 'search'),
        row('count of 333,333 rows (stops at 10,000)', 'count'),
        row('whole schema', 'schema'),
        row('who am I (the door alone)', 'me'),
        row('an empty answer of Strapi over HTTP, and the same / bare SQL', 'empty', 'bare'),
        { what: 'queries for a page', value: await queries(plane, kinds.ours), unit: '', goal: 'O(1)' },
        { what: 'queries for the schema', value: await queries(plane, kinds.schema), unit: '', goal: 'O(1)' },
        { what: 'queries of the door alone', value: await queries(plane, kinds.me), unit: '', goal: 'O(1)' },
      ],
    };
  } finally {
    await plane.close();
  }
};

/** One connection that is kept, and as little of a client as there can be: what is measured is the server. One request at a time. */
async function client(url: string, token: string): Promise<(path: string) => Promise<unknown>> {
  const { hostname, port, host } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await once(socket, 'connect');
  return (path) =>
    new Promise((done, fail) => {
      const parts: Buffer[] = [];
      const listen = (part: Buffer): void => {
        const heard = Buffer.concat([...parts, part]);
        parts.splice(0, parts.length, heard);
        const head = heard.indexOf('\r\n\r\n');
        const top = heard.toString('latin1', 0, Math.max(head, 0));
        const length = /^content-length: (\d+)/im.exec(top)?.[1];
        if (head < 0 || (length !== undefined && heard.length < head + 4 + Number(length))) return;
        socket.removeListener('data', listen);
        if (length === undefined) return fail(new Error(`${path}: an answer of unknown length`));
        const text = heard.toString('utf8', head + 4);
        if (top.startsWith('HTTP/1.1 200 ')) done(JSON.parse(text));
        else fail(new Error(`${path}: ${top.split('\r\n', 1)[0] ?? ''} ${text}`));
      };
      socket.on('data', listen);
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\n\r\n`);
    });
}

/** Where page after page leads. */
async function cursorAt(get: (path: string) => Promise<unknown>, row: number): Promise<string> {
  let after = '';
  for (let at = 0; at < row;) {
    const limit = Math.min(200, row - at);
    const { next } = ListReply.parse(await get(`/api/workbench/data/sample?limit=${limit}${after && `&after=${after}`}`));
    if (!next) throw new Error('the list ends early');
    after = next;
    at += limit;
  }
  return after;
}

async function queries({ strapi }: Plane, work: () => Promise<unknown>): Promise<number> {
  let seen = 0;
  const count = (): void => void seen++;
  strapi.db.connection.on('query', count);
  await work();
  strapi.db.connection.removeListener('query', count);
  return seen;
}

export default bench;
