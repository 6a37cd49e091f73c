/**
 * What a PostgreSQL of the house must be like. Row-level security is the second lock between enterprises, and binds neither a superuser nor a role with BYPASSRLS: such
 * a role is refused before anything starts, by the doctor, and by the record plane itself.
 */
import type { DatabaseConnection } from '@zuoxi/contracts/environment';
import { askDatabase } from '../health/ask-database';

export type Trouble = { found: string; cure: string };
export type Database = { version: string; size: string; encoding: string; unbound: boolean; creates: boolean; now: Date };

const least = 13;
const sql = `select current_setting('server_version') as version, pg_size_pretty(pg_database_size(current_database())) as size,
    pg_encoding_to_char(encoding) as encoding, now() as now,
    (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as unbound,
    has_schema_privilege('public', 'CREATE') and has_database_privilege(current_database(), 'CREATE') as creates
  from pg_database where datname = current_database()`;

export const nameOf = ({ host, port, database, user }: DatabaseConnection): string =>
  `database ${database} of role ${user} on ${host}:${port}`;

/** Rejects where it cannot be reached. */
export async function lookAt(to: DatabaseConnection): Promise<Database> {
  const found = await askDatabase<Database>(to, sql);
  if (!found) throw new Error('it knows no database of that name');
  return found;
}

const role = ({ user, database }: DatabaseConnection): string =>
  `CREATE ROLE ${user} LOGIN PASSWORD '…' NOSUPERUSER NOBYPASSRLS; CREATE DATABASE ${database} OWNER ${user} ENCODING 'UTF8' TEMPLATE template0;`;

/** What is wrong with it; null: nothing. */
export function judge(to: DatabaseConnection, { version, encoding, unbound, creates }: Database): Trouble | null {
  if (unbound)
    return {
      found: `role ${to.user} is a superuser or has BYPASSRLS: no wall between enterprises would hold it`,
      cure: `Give Zuoxi an ordinary role that owns its database: ${role(to)}`,
    };
  if (parseInt(version, 10) < least)
    return { found: `PostgreSQL ${version} is older than ${least}`, cure: `Give it PostgreSQL ${least} or newer.` };
  if (encoding !== 'UTF8') return { found: `database ${to.database} is in ${encoding}`, cure: `Make it in UTF-8: ${role(to)}` };
  if (!creates)
    return {
      found: `role ${to.user} may not make tables in ${to.database}`,
      cure: `ALTER DATABASE ${to.database} OWNER TO ${to.user}; ALTER SCHEMA public OWNER TO ${to.user};`,
    };
  return null;
}

/** Why it could not be reached, and what to do. */
export function unreachable(to: DatabaseConnection, error: unknown): Trouble {
  const why = error instanceof Error ? error.message || error.name : String(error);
  const cures: readonly (readonly [RegExp, string])[] = [
    [/password authentication|no password/, 'Role and password in ZUOXI_DATABASE_URL must be those of PostgreSQL.'],
    [
      /certificate|altname|self.signed/i,
      'ZUOXI_CA_FILE names the certificate of the authority that signed the server’s; the host in the URL must be in it.',
    ],
    [/no encryption|SSL|TLS/i, 'The server’s pg_hba.conf and `?sslmode=` of ZUOXI_DATABASE_URL must agree.'],
    [/ENOENT/, 'ZUOXI_CA_FILE names no file.'],
    [/EACCES/, 'ZUOXI_CA_FILE must be readable by the user who runs Zuoxi.'],
    [/does not exist/, `Make it: ${role(to)}`],
  ];
  const cure =
    cures.find(([words]) => words.test(why))?.[1] ??
    'Look whether it runs and lets this machine in; ZUOXI_DATABASE_URL says where.';
  return { found: `cannot use ${nameOf(to)}: ${why}`, cure };
}
