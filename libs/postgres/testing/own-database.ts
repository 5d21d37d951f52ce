import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { Concern } from '../concern.js';
import type { PostgresOptions } from '../connection.js';
import { openPostgres, type Postgres } from '../postgres.js';
import { TEST_POSTGRES } from './test-postgres.js';

/** Schemas in the test server that nobody else uses. */
export interface OwnSchemas {
  readonly prefix: string;
  /** One more program that has them open; closed with `remove` if it was not before. */
  open(options?: Partial<PostgresOptions>): Promise<Postgres>;
  /** Asks as an operator does, over a connection of its own. */
  ask<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Closes what is open, and drops the schemas. */
  remove(): Promise<void>;
}

/** Begins with schemas that are not there yet. */
export function ownSchemas(concerns: readonly Concern[]): OwnSchemas {
  const prefix = `test_${randomBytes(6).toString('hex')}`;
  const opened: Postgres[] = [];
  const ask = async <Row extends object>(sql: string, parameters: readonly unknown[] = []) => {
    const client = new Client({ connectionString: TEST_POSTGRES });
    await client.connect();
    try {
      return (await client.query<Row>(sql, [...parameters])).rows;
    } finally {
      await client.end();
    }
  };
  return {
    prefix,
    ask,
    async open(options = {}) {
      const database = await openPostgres({
        url: TEST_POSTGRES,
        prefix,
        concerns,
        connections: 4,
        ...options,
      });
      opened.push(database);
      return database;
    },
    async remove() {
      await Promise.all(opened.map((each) => each.close()));
      const schemas = await ask<{ nspname: string }>(
        'SELECT nspname FROM pg_namespace WHERE starts_with(nspname, $1)',
        [`${prefix}_`],
      );
      for (const { nspname } of schemas) await ask(`DROP SCHEMA ${nspname} CASCADE`);
    },
  };
}
