import type { Row } from './row.js';
import type { TableShape } from './table-shape.js';

/** A statement and all it needs, so that it can be made in one thread and run in another. */
export interface Statement {
  readonly sql: string;
  readonly parameters?: readonly unknown[];
  /** What a COPY reads. */
  readonly input?: Uint8Array<ArrayBuffer>;
}

/** The plain bulk insert a database is fastest with. */
export type Insertion = (into: string, shape: TableShape, rows: readonly Row[]) => Statement;

/** Statements within one transaction. */
export interface Session {
  query<Found extends object>(sql: string, parameters?: readonly unknown[]): Promise<Found[]>;
  /** Several statements without parameters. */
  run(sql: string): Promise<void>;
  /** One statement whose rows nobody asks for. */
  execute(statement: Statement): Promise<void>;
  /** What readers see moves with this transaction: those in other processes are told. */
  moved(): void;
}

/** Where read models are kept: PGlite or PostgreSQL, one SQL dialect. */
export interface Database {
  /** The schema read models live in; also the only one on the search path. */
  readonly schema: string;
  /** Whether tables skip the write-ahead log, because an unclean stop is answered with a rebuild anyway. */
  readonly unlogged: boolean;
  /** Whether nobody else vacuums and analyses. */
  readonly selfCare: boolean;
  readonly insertion: Insertion;
  /**
   * Takes the right to write for this process; false while another one has it.
   * `onLost` is called when it is lost without having been given back.
   */
  acquire(lockName: string, onLost: (error: Error) => void): Promise<boolean>;
  release(): Promise<void>;
  /** Runs read-write work; transactions run one at a time. */
  transaction<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** One read-only statement. */
  read<Found extends object>(sql: string, parameters?: readonly unknown[]): Promise<Found[]>;
  /** One statement outside any transaction (VACUUM). */
  maintain(sql: string): Promise<void>;
  close(): Promise<void>;
}

/** SQLSTATE of a database error, when it is one. */
export function sqlState(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

/**
 * Whether the database refused the data itself (value, constraint, row too large): only then is an event poison.
 * Anything else (connection, disk, memory) would come again with any event and is an outage.
 */
export function refusesRows(error: unknown): boolean {
  return /^(21|22|23|54)/.test(sqlState(error) ?? '');
}
