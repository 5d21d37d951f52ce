import { types as parsersOfPg, type ClientConfig, type CustomTypesConfig } from 'pg';
import type { ConnectionOptions } from 'node:tls';
import { quoted } from '#projections/quoted.js';
import type { Concern } from './concern.js';
import { schemaOf } from './migrations.js';

/** Where a database is, and what may take how long. */
export interface PostgresOptions {
  readonly url: string;
  /** What is kept there; the tables of each lie in the schema `<prefix>_<name>`. */
  readonly concerns: readonly Concern[];
  /** `tilsagn` when left out. */
  readonly prefix?: string;
  /** TLS for every connection, the server's certificate checked; as the URL says when left out. */
  readonly tls?: Pick<ConnectionOptions, 'ca' | 'cert' | 'key' | 'servername'>;
  /** Connections at most; 10 when left out. */
  readonly connections?: number;
  /** Milliseconds for one statement, and for a connection that is to be had; 15 000 and 10 000 when left out. */
  readonly statementMs?: number;
  readonly connectionMs?: number;
}

const STATEMENT_MS = 15_000;
const CONNECTION_MS = 10_000;

/** A transaction whose program has stopped must not hold up others: the server ends it. */
const IDLE_MS = 5_000;

/** How much longer than the server one waits for an answer: the server may be silent. */
const GRACE_MS = 2_000;

const INT8 = 20;
const DATE = 1082;

/** Counts are numbers, a calendar date stays as it is written. */
const parsers: { readonly [oid: number]: (text: string) => unknown } = {
  [INT8]: Number,
  [DATE]: (text) => text,
};
const types: CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    parsers[oid] ?? (parsersOfPg.getTypeParser(oid, format) as (text: string) => unknown),
};

/** The prefix of the schemas. */
export function prefixOf({ prefix = 'tilsagn' }: PostgresOptions): string {
  return prefix;
}

/** How one connection is made. */
export function connectionTo(options: PostgresOptions): ClientConfig {
  const { url, concerns, tls, statementMs = STATEMENT_MS, connectionMs = CONNECTION_MS } = options;
  const path = concerns.map((concern) => quoted(schemaOf(prefixOf(options), concern))).join(',');
  const settings = [
    `search_path=${path}`,
    'TimeZone=UTC',
    'DateStyle=ISO',
    // What is said to be done is on the disk.
    'synchronous_commit=on',
    `statement_timeout=${statementMs}`,
    `lock_timeout=${statementMs}`,
    `idle_in_transaction_session_timeout=${IDLE_MS}`,
  ];
  return {
    connectionString: url,
    application_name: 'tilsagn',
    connectionTimeoutMillis: connectionMs,
    query_timeout: statementMs + GRACE_MS,
    keepAlive: true,
    types,
    ...(tls === undefined ? {} : { ssl: { ...tls, rejectUnauthorized: true } }),
    options: settings.map((setting) => `-c ${setting}`).join(' '),
  };
}
