import { createHash } from 'node:crypto';
import type { Database } from './database.js';
import type { Model } from './model.js';
import type { Column } from './table-shape.js';
import type { TableRows } from './table-rows.js';

/** Blocks (8 kB) hashed by one statement, so that queries get their turn on a database that answers one at a time. */
const BLOCKS = 500;

interface Sums {
  readonly count: number;
  readonly content: readonly [string, string];
  readonly result: readonly [string, string];
}

/** Hashes of a model's rows whatever their order, in constant memory, the same on PGlite and PostgreSQL. */
export async function hashesOf(
  database: Database,
  model: Model,
): Promise<{ readonly contentHash: string; readonly resultHash: string }> {
  const content = createHash('sha256');
  const result = createHash('sha256');
  for (const rows of model.tables.values()) {
    const sums = await sumsOf(database, rows);
    content.update(`${rows.shape.name} ${sums.count} ${sums.content.join(' ')}\n`);
    result.update(`${rows.shape.name} ${sums.count} ${sums.result.join(' ')}\n`);
  }
  return { contentHash: content.digest('hex'), resultHash: result.digest('hex') };
}

/** A row's hash is 64 bits of its text under each of two seeds; the sum over all rows has no order. */
async function sumsOf(database: Database, { shape, physical }: TableRows) {
  const [size] = await database.read<{ blocks: number }>(
    `SELECT pg_relation_size($1::text::regclass) / current_setting('block_size')::bigint AS blocks`,
    [physical],
  );

  let count = 0;
  const totals = [0n, 0n, 0n, 0n];
  for (let from = 0; from < (size?.blocks ?? 0); from += BLOCKS) {
    const [slice] = await database.read<Sums>(`
      SELECT count(*) AS count,
        json_build_array(${sum('content', 0)}, ${sum('content', 1)}) AS content,
        json_build_array(${sum('result', 0)}, ${sum('result', 1)}) AS result
      FROM (
        SELECT ${text(shape.columns)} AS content,
          ${text(shape.columns.filter(({ volatile }) => !volatile))} AS result
        FROM ${physical} WHERE ctid >= '(${from},0)'::tid AND ctid < '(${from + BLOCKS},0)'::tid) AS hashed`);
    if (!slice) continue;
    count += slice.count;
    [...slice.content, ...slice.result].forEach((part, index) => {
      totals[index] = totals[index]! + BigInt(part);
    });
  }
  const [c0, c1, r0, r1] = totals.map(String) as [string, string, string, string];
  return { count, content: [c0, c1], result: [r0, r1] } satisfies Sums;
}

function text(columns: readonly Column[]): string {
  return `ROW(${columns.map(({ sql }) => sql).join(', ')})::text COLLATE "C"`;
}

function sum(of: string, seed: number): string {
  return `coalesce(sum(hashtextextended(${of}, ${seed})), 0)::text`;
}
