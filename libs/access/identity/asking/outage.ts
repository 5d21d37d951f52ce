import type { Logger } from '#hosting/logging.js';
import type { IssuerFault } from './faults.js';

/** Why something cannot be had, and since when. */
export interface Away {
  readonly cause: string;
  readonly since: Date;
}

/** Whether something of an issuer can be had: the log is told once when it goes away, and once when it is back. */
export class Outage {
  private since: Away | undefined;

  /** `subject` is what it is about, as the beginning of a sentence: `the keys of the token issuer`. */
  constructor(
    private readonly place: string,
    private readonly subject: string,
    private readonly logger: Logger,
  ) {}

  get away(): Away | undefined {
    return this.since;
  }

  /** It cannot be had; `consequence` says what that means for requests. */
  begin({ what: url, reason: cause, message }: IssuerFault, consequence: string): void {
    if (this.since === undefined)
      this.logger.warn({ url, cause }, `${this.subject} cannot be had: ${consequence}`);
    this.since = { cause: message, since: this.since?.since ?? new Date() };
  }

  /** It was had. */
  end(): void {
    if (this.since === undefined) return;
    const { since } = this.since;
    this.since = undefined;
    this.logger.info({ url: this.place, since: since.toISOString() }, `${this.subject} can be had again`);
  }
}
