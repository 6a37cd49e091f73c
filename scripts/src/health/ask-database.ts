import type { DatabaseConnection } from '@zuoxi/contracts/environment';
import { Client, type QueryResultRow } from 'pg';

const patienceMs = 3000;

/** The first row of a query. Rejects as pg does, after three seconds at most. */
export async function askDatabase<R extends QueryResultRow>(to: DatabaseConnection, sql: string): Promise<R | undefined> {
  const client = new Client({ ...to, connectionTimeoutMillis: patienceMs, query_timeout: patienceMs });
  client.on('error', () => undefined); // a connection cut while it closes
  try {
    await client.connect();
    return (await client.query<R>(sql)).rows[0];
  } finally {
    await client.end().catch(() => undefined); // never connected
  }
}
