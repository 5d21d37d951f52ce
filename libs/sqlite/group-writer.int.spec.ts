import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DatabaseSync } from 'node:sqlite';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GroupWriter } from './group-writer.js';

const SCHEMA = [
  `CREATE TABLE parents (id INTEGER PRIMARY KEY) STRICT;
   CREATE TABLE items (
     id INTEGER PRIMARY KEY,
     parent INTEGER REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED
   ) STRICT`,
];
const insert = (id: number) => ({ sql: 'INSERT INTO items (id) VALUES (?)', params: [id] });

describe('a group of writes', () => {
  let folder: string;
  let file: string;
  let writer: GroupWriter;
  const ids = () => {
    const reader = new DatabaseSync(file, { readOnly: true });
    const rows = reader.prepare('SELECT id FROM items ORDER BY id').all();
    reader.close();
    return rows.map(({ id }) => id);
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tilsagn-'));
    file = join(folder, 'group.sqlite');
    writer = new GroupWriter({ file, schema: SCHEMA, secureDelete: false });
  });
  afterEach(() => {
    writer.close();
    rmSync(folder, { recursive: true });
  });

  it('answers each call with the rows it changed', () => {
    expect(
      writer.commit([
        [insert(1), insert(2)],
        [{ sql: 'UPDATE items SET parent = NULL' }, { sql: 'DELETE FROM items WHERE id = 9' }],
      ]),
    ).toEqual([{ changes: [1, 1] }, { changes: [2, 0] }]);
  });

  it('undoes the whole of a failing call and nothing of the others', () => {
    const [first, second, third] = writer.commit([[insert(1)], [insert(2), insert(1)], [insert(3)]]);
    expect(first).toEqual({ changes: [1] });
    expect(second).toEqual({ failed: expect.objectContaining({ kind: 'statement' }) });
    expect(third).toEqual({ changes: [1] });
    expect(ids()).toEqual([1, 3]);
  });

  it('keeps the others when one call would make the commit itself fail', () => {
    const orphan = { sql: 'INSERT INTO items (id, parent) VALUES (2, 404)' };
    const results = writer.commit([[insert(1)], [orphan], [insert(3)]]);
    expect(results.map((result) => 'failed' in result)).toEqual([false, true, false]);
    expect(ids()).toEqual([1, 3]);
  });

  it('keeps the others when one call rolls the transaction back', () => {
    const lifting = { sql: 'INSERT OR ROLLBACK INTO items (id) VALUES (1)' };
    const [first, second, third] = writer.commit([[insert(1)], [lifting], [insert(3)]]);
    expect([first, third]).toEqual([{ changes: [1] }, { changes: [1] }]);
    expect(second).toMatchObject({ failed: { message: expect.stringContaining('UNIQUE') } });
    expect(ids()).toEqual([1, 3]);
  });

  it('is on disk in full before it is answered', () => {
    const synchronous = (writer as unknown as { readonly db: DatabaseSync }).db
      .prepare('PRAGMA synchronous')
      .get();
    expect(synchronous).toEqual({ synchronous: 2 });
  });
});
