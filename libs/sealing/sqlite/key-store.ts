import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { type DurableSqlite, openDurable } from '#platform/sqlite/durable-sqlite.js';
import { type Key, type KeyStore, UnknownKey } from '../key-store.js';
import { keyedHash } from '../keyed-hash.js';
import { Lru } from '../lru.js';

/** An erased key leaves its id, so that an erasure can be told from a lost file. */
const SCHEMA = [
  `CREATE TABLE keys (
     kid TEXT PRIMARY KEY,
     reference TEXT UNIQUE,
     key BLOB,
     CHECK ((key IS NULL) = (reference IS NULL))
   ) STRICT;
   CREATE TABLE secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT`,
];
const KEY_BYTES = 32;
const CACHED = 20_000;

type KeyRow = { readonly kid: string; readonly key: Uint8Array };

/** Keys in a SQLite file of their own, readable by its owner only. */
export class SqliteKeyStore implements KeyStore {
  /** By the reference itself: in memory only, and an HMAC for each use costs more than the sealing. */
  private readonly byReference: Lru<Key>;
  private readonly byId: Lru<KeyObject>;

  /** Opens or makes the file. @throws StorageUnavailable, SchemaTooNew */
  static async open(file: string, cached = CACHED): Promise<SqliteKeyStore> {
    const db = await openDurable({ file, schema: SCHEMA, secureDelete: true });
    return new SqliteKeyStore(db, await secretIn(db, 'key-references'), cached);
  }

  private constructor(
    private readonly db: DurableSqlite,
    private readonly referenceSecret: Buffer,
    cached: number,
  ) {
    this.byReference = new Lru(cached);
    this.byId = new Lru(cached);
  }

  keyFor(reference: string): Promise<Key> {
    const known = this.byReference.get(reference) ?? this.read(reference);
    return known ? Promise.resolve(known) : this.make(reference);
  }

  keyById(kid: string): KeyObject | undefined {
    const cached = this.byId.get(kid);
    if (cached) return cached;
    const row = this.db.get('SELECT key FROM keys WHERE kid = ?', kid);
    if (!row) throw new UnknownKey(kid);
    return row['key'] instanceof Uint8Array ? this.keep(kid, row['key']) : undefined;
  }

  async erase(reference: string): Promise<void> {
    const mark = this.mark(reference);
    const row = this.row(mark);
    await this.db.write([
      { sql: 'UPDATE keys SET reference = NULL, key = NULL WHERE reference = ?', params: [mark] },
    ]);
    this.byReference.delete(reference);
    if (row) this.byId.delete(row.kid);
    await this.db.truncateLog();
  }

  secret(name: string): Promise<Buffer> {
    return secretIn(this.db, name);
  }

  close(): Promise<void> {
    return this.db.close();
  }

  private async make(reference: string): Promise<Key> {
    const mark = this.mark(reference);
    for (;;) {
      await this.db.write([
        {
          sql: 'INSERT INTO keys (kid, reference, key) VALUES (?, ?, ?) ON CONFLICT (reference) DO NOTHING',
          params: [randomBytes(12).toString('base64url'), mark, randomBytes(KEY_BYTES)],
        },
      ]);
      // Read back: another writer's key may have been first, or an erasure have followed in the same commit.
      const key = this.read(reference, mark);
      if (key) return key;
    }
  }

  private read(reference: string, mark = this.mark(reference)): Key | undefined {
    const row = this.row(mark);
    if (!row) return undefined;
    const key = { kid: row.kid, key: this.keep(row.kid, row.key) };
    this.byReference.set(reference, key);
    return key;
  }

  private row(mark: string): KeyRow | undefined {
    return this.db.get('SELECT kid, key FROM keys WHERE reference = ?', mark) as KeyRow | undefined;
  }

  private keep(kid: string, bytes: Uint8Array): KeyObject {
    const key = createSecretKey(bytes);
    this.byId.set(kid, key);
    return key;
  }

  private mark(reference: string): string {
    return keyedHash(this.referenceSecret, reference);
  }
}

async function secretIn(db: DurableSqlite, name: string): Promise<Buffer> {
  const select = () => db.get('SELECT value FROM secrets WHERE name = ?', name)?.['value'] as Uint8Array;
  const known = select() as Uint8Array | undefined;
  if (known) return Buffer.from(known);
  await db.write([
    {
      sql: 'INSERT INTO secrets (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING',
      params: [name, randomBytes(KEY_BYTES)],
    },
  ]);
  return Buffer.from(select());
}
