import { Client } from 'pg';
import { quoted } from '#projections/quoted.js';
import { asking } from './outage.js';

/** Milliseconds for a connection that is to be had. */
const CONNECTED_WITHIN = 10_000;

/** Makes databases on a server, in the order of their names; answers the URL of each. @throws StorageUnavailable */
export async function makeDatabases(server: string, names: readonly string[]): Promise<string[]> {
  await onServer(server, names, (name) => `CREATE DATABASE ${name}`);
  return names.map((name) => {
    const url = new URL(server);
    url.pathname = `/${name}`;
    return url.href;
  });
}

/** Drops them, whoever is still connected. @throws StorageUnavailable */
export function dropDatabases(server: string, names: readonly string[]): Promise<void> {
  return onServer(server, names, (name) => `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

async function onServer(server: string, names: readonly string[], sqlOf: (name: string) => string) {
  const client = new Client({ connectionString: server, connectionTimeoutMillis: CONNECTED_WITHIN });
  // Its end is told by the query that is under way.
  client.on('error', () => undefined);
  await asking('PostgreSQL', async () => {
    try {
      await client.connect();
      for (const name of names) await client.query(sqlOf(quoted(name)));
    } finally {
      await client.end().catch(() => undefined);
    }
  });
}
