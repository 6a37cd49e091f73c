/** A tenant whose every text says the same secret word: wherever that word appears to somebody else, something leaked. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runAs, service } from '@zuoxi/record-plane';
import type { RecordPlane } from './cms';
import { partUid } from './fixture-types';
import { add, loggedIn, type Tenant } from './people';
import { givenOne } from './roles';

export const secretWord = 'Kanarienvogel7';
const secretCall = 'their-call-1';
const userUid = 'plugin::users-permissions.user';
const tenantUid = 'api::tenant.tenant';

type Attribute = { type: string; enum?: string[]; relation?: string };
const values: Readonly<Record<string, (attribute: Attribute) => unknown>> = {
  string: () => secretWord,
  text: () => secretWord,
  richtext: () => secretWord,
  uid: () => secretWord,
  email: () => `${secretWord}@example.com`,
  json: () => ({ secret: secretWord }),
  enumeration: (attribute) => attribute.enum?.[0],
  boolean: () => true, // what is off is found by nobody anyway
};
const filled = (attributes: Readonly<Record<string, Attribute>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(attributes).flatMap(([name, attribute]) => {
      const value = values[attribute.type]?.(attribute);
      return value === undefined ? [] : [[name, value]];
    }),
  );

export type Secrets = {
  /** every id that the tenant's rows have, documents' and primary keys', by the wire name of their type */
  ids: Readonly<Record<string, string[]>>;
  /** an address that shows the tenant's file to whoever has it */
  fileUrl: string;
};

/** One row of every type that has a tenant, one of every plain table, a file, and an account that made some of them by the front door. */
export async function givenSecrets(plane: RecordPlane, tenant: Tenant): Promise<Secrets> {
  const { strapi } = plane;
  const ids: Record<string, string[]> = {};
  const keep = (name: string, made: { id: unknown; documentId?: unknown }): void =>
    void (ids[name] ??= []).push(String(made.documentId ?? made.id), String(made.id));
  const system = <T>(work: () => Promise<T>): Promise<T> => runAs({ as: 'system' }, work);

  const admin = await givenOne(plane, tenant, 'admin', '9001', { displayName: secretWord, nickname: secretWord });
  keep('account', { id: admin.row, documentId: admin.id });
  keep('tenant', { id: tenant.row, documentId: tenant.id });
  const part = await add(plane, partUid, { tenant: tenant.row, name: secretWord });
  const { jwt } = await loggedIn(plane, admin);
  const asked = () => ({ Authorization: `Bearer ${jwt}` });
  const field = { type: 'everything', name: 'secret', label: { zh: secretWord, en: secretWord }, of: { kind: 'text' } };
  await plane.request().post('/api/workbench/fields').set(asked()).send(field).expect(201);
  const everything = await plane
    .request()
    .post('/api/workbench/data/everything')
    .set(asked())
    .send({
      values: {
        name: secretWord,
        parts: [part.id],
        main: part.id,
        address: { city: secretWord, street: secretWord },
        lines: [{ text: secretWord, part: part.id }],
        zone: [{ __component: 'fixture.address', city: secretWord }],
        custom: { secret: secretWord },
      },
    });
  if (everything.status !== 201) throw new Error(JSON.stringify(everything.body));
  keep('everything', everything.body.data);
  const file = await plane
    .request()
    .post('/api/workbench/files')
    .set(asked())
    .attach('file', Buffer.from(secretWord), `${secretWord}.txt`)
    .expect(201);
  keep('file', file.body.data);

  // after the front door: a row of settings that says nothing but the word breaks what reads it
  for (const [uid, type] of Object.entries(strapi.contentTypes)) {
    const attributes: Record<string, Attribute> = { ...type.attributes };
    const { tenant: owner, ...rest } = attributes;
    if (!owner || uid === userUid || uid === tenantUid) continue;
    const data = { ...filled(rest), tenant: owner.type === 'relation' ? tenant.row : tenant.id };
    keep(type.info.singularName, await system(() => strapi.db.query(uid as typeof userUid).create({ data })));
  }
  await system(() => strapi.db.query(tenantUid).update({ where: { id: tenant.row }, data: { name: secretWord } }));

  await service(strapi, 'audit').write({
    tenant: tenant.id,
    actor: admin.id,
    act: secretWord,
    target: secretWord,
    details: { secretWord },
  });
  await system(async () => {
    const event = { tenant: tenant.id, shard: '1', seq: 1, at: 1, call_id: secretCall, type: secretWord, fact: { secretWord } };
    await strapi.db.connection('switch_events').insert(event);
    await strapi.db
      .connection('call_agents')
      .insert({ tenant: tenant.id, agent: admin.id, call_id: secretCall, started_at: new Date(), type: secretWord });
  });
  // as the media library of Strapi's panel would leave it
  const folder = join(plane.instance.paths.uploads, 'uploads');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), secretWord);
  ids.call = [secretCall];
  return { ids, fileUrl: file.body.data.url };
}

/** All that the tenant has, as PostgreSQL shows it to the tenant alone. */
export function everythingOf(plane: RecordPlane, tenant: Tenant): Promise<Record<string, unknown[]>> {
  const knex = plane.strapi.db.connection;
  return runAs({ as: 'tenant', tenant: tenant.id, row: tenant.row }, async () => {
    const { rows }: { rows: { name: string }[] } = await knex.raw(
      `select c.relname as name from pg_policy p join pg_class c on c.oid = p.polrelid where p.polname = 'zuoxi_tenant' order by 1`,
    );
    const all: Record<string, unknown[]> = {};
    for (const { name } of rows) all[name] = (await knex.raw('select * from ?? t order by t::text', [name])).rows;
    return all;
  });
}
