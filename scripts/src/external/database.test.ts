import type { DatabaseConnection } from '@zuoxi/contracts/environment';
import { judge, unreachable, type Database } from './database';
import { redisTrouble } from './redis';

const to: DatabaseConnection = { host: 'db.house', port: 5432, user: 'zx', password: 'hidden', database: 'zuoxi', ssl: false };
const good: Database = { version: '15.4', size: '9 MB', encoding: 'UTF8', unbound: false, creates: true, now: new Date() };

it('an ordinary role with a database of its own is all that is wanted', () => {
  expect(judge(to, good)).toBeNull();
});

it.each([
  [{ unbound: true }, /superuser or has BYPASSRLS/, /CREATE ROLE zx .*NOSUPERUSER NOBYPASSRLS/],
  [{ version: '12.9' }, /older than 13/, /13 or newer/],
  [{ encoding: 'SQL_ASCII' }, /is in SQL_ASCII/, /ENCODING 'UTF8'/],
  [{ creates: false }, /may not make tables/, /OWNER TO zx/],
] as const)('%j is refused with what to do', (wrong, found, cure) => {
  const trouble = judge(to, { ...good, ...wrong });
  expect(trouble?.found).toMatch(found);
  expect(trouble?.cure).toMatch(cure);
});

it.each([
  ['password authentication failed for user "zx"', /must be those of PostgreSQL/],
  ['self-signed certificate in certificate chain', /ZUOXI_CA_FILE/],
  ["Hostname/IP does not match certificate's altnames", /ZUOXI_CA_FILE/],
  ['The server does not support SSL connections', /sslmode=/],
  ['no pg_hba.conf entry for host "10.0.0.9", user "zx", database "zuoxi", no encryption', /pg_hba\.conf/],
  ['database "zuoxi" does not exist', /CREATE DATABASE zuoxi OWNER zx/],
  ['connect ECONNREFUSED 10.0.0.9:5432', /whether it runs/],
])('%s', (why, cure) => {
  const trouble = unreachable(to, new Error(why));
  expect(trouble.found).toContain(why);
  expect(trouble.cure).toMatch(cure);
  expect(trouble.found + trouble.cure).not.toContain('hidden');
});

it.each([
  ['WRONGPASS invalid username-password pair', /User and password/],
  ['NOAUTH Authentication required.', /User and password/],
  ['ERR DB index is out of range', /database that Redis has/],
  ['read ECONNRESET', /rediss:/],
  ['connect ETIMEDOUT', /whether it runs/],
])('Redis: %s', (why, cure) => {
  expect(redisTrouble({ host: 'queue.house', port: 6379, db: 0 }, new Error(why)).cure).toMatch(cure);
});
