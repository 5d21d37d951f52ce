import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Postgres } from '#postgres/postgres.js';
import type { ErasureList } from '../erasure-list.js';
import { type Erasure, type Key, type KeyStore, UnknownKey } from '../key-store.js';
import { keyedHash } from '../keyed-hash.js';
import { MasterKeyMissing, type MasterKeys } from '../master-key.js';
import { CacheLease } from './cache-lease.js';
import { Erasing, type ErasureTimes } from './erasing.js';
import { checkKeysOf, KeysUnfit, type NamingLog } from './fit.js';
import { KeyCache, type Moment } from './key-cache.js';
import { keyPlace, type KeyRow, secretPlace } from './keys-schema.js';
import { KeyNotes } from './notes.js';

const KEY_BYTES = 32;
const LOG_ID = 'log-id';
const ERASURE_LIST = 'erasure-list';
const KNOWN = 'known-up-to';
const SAID = 'said:';

/** How keys are kept; times in milliseconds. */
export interface KeyStoreOptions extends Partial<ErasureTimes> {
  readonly masters: MasterKeys;
  /** Keys at hand; 20 000 when left out. */
  readonly cached?: number;
  /** How long a process that stopped may hold a key that is erased; 10 000 when left out. */
  readonly leaseMs?: number;
  /** Hears why an erasure that another process began cannot go on now. */
  readonly onError?: (error: unknown) => void;
}

/** An erasure under way: the key it destroys, which also seals what comes meanwhile. */
type UnderWay = { readonly key: Promise<Key>; readonly done: Promise<Erasure> };

/** Keys in PostgreSQL for any number of processes, wrapped with a master key. */
export class PostgresKeyStore implements KeyStore {
  private readonly cache: KeyCache;
  private readonly lease: CacheLease;
  private readonly notes: KeyNotes;
  private readonly erasures: Erasing;
  private readonly masters: MasterKeys;
  private readonly finding = new Map<string, Promise<Key>>();
  private readonly erasing = new Map<string, UnderWay>();
  private readonly saidBefore = new Map<string, string>();
  private readonly stopping = new AbortController();
  private readonly caring: Promise<void>;
  private list: ErasureList | undefined;
  private log: NamingLog | undefined;
  private references: Promise<Buffer> | undefined;

  /** @throws MasterKeyMissing when something is wrapped with a master key that is not given */
  static async open(database: Postgres, options: KeyStoreOptions): Promise<PostgresKeyStore> {
    const wrappedWith = await database.query<{ master: string }>(
      'SELECT DISTINCT master FROM keys UNION SELECT master FROM secrets',
    );
    const missing = wrappedWith.map(({ master }) => master).filter((id) => !options.masters.has(id));
    if (missing.length > 0) throw new MasterKeyMissing(missing);
    return new PostgresKeyStore(database, options);
  }

  private constructor(
    private readonly database: Postgres,
    {
      masters,
      cached = 20_000,
      leaseMs = 10_000,
      appendMs = 10_000,
      onError = () => undefined,
      ...times
    }: KeyStoreOptions,
  ) {
    const { patienceMs = 10_000, claimMs = 2 * (leaseMs + appendMs) + 60_000 } = times;
    this.masters = masters;
    this.cache = new KeyCache(cached);
    this.lease = new CacheLease(database, this.cache, leaseMs);
    this.notes = new KeyNotes(database);
    const { signal } = this.stopping;
    this.erasures = new Erasing(database, { appendMs, patienceMs, claimMs }, () => this.list, signal);
    this.caring = this.care(leaseMs, signal, onError);
  }

  keyFor(reference: string): Promise<Key> {
    const erasure = this.erasing.get(reference);
    if (erasure) return erasure.key;
    const finding = this.finding.get(reference);
    if (finding) return finding;
    const kid = this.cache.kidOf(reference);
    const key = kid === undefined ? undefined : this.cache.key(kid);
    if (kid !== undefined && key) return Promise.resolve({ kid, key });
    const found = this.findOrMake(reference).finally(() => this.finding.delete(reference));
    this.finding.set(reference, found);
    return found;
  }

  keyById(kid: string): KeyObject | undefined | Promise<KeyObject | undefined> {
    return this.cache.key(kid) ?? (this.cache.isErased(kid) ? undefined : this.read(kid));
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

  async secret(name: string): Promise<Buffer> {
    for (;;) {
      const [row] = await this.database.query<Pick<KeyRow, 'wrapped' | 'master'>>(
        'SELECT wrapped, master FROM secrets WHERE name = $1',
        [name],
      );
      if (row) return this.masters.withId(row.master).unwrap(row.wrapped, secretPlace(name));
      const { current } = this.masters;
      const wrapped = await current.wrap(randomBytes(KEY_BYTES), secretPlace(name));
      await this.database.run(
        'INSERT INTO secrets (name, wrapped, master) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING',
        [name, wrapped, current.id],
      );
    }
  }

  /** What was said of this installation under a name, by whichever process. */
  said(name: string): string | Promise<string | undefined> {
    return this.saidBefore.get(name) ?? this.heard(name, this.notes.find(`${SAID}${name}`));
  }

  /** Says it durably, unless something was said before: the first word stands, and is answered. */
  async say(name: string, text: string): Promise<string> {
    const stands = await this.notes.first(`${SAID}${name}`, text);
    this.saidBefore.set(name, stands);
    return stands;
  }

  /**
   * Says durably which log these keys are of; the first word stands. The keys that it names must be here. From now on
   * each key says with its making how far the log was. @throws KeysUnfit
   */
  async bind(log: NamingLog): Promise<void> {
    const owner = await this.notes.first(LOG_ID, log.logId);
    if (owner !== log.logId)
      throw new KeysUnfit(
        `the keys in PostgreSQL are those of the event log ${owner}, not of ${log.logId}: name the database of this log`,
      );
    const head = await log.head();
    await checkKeysOf(log, await this.notes.find(KNOWN), this.database);
    await this.notes.last(KNOWN, head);
    this.log = log;
  }

  /**
   * From now on an erasure is noted in the list before it is done. What either side knows of an erasure the other one
   * lacks is made up for: keys that came back with a restored database are erased again. To be done before the keys are
   * bound to the log, and by every process that erases. The list is closed with the keys. @throws WrongErasureList
   */
  async noteErasuresIn<List extends ErasureList>(
    open: (id: string | undefined) => Promise<List>,
  ): Promise<List> {
    const list = await open(await this.notes.find(ERASURE_LIST));
    this.list = list;
    await this.notes.first(ERASURE_LIST, list.id);
    const gone = await this.database.query<{ kid: string }>('SELECT kid FROM erased');
    const erased = new Set(gone.map(({ kid }) => kid));
    await list.record([...erased].filter((kid) => !list.has(kid)));
    const left = [...list.kids()].filter((kid) => !erased.has(kid));
    if (left.length > 0) await this.erasures.destroy(left);
    return list;
  }

  /** Whether it takes writes now. */
  available(): Promise<boolean> {
    return this.database.available();
  }

  /** Holds no key any more, and says how far the log was if it can still be said. The database is its opener's to close. */
  async close(): Promise<void> {
    this.stopping.abort();
    await this.caring;
    await Promise.allSettled([...this.erasing.values()].map(({ done }) => done));
    await this.lease.close();
    const head = await this.head();
    if (head !== undefined) await this.notes.last(KNOWN, head).catch(() => undefined);
    await this.list?.close();
  }

  /** What was said once stands for good; that nothing was said can change any time. */
  private async heard(name: string, asked: Promise<string | undefined>): Promise<string | undefined> {
    const found = await asked;
    if (found !== undefined) this.saidBefore.set(name, found);
    return found;
  }

  private async destroy(reference: string, key: Promise<Key>): Promise<Erasure> {
    try {
      const { kid } = await key;
      await this.mayErase();
      const asked = await this.erasures.ask(kid);
      this.cache.drop(kid);
      void this.lease.beat();
      return await this.erasures.finish(kid, asked ?? 0);
    } finally {
      this.erasing.delete(reference);
    }
  }

  private async mayErase(): Promise<void> {
    if (!(await this.hasList()))
      throw new Error('erasures of these keys are noted in a list that is not open here: open it first');
  }

  /** An erasure that the list does not know of would be undone by the next restore. */
  private async hasList(): Promise<boolean> {
    return this.list !== undefined || (await this.notes.find(ERASURE_LIST)) === undefined;
  }

  /** Goes on with erasures whose process has died. */
  private async care(everyMs: number, signal: AbortSignal, onError: (error: unknown) => void): Promise<void> {
    while (!signal.aborted) {
      await setTimeout(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        if (await this.hasList()) await this.erasures.goOn();
      } catch (error) {
        // It is tried again: an outage ends, and so does a transaction that is in the way.
        if (!signal.aborted) onError(error);
      }
    }
  }

  private async findOrMake(reference: string): Promise<Key> {
    const mark = keyedHash(await (this.references ??= this.referenceSecret()), reference);
    for (let made = false; ; made = true) {
      const asked = this.cache.now();
      const [row] = await this.database.query<KeyRow>(
        'SELECT kid, wrapped, master, erasing FROM keys WHERE reference = $1',
        [mark],
      );
      if (row) return { kid: row.kid, key: await this.opened(row, asked, reference) };
      // Before the key: all events up to there name keys that are durable already. A log that is away is no hindrance.
      const head = made ? undefined : await this.head();
      if (head !== undefined) await this.notes.last(KNOWN, head);
      await this.make(mark);
    }
  }

  /** Read back by who asks: another process may have been first, or have erased it already. */
  private async make(mark: string): Promise<void> {
    const kid = randomBytes(12).toString('base64url');
    const { current } = this.masters;
    await this.database.run(
      `INSERT INTO keys (kid, reference, wrapped, master) VALUES ($1, $2, $3, $4)
       ON CONFLICT (reference) DO NOTHING`,
      [kid, mark, await current.wrap(randomBytes(KEY_BYTES), keyPlace(kid)), current.id],
    );
  }

  private async read(kid: string): Promise<KeyObject | undefined> {
    const asked = this.cache.now();
    const [row] = await this.database.query<KeyRow>(
      'SELECT kid, wrapped, master, erasing FROM keys WHERE kid = $1',
      [kid],
    );
    if (row) return row.erasing === null ? this.opened(row, asked) : undefined;
    const erased = await this.database.query('SELECT FROM erased WHERE kid = $1', [kid]);
    if (erased.length === 0) throw new UnknownKey(kid);
    this.cache.noteErased(kid);
    return undefined;
  }

  private async opened(row: KeyRow, asked: Moment, reference?: string): Promise<KeyObject> {
    const { kid, wrapped, master, erasing } = row;
    const key = createSecretKey(await this.masters.withId(master).unwrap(wrapped, keyPlace(kid)));
    if (erasing === null) this.cache.keep(kid, key, asked, reference);
    return key;
  }

  private async referenceSecret(): Promise<Buffer> {
    try {
      return await this.secret('key-references');
    } catch (error) {
      this.references = undefined;
      throw error;
    }
  }

  private async head(): Promise<string | undefined> {
    return this.log?.head().catch(() => undefined);
  }
}
