import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { busy, failureOf, SchemaTooNew } from './errors.js';
import type { OpenFile, Result } from './messages.js';
import type { Statement } from './statement.js';

const DONE: Result = { changes: [] };
const TIMEOUT_MS = 5000;

/** The writing connection of one file: commits several callers' statements with one fsync. */
export class GroupWriter {
  private readonly db: DatabaseSync;
  private readonly prepared = new Map<string, StatementSync>();

  constructor({ file, schema, secureDelete }: OpenFile) {
    this.db = new DatabaseSync(file, { timeout: TIMEOUT_MS });
    try {
      this.db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
      this.db.exec(`PRAGMA secure_delete = ${secureDelete ? 'ON' : 'OFF'}`);
      this.migrate(file, schema);
    } catch (error) {
      this.db.close();
      throw error;
    }
  }

  /** Commits all calls together; a call that fails leaves nothing behind and does not touch the others. */
  commit(calls: readonly (readonly Statement[])[]): Result[] {
    try {
      return this.together(calls);
    } catch (error) {
      if (calls.length === 1) return [{ failed: failureOf(error) }];
      // What undid the whole transaction may be one call's fault (a deferred rule, a ROLLBACK clause): each on its own.
      return calls.flatMap((call) => this.commit([call]));
    }
  }

  /** Moves the write-ahead log into the file and empties it, so that no deleted content stays in it; waits for nobody. */
  truncate(): Result {
    try {
      this.db.exec('PRAGMA busy_timeout = 0');
      const done = this.db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { readonly busy: number };
      return done.busy === 0
        ? DONE
        : { failed: busy('a reader keeps its write-ahead log from being emptied') };
    } catch (error) {
      return { failed: failureOf(error) };
    } finally {
      this.db.exec(`PRAGMA busy_timeout = ${TIMEOUT_MS}`);
    }
  }

  /** Leaves all in the one file, so that a copy of it alone is whole. */
  close(): Result {
    try {
      // The last connection would do this by itself; one that only reads may still be open.
      this.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      return DONE;
    } catch (error) {
      return { failed: failureOf(error) };
    } finally {
      this.db.close();
    }
  }

  private together(calls: readonly (readonly Statement[])[]): Result[] {
    // One that could not even be rolled back, for lack of space, would be in the way of all that follow.
    if (this.db.isTransaction) this.db.exec('ROLLBACK');
    this.db.exec('BEGIN IMMEDIATE');
    try {
      const results = calls.map((call) => this.apart(call));
      this.db.exec('COMMIT');
      return results;
    } catch (error) {
      if (this.db.isTransaction) this.db.exec('ROLLBACK');
      throw error;
    }
  }

  private apart(statements: readonly Statement[]): Result {
    this.db.exec('SAVEPOINT call');
    try {
      const changes = statements.map(({ sql, params = [] }) =>
        Number(this.statement(sql).run(...params).changes),
      );
      this.db.exec('RELEASE call');
      return { changes };
    } catch (error) {
      if (!this.db.isTransaction) throw error;
      this.db.exec('ROLLBACK TO call; RELEASE call');
      return { failed: failureOf(error) };
    }
  }

  private statement(sql: string): StatementSync {
    let statement = this.prepared.get(sql);
    if (!statement) {
      statement = this.db.prepare(sql);
      this.prepared.set(sql, statement);
    }
    return statement;
  }

  private migrate(file: string, schema: readonly string[]): void {
    const row = this.db.prepare('PRAGMA user_version').get() as { readonly user_version: number };
    if (row.user_version > schema.length) throw new SchemaTooNew(file);
    for (const [index, step] of schema.entries()) {
      if (index < row.user_version) continue;
      this.db.exec(`BEGIN IMMEDIATE; ${step}; PRAGMA user_version = ${index + 1}; COMMIT`);
    }
  }
}
