import { START, type EventStore } from '#event-store/port.js';
import type { Actor } from '#eventsourcing/event.js';
import type { CommandHandling } from '#eventsourcing/command-handling.js';
import { derivedId } from '#eventsourcing/ids.js';
import type { Clock } from '#hosting/clock.js';
import { positionOf } from '#processes/reaction.js';
import { CaseNumbers } from './case-numbers.js';

/** How far it is, and how long the rest takes at the pace so far. */
export interface NumberingProgress {
  /** Events of the log looked through. */
  readonly done: number;
  readonly total: number;
  readonly ratePerSecond: number;
  readonly secondsLeft: number;
  /** Cases seen, and those of them that had no number. */
  readonly cases: number;
  readonly numbered: number;
}

const OPERATOR: Actor = { subject: 'operator:case-numbers', roles: ['operator'] };
/** Small, because the thread that reads them also answers requests. */
const PAGE = 500;

/** Gives cases of before there were numbers theirs, in the order in which their applications were submitted. */
export class NumberOldCases {
  private readonly numbers: CaseNumbers;

  constructor(
    private readonly log: Pick<EventStore, 'readAll' | 'head' | 'distance' | 'compare'>,
    handling: CommandHandling,
    private readonly clock: Clock,
  ) {
    this.numbers = new CaseNumbers(handling);
  }

  /** Tells how far it is after each page of the log; what comes last is the result. */
  async *run(): AsyncGenerator<NumberingProgress> {
    const begun = performance.now();
    const head = await this.log.head();
    const total = this.log.distance(START, head);
    let [at, cases, numbered] = [START, 0, 0];
    do {
      const page = await this.log.readAll({ after: at, types: ['ApplicationSubmitted'], limit: PAGE });
      for (const { stream, metadata } of page.events) {
        cases += 1;
        numbered += Number(await this.number(metadata.caseId ?? stream, metadata.recordedAt));
      }
      at = page.position;
      const done = Math.min(total, this.log.distance(START, at));
      const ratePerSecond = (1000 * done) / (performance.now() - begun);
      const secondsLeft = ratePerSecond === 0 ? 0 : (total - done) / ratePerSecond;
      yield { done, total, ratePerSecond, secondsLeft, cases, numbered };
      if (page.atHead) return;
    } while (this.log.compare(at, head) < 0);
  }

  private async number(caseId: string, submittedAt: string): Promise<boolean> {
    if ((await this.numbers.of(caseId, submittedAt)) !== undefined) return false;
    const commandId = derivedId('number-old-case', caseId);
    const now = this.clock.now();
    // The case's id is all that is sent: there is nothing that a keyed hash would have to hide.
    const context = { actor: OPERATOR, commandId, commandHash: caseId, correlationId: commandId, now };
    positionOf(await this.numbers.give(caseId, submittedAt, context));
    return true;
  }
}
