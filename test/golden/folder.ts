import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { projectFile } from '#hosting/project-file.js';
import type { GoldenRecord } from './record.js';

const FOLDERS = 'test/golden';
const ENDING = '.br';
const RECORD = 'record.json';

/** What is made anew at every start, or belongs to the process that held the folder. */
const NOT_KEPT = /^(?:read-models|lock|attachments\/incoming)/;

/** Paths of the golden folders there are, by name. */
export function goldenFolders(): ReadonlyMap<string, string> {
  const root = projectFile(FOLDERS);
  const found = readdirSync(root, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name === RECORD)
    .map(({ parentPath }) => [relative(root, parentPath), parentPath] as const);
  return new Map(found.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Where a golden folder of a name lies. */
export function goldenFolder(name: string): string {
  return join(projectFile(FOLDERS), name);
}

/** Packs the files of a data folder that no process holds. */
export function packData(data: string, golden: string): void {
  const packed = join(golden, 'files');
  rmSync(packed, { recursive: true, force: true });
  for (const file of filesIn(data)) {
    if (NOT_KEPT.test(file) || isJournal(file)) continue;
    if (file.endsWith('.sqlite')) fold(join(data, file));
    const to = join(packed, `${file}${ENDING}`);
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, compressed(readFileSync(join(data, file))));
  }
}

/** Unpacks them, readable by their owner only. */
export function unpackData(golden: string, data: string): void {
  const packed = join(golden, 'files');
  for (const file of filesIn(packed)) {
    const to = join(data, file.slice(0, -ENDING.length));
    mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
    writeFileSync(to, brotliDecompressSync(readFileSync(join(packed, file))), { mode: 0o600 });
  }
}

/** Writes JSON, compressed. */
export function writeJson(golden: string, name: string, content: unknown): void {
  writeFileSync(
    join(golden, `${name}.json${ENDING}`),
    compressed(Buffer.from(`${JSON.stringify(content, null, 1)}\n`)),
  );
}

/** Reads it. */
export function readJson(golden: string, name: string): unknown {
  return JSON.parse(
    brotliDecompressSync(readFileSync(join(golden, `${name}.json${ENDING}`))).toString('utf8'),
  );
}

/** What is said of a golden folder in the clear. */
export function readRecord(golden: string): GoldenRecord {
  return JSON.parse(readFileSync(join(golden, RECORD), 'utf8')) as GoldenRecord;
}

/** Says it. */
export function writeRecord(golden: string, record: GoldenRecord): void {
  writeFileSync(join(golden, RECORD), `${JSON.stringify(record, null, 2)}\n`);
}

/** With a window that sees the whole of it: answers and events repeat each other over long distances. */
function compressed(bytes: Uint8Array): Uint8Array {
  const params = {
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return brotliCompressSync(bytes, { params });
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
    .toSorted();
}

function isJournal(file: string): boolean {
  return /\.sqlite-(?:wal|shm|journal)$/.test(file);
}

/** What stands in the write-ahead log goes into the file itself: nothing of the content changes. */
function fold(file: string): void {
  const db = new DatabaseSync(file);
  try {
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
}
