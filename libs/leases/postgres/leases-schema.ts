import type { Concern } from '#postgres/concern.js';

/** Leases and turns in PostgreSQL. A lease's row stays for good: its epoch must never be had a second time. */
export const LEASES_CONCERN: Concern = {
  name: 'leases',
  steps: [
    {
      sql: `CREATE TABLE leases (
              name text PRIMARY KEY,
              epoch bigint NOT NULL,
              until timestamptz NOT NULL
            );
            CREATE TABLE turns (
              key text PRIMARY KEY,
              token uuid NOT NULL,
              until timestamptz NOT NULL
            );
            CREATE INDEX turns_by_end ON turns (until)`,
    },
  ],
};
