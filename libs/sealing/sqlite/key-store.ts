import { LRUCache } from 'lru-cache';
import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import type { DurableStore } from '#backup/durable-store.js';
import { type DurableSqlite, openDurable } from '#sqlite/durable-sqlite.js';
import type { Statement } from '#sqlite/statement.js';
import type { ErasureList } from '../erasure-list.js';
import { type Erasure, type Key, type KeyStore, UnknownKey } from '../key-store.js';
import { keyedHash } from '../keyed-hash.js';

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
const LOG_ID = 'log-id';
const ERASURE_LIST = 'erasure-list';
const KNOWN = 'known-up-to';
const MADE = 'made:';
const SAID = 'said:';

/** The keys as a store of a data folder. */
export const KEYS_STORE: DurableStore = {
  name: 'keys',
  path: 'keys.sqlite',
  kind: 'sqlite',
  traces: `SELECT CAST(value AS TEXT) AS log, NULL AS position FROM secrets WHERE name = '${LOG_ID}'
           UNION ALL SELECT NULL, NULL FROM (SELECT 1 FROM keys LIMIT 1)`,
  keys: {
    some: 'SELECT 1 FROM secrets LIMIT 1',
    one: 'SELECT key IS NULL AS erased FROM keys WHERE kid = ?',
    erased: 'SELECT kid FROM keys WHERE key IS NULL',
    erase: 'UPDATE keys SET reference = NULL, key = NULL WHERE kid = ?',
    list: `SELECT CAST(value AS TEXT) AS id FROM secrets WHERE name = '${ERASURE_LIST}'`,
    known: `SELECT CAST(value AS TEXT) AS position FROM secrets WHERE name = '${KNOWN}'`,
    made: `SELECT CAST(value AS TEXT) AS path FROM secrets WHERE name GLOB '${MADE}*'`,
  },
};
const KEY_BYTES = 32;
const CACHED = 20_000;

/** What keys must know of the log whose events name them. */
export interface NamingLog {
  readonly logId: string;
  head(): Promise<string>;
}

type KeyRow = { readonly kid: string; readonly key: Uint8Array };

/** An erasure under way: the key it destroys, which also seals what comes meanwhile. */
type UnderWay = { readonly key: Promise<Key>; readonly done: Promise<Erasure> };

/** Keys in a SQLite file of their own, readable by its owner only. One store a file: it cannot take back what another one caches. */
export class SqliteKeyStore implements KeyStore {
  /** By the reference itself: in memory only, and an HMAC for each use costs more than the sealing. */
  private readonly byReference: LRUCache<string, Key>;
  private readonly byId: LRUCache<string, KeyObject>;
  private readonly making = new Map<string, Promise<Key>>();
  private readonly erasing = new Map<string, UnderWay>();

  /** Opens or makes the file; an erasure waits `patience` milliseconds for readers. @throws StorageUnavailable, SchemaTooNew */
  static async open(file: string, cached = CACHED, patience?: number): Promise<SqliteKeyStore> {
    const db = await openDurable({ file, schema: SCHEMA, secureDelete: true, patience });
    return new SqliteKeyStore(db, await secretIn(db, 'key-references'), cached);
  }

  private erasures: ErasureList | undefined;
  private log: NamingLog | undefined;

  private constructor(
    private readonly db: DurableSqlite,
    private readonly referenceSecret: Buffer,
    cached: number,
  ) {
    this.byReference = new LRUCache({ max: cached });
    this.byId = new LRUCache({ max: cached });
  }

  keyFor(reference: string): Promise<Key> {
    const erasure = this.erasing.get(reference);
    if (erasure) return erasure.key;
    // Before the file: the key of an answer still on its way stands there already, and an erasure could overtake it.
    const making = this.making.get(reference);
    if (making) return making;
    const known = this.byReference.get(reference) ?? this.read(reference);
    return known ? Promise.resolve(known) : this.makeOnce(reference);
  }

  keyById(kid: string): KeyObject | undefined {
    const cached = this.byId.get(kid);
    if (cached) return cached;
    const row = this.db.get('SELECT key FROM keys WHERE kid = ?', kid);
    if (!row) throw new UnknownKey(kid);
    return row['key'] instanceof Uint8Array ? this.keep(kid, row['key']) : undefined;
  }

  erase(reference: string): Promise<Erasure> {
    const underWay = this.erasing.get(reference);
    if (underWay) return underWay.done;
    // One is made where there is none, so that what is sealed meanwhile has a key to lose.
    const key = this.keyFor(reference);
    const done = this.destroy(reference, key);
    this.erasing.set(reference, { key, done });
    return done;
  }

  /**
   * Says durably which log these keys are of; the first word stands. The keys that it names must be here. From now on
   * each key says with its making how far the log was: what stands behind that in a log may name keys that an older
   * copy of this file lacks.
   */
  async bind(log: NamingLog): Promise<void> {
    await this.note(LOG_ID, log.logId);
    await this.noteKnown(await log.head());
    this.log = log;
  }

  /** Says durably which stores there are beside the keys: none of them may be missing later. */
  async noteMade(paths: readonly string[]): Promise<void> {
    const unknown = paths.filter((path) => this.noted(`${MADE}${path}`) === undefined);
    if (unknown.length > 0) await this.db.write(unknown.map((path) => firstWord(`${MADE}${path}`, path)));
  }

  /**
   * From now on an erasure is noted in the list before it is done. What either side knows of an erasure the other one
   * lacks is made up for: keys that were put back from a copy are erased again. The list is closed with the keys.
   * @throws WrongErasureList
   */
  async noteErasuresIn<List extends ErasureList>(
    open: (id: string | undefined) => Promise<List>,
  ): Promise<List> {
    const erasures = await open(this.noted(ERASURE_LIST));
    this.erasures = erasures;
    await this.note(ERASURE_LIST, erasures.id);
    const { erase, erased } = KEYS_STORE.keys!;
    const gone = this.db.all(erased).map(({ kid }) => kid as string);
    await erasures.record(gone.filter((kid) => !erasures.has(kid)));
    const left = [...erasures.kids()].filter((kid) => this.isReadable(kid));
    if (left.length > 0) {
      await this.db.write(left.map((kid) => ({ sql: erase, params: [kid] })));
      await this.db.truncateLog();
    }
    return erasures;
  }

  /** What was said of this installation under a name. */
  said(name: string): string | undefined {
    return this.noted(`${SAID}${name}`);
  }

  /** Says it durably, unless something was said before: the first word stands, and is answered. */
  async say(name: string, text: string): Promise<string> {
    await this.note(`${SAID}${name}`, text);
    return this.said(name)!;
  }

  secret(name: string): Promise<Buffer> {
    return secretIn(this.db, name);
  }

  /** Whether it takes writes now. */
  available(): Promise<boolean> {
    return this.db.available();
  }

  /** Lets go of the file, saying how far the log was if it can still be said. */
  async close(): Promise<void> {
    const head = await this.head();
    if (head !== undefined) await this.noteKnown(head);
    try {
      await this.db.close();
    } finally {
      await this.erasures?.close();
    }
  }

  /** Where it cannot be written, on a full disk, only the next look takes longer. */
  private async noteKnown(head: string): Promise<void> {
    try {
      if (this.noted(KNOWN) !== head) await this.db.write([knownUpTo(head)]);
    } catch {
      return;
    }
  }

  private async head(): Promise<string | undefined> {
    return this.log?.head().catch(() => undefined);
  }

  private isReadable(kid: string): boolean {
    return this.db.get(KEYS_STORE.keys!.one, kid)?.['erased'] === 0;
  }

  private async note(name: string, text: string): Promise<void> {
    if (this.noted(name) === undefined) await this.db.write([firstWord(name, text)]);
  }

  private noted(name: string): string | undefined {
    const value = this.db.get('SELECT value FROM secrets WHERE name = ?', name)?.['value'];
    return value instanceof Uint8Array ? Buffer.from(value).toString() : undefined;
  }

  private async destroy(reference: string, key: Promise<Key>): Promise<Erasure> {
    try {
      const { kid } = await key;
      await this.erasures?.record([kid]);
      await this.db.write([{ sql: KEYS_STORE.keys!.erase, params: [kid] }]);
      this.byReference.delete(reference);
      this.byId.delete(kid);
      await this.db.truncateLog();
      return { retained: [] };
    } finally {
      this.erasing.delete(reference);
    }
  }

  /** Many may ask for the same new key: it is made once, and an erasure that follows waits for it. */
  private makeOnce(reference: string): Promise<Key> {
    const making = this.make(reference).finally(() => this.making.delete(reference));
    this.making.set(reference, making);
    return making;
  }

  private async make(reference: string): Promise<Key> {
    const mark = this.mark(reference);
    // Before the key: all events up to there name keys that are durable already. A log that is away is no hindrance.
    const head = await this.head();
    const known = head === undefined ? [] : [knownUpTo(head)];
    for (;;) {
      await this.db.write([
        ...known,
        {
          sql: 'INSERT INTO keys (kid, reference, key) VALUES (?, ?, ?) ON CONFLICT (reference) DO NOTHING',
          params: [randomBytes(12).toString('base64url'), mark, randomBytes(KEY_BYTES)],
        },
      ]);
      // Read back: another store's key may have been first, or its erasure have followed in the same commit.
      const key = this.read(reference, mark);
      if (key) return key;
    }
  }

  private read(reference: string, mark = this.mark(reference)): Key | undefined {
    const row = this.row(mark);
    if (!row) return undefined;
    const key = { kid: row.kid, key: this.byId.get(row.kid) ?? this.keep(row.kid, row.key) };
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

function firstWord(name: string, text: string): Statement {
  return {
    sql: 'INSERT INTO secrets (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING',
    params: [name, Buffer.from(text)],
  };
}

function knownUpTo(position: string): Statement {
  return {
    sql: 'INSERT INTO secrets (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    params: [KNOWN, Buffer.from(position)],
  };
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
