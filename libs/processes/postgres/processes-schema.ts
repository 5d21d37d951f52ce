import type { Concern } from '#postgres/concern.js';

/** What process managers must not forget, in PostgreSQL. */
export const PROCESSES_CONCERN: Concern = {
  name: 'processes',
  steps: [
    {
      sql: `CREATE TABLE checkpoints (
              log_id text NOT NULL,
              name text NOT NULL,
              position text NOT NULL,
              PRIMARY KEY (log_id, name)
            );
            CREATE TABLE timers (
              seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              id text NOT NULL UNIQUE,
              due_at timestamptz NOT NULL,
              kind text NOT NULL,
              payload text NOT NULL,
              correlation_id text,
              causation_id text,
              taken_by uuid,
              taken_until timestamptz
            );
            CREATE INDEX timers_due ON timers (due_at, seq);
            CREATE TABLE parked_keys (
              log_id text NOT NULL,
              reaction text NOT NULL,
              key text NOT NULL,
              attempts integer NOT NULL,
              error text NOT NULL,
              since text NOT NULL,
              retry_at text NOT NULL,
              PRIMARY KEY (log_id, reaction, key)
            );
            CREATE TABLE parked_events (
              seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              log_id text NOT NULL,
              reaction text NOT NULL,
              key text NOT NULL,
              id text NOT NULL,
              type text NOT NULL,
              stream text NOT NULL,
              revision bigint NOT NULL,
              position text NOT NULL,
              UNIQUE (log_id, reaction, id)
            )`,
    },
    { sql: 'CREATE INDEX timers_by_kind ON timers (kind, seq)' },
  ],
};
