import type { Concern } from '#postgres/concern.js';

/**
 * Keys in PostgreSQL, wrapped. The row of an erased key is gone; its id stays in `erased`, so that an erasure can be
 * told from a database that lacks the key. Erasures that are asked for are numbered one after the other, in the order
 * in which they can be seen, so that a cache can say up to which of them it has dropped what it held.
 */
export const KEYS_CONCERN: Concern = {
  name: 'keys',
  steps: [
    {
      sql: `CREATE TABLE keys (
              kid text PRIMARY KEY,
              reference text NOT NULL UNIQUE,
              wrapped bytea NOT NULL,
              master text NOT NULL,
              erasing bigint,
              erasing_until timestamptz
            );
            CREATE INDEX keys_by_master ON keys (master, kid);
            CREATE INDEX keys_being_erased ON keys (erasing) WHERE erasing IS NOT NULL;
            CREATE TABLE erased (
              kid text PRIMARY KEY,
              at timestamptz NOT NULL DEFAULT clock_timestamp(),
              vacuumed boolean NOT NULL DEFAULT false
            );
            CREATE INDEX erased_and_not_vacuumed ON erased (at) WHERE NOT vacuumed;
            CREATE TABLE erasures_asked (sole boolean PRIMARY KEY DEFAULT true CHECK (sole), last bigint NOT NULL);
            INSERT INTO erasures_asked (last) VALUES (0);
            CREATE TABLE key_caches (
              id uuid PRIMARY KEY,
              until timestamptz NOT NULL,
              seen bigint NOT NULL
            );
            CREATE TABLE secrets (
              name text PRIMARY KEY,
              wrapped bytea NOT NULL,
              master text NOT NULL
            );
            CREATE TABLE key_notes (name text PRIMARY KEY, text text NOT NULL)`,
    },
  ],
};

/** A key as the table keeps it. */
export interface KeyRow {
  readonly kid: string;
  readonly wrapped: Buffer;
  readonly master: string;
  /** Its erasure was asked for: as the how-manieth. */
  readonly erasing: number | null;
}

/** What a key is wrapped for. */
export function keyPlace(kid: string): string {
  return `key:${kid}`;
}

/** What a secret is wrapped for. */
export function secretPlace(name: string): string {
  return `secret:${name}`;
}
