import type { CryptoKey, FlattenedJWSInput, JWSHeaderParameters, JWTVerifyGetKey } from 'jose';
import { errors } from 'jose';
import type { Logger } from '#hosting/logging.js';
import { messageOf } from '#text/thrown.js';
import { within } from '../asking/deadline.js';
import { IssuerFault, UnusableIssuer } from '../asking/faults.js';
import { Outage } from '../asking/outage.js';
import { IdentityUnavailable } from '../invalid-token.js';
import type { KeySet } from './key-set.js';
import type { KeySource } from './key-sources.js';
import type { IssuerKeys, KeysState } from './keys.js';

/** How keys are followed. */
export interface Following {
  readonly logger: Logger;
  /** How long the keys last seen count on while they cannot be read. */
  readonly survivalMs: number;
}

/** What went wrong in a look; undefined where it showed keys. */
type Failure = IssuerFault | undefined;

/** With the time a look may take, a key that was taken away is out of use well within a minute. */
const LOOK_EVERY_MS = 30_000;
const LOOK_TAKES_MS = 10_000;
/** However many tokens name keys nobody has, looks begin no closer to each other: further, while they show nothing new. */
const LEAST_DISTANCE_MS = 1000;
const MOST_DISTANCE_MS = 4000;
/** How long a token waits for a look, and how many do so at once; more are told to come again. */
const WAIT_MS = 5000;
const MOST_WAITING = 1000;

/**
 * Looks at an issuer's keys again and again, whether tokens come or not. A key that is not known is looked for in a
 * look that begins after its token came, and only then is the token refused: a rotation is never taken for a forgery.
 */
export class FollowedKeys implements IssuerKeys {
  private readonly outage: Outage;
  private set: KeySet | undefined;
  /** When the look began that last showed keys. */
  private seen = 0;
  private gone = 0;
  private failures = 0;
  /** When the last look began, that look while it goes on, and the one that waits for its time to begin. */
  private begun = Number.NEGATIVE_INFINITY;
  private distance = LEAST_DISTANCE_MS;
  private looking: Promise<Failure> | undefined;
  private next: Promise<Failure> | undefined;
  private end: AbortController | undefined;
  private timer: NodeJS.Timeout | undefined;
  private waiting = 0;
  private readonly closing = new AbortController();

  private constructor(
    private readonly source: KeySource,
    private readonly following: Following,
  ) {
    this.outage = new Outage(source.place, 'the keys of the token issuer', following.logger);
  }

  /** Looks once, then goes on looking even where no keys were seen. @throws UnusableIssuer where waiting mends nothing */
  static async open(source: KeySource, following: Following): Promise<FollowedKeys> {
    const keys = new FollowedKeys(source, following);
    const failure = await keys.attempt();
    if (failure instanceof UnusableIssuer) throw failure;
    keys.conclude(failure);
    return keys;
  }

  readonly find: JWTVerifyGetKey = async (header, token) => {
    if (header.kid !== undefined && typeof header.kid !== 'string') throw new errors.JWKSNoMatchingKey();
    return (await this.current()?.find(header, token)) ?? (await this.waitFor(header, token));
  };

  get revision(): number {
    this.current();
    return this.gone;
  }

  state(): KeysState {
    const keys = this.current()?.size ?? 0;
    const { away } = this.outage;
    return away === undefined ? { keys } : { keys, away };
  }

  async close(): Promise<void> {
    this.closing.abort();
    clearTimeout(this.timer);
    this.end?.abort(new Error('is not asked any more'));
    await this.next;
    await this.looking;
  }

  /** The keys that count now. Those that were last seen too long ago are gone, whoever asks. */
  private current(): KeySet | undefined {
    if (this.set !== undefined && Date.now() - this.seen > this.following.survivalMs) {
      this.set = undefined;
      this.gone++;
      const seen = new Date(this.seen).toISOString();
      this.following.logger.error(
        { url: this.source.place, seen },
        'the keys of the token issuer were last seen too long ago: its tokens cannot be checked any more',
      );
    }
    return this.set;
  }

  private async waitFor(header: JWSHeaderParameters, token: FlattenedJWSInput): Promise<CryptoKey> {
    if (this.waiting >= MOST_WAITING) throw new IdentityUnavailable();
    this.waiting++;
    try {
      return await within(WAIT_MS, () => this.lookFor(header, token));
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey) throw error;
      throw new IdentityUnavailable({ cause: error });
    } finally {
      this.waiting--;
    }
  }

  /** @throws JWKSNoMatchingKey once a look that began after the token came did not show its key */
  private async lookFor(header: JWSHeaderParameters, token: FlattenedJWSInput): Promise<CryptoKey> {
    if (this.looking !== undefined) {
      await this.looking;
      const key = await this.current()?.find(header, token);
      if (key !== undefined) return key;
    }
    const failure = await this.lookNext();
    if (failure !== undefined) throw failure;
    const key = await this.current()?.find(header, token);
    if (key === undefined) throw new errors.JWKSNoMatchingKey();
    return key;
  }

  /** The next look to begin, which is one for all who wait. */
  private lookNext(): Promise<Failure> {
    return (this.next ??= this.lookInTime());
  }

  private async lookInTime(): Promise<Failure> {
    await this.looking;
    // A clock that was set back must not make it wait longer.
    await this.pause(Math.min(this.begun + this.distance - Date.now(), this.distance));
    this.next = undefined;
    this.distance = Math.min(this.distance * 2, MOST_DISTANCE_MS);
    if (this.closing.signal.aborted) return new IssuerFault(this.source.place, 'is not asked any more');
    this.looking = this.look();
    return this.looking;
  }

  private async look(): Promise<Failure> {
    const failure = await this.attempt();
    this.looking = undefined;
    this.conclude(failure);
    return failure;
  }

  private async attempt(): Promise<Failure> {
    this.begun = Date.now();
    this.end = new AbortController();
    try {
      const set = await within(LOOK_TAKES_MS, (signal) => this.source.read(signal), this.end);
      this.take(set, this.begun);
      return undefined;
    } catch (error) {
      return error instanceof IssuerFault
        ? error
        : new IssuerFault(this.source.place, messageOf(error), { cause: error });
    }
  }

  private take(set: KeySet, seen: number): void {
    const before = this.current();
    this.set = set;
    this.seen = seen;
    if (set === before) return;
    const url = this.source.place;
    const added = before === undefined ? set.size : set.notIn(before);
    const removed = before?.notIn(set) ?? 0;
    if (removed > 0) this.gone++;
    if (added + removed > 0) this.distance = LEAST_DISTANCE_MS;
    if (before !== undefined && added + removed > 0)
      this.following.logger.info({ url, added, removed }, 'the keys of the token issuer have changed');
    if (Object.keys(set.leftOut).length > 0)
      this.following.logger.warn(
        { url, ...set.leftOut },
        'keys of the token issuer are not used: only public asymmetric ones that are strong enough are',
      );
  }

  /** Tells how the look went, and when the next one is due: soon and then less and less soon while it fails. */
  private conclude(failure: Failure): void {
    if (this.closing.signal.aborted) return;
    if (failure === undefined) this.outage.end();
    else this.outage.begin(failure, this.consequence());
    this.failures = failure === undefined ? 0 : this.failures + 1;
    const due =
      failure === undefined ? LOOK_EVERY_MS : Math.min(1000 * 2 ** (this.failures - 1), LOOK_EVERY_MS);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.lookNext(), due);
    this.timer.unref();
  }

  private consequence(): string {
    if (this.current() === undefined) return 'its tokens cannot be checked';
    const until = new Date(this.seen + this.following.survivalMs);
    return `those last seen count until ${until.toISOString()}`;
  }

  private async pause(ms: number): Promise<void> {
    const { signal } = this.closing;
    if (ms <= 0 || signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    timer.unref();
    const stop = () => resolve();
    signal.addEventListener('abort', stop);
    await promise;
    signal.removeEventListener('abort', stop);
    clearTimeout(timer);
  }
}
