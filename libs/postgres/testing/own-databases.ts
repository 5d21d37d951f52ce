import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { TEST_POSTGRES } from './test-postgres.js';

/** Databases in the test server that nobody else uses. */
export interface OwnDatabases {
  /** URL of the one of this name, which is made. */
  make(name: string): Promise<string>;
  /** Drops them all, whoever is still connected. */
  remove(): Promise<void>;
}

/** Begins with none. */
export function ownDatabases(): OwnDatabases {
  const prefix = `test_${randomBytes(6).toString('hex')}`;
  const made: string[] = [];
  return {
    async make(name) {
      const database = `${prefix}_${name}`;
      await ask(`CREATE DATABASE ${database}`);
      made.push(database);
      const url = new URL(TEST_POSTGRES);
      url.pathname = `/${database}`;
      return url.href;
    },
    async remove() {
      for (const database of made.splice(0)) await ask(`DROP DATABASE ${database} WITH (FORCE)`);
    },
  };
}

async function ask(sql: string): Promise<void> {
  const client = new Client({ connectionString: TEST_POSTGRES });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
