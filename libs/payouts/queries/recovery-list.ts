import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '#event-store/port.js';
import type { Actor, Position, RecordedEvent } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import { notFound, permits } from '#access/policy.js';
import { isDate } from '#http/fields.js';
import { pageOf, type Page, type PageRequest } from '#http/paging.js';
import { invalidRequest, refused } from '#http/problems.js';
import { Reader, type Completeness } from '#cqrs/queries/reader.js';
import { mustSee, scopeFor } from '#cqrs/queries/scope.js';
import { Where } from '#cqrs/queries/where.js';
import { EVENT_STORE } from '#cqrs/tokens.js';
import { isErased } from '#sealing/sealed.js';
import { Unsealer } from '#sealing/unsealer.js';
import { MAY } from '../access.js';
import {
  recoveryStream,
  type GivenUp,
  type GivingUpForm,
  type RecoveryBasis,
  type RecoveryEvent,
} from '../contract/events.js';
import {
  NO_DEADLINE,
  OF_BEFORE,
  owedIn,
  planOf,
  recoveriesProjection,
  type RecoveryRow,
} from '../read-models/recoveries.js';

/** A recovery as it is listed. */
export interface RecoveryView {
  readonly id: string;
  readonly caseId: string;
  readonly awardId: string;
  readonly schemeId: string;
  readonly debtor: string;
  readonly basis: RecoveryBasis;
  readonly state: string;
  /** The most that may be claimed. */
  readonly amount: Money;
  /** `null` before it is claimed. */
  readonly claimed: Money | null;
  readonly repaid: Money;
  /** Claimed and not repaid, also where it was written off. */
  readonly owed: Money;
  readonly replyBy: string;
  readonly answered: boolean;
  /** What is due when; empty before it is claimed. */
  readonly plan: readonly { readonly dueOn: string; readonly amount: Money }[];
  readonly overdue: boolean;
  /** Also once it is written off. */
  readonly writeOffProposed: boolean;
  /** What of what is owed is written off. */
  readonly writtenOff: Money;
  /** What waits for another person to give it up; `null` when nothing does, and for the debtor. */
  readonly givingUp: GivingUpView | null;
  readonly limitationDate: string | null;
  /** The next day that matters; `null` when there is none. */
  readonly deadline: string | null;
  readonly revision: number;
}

/** A proposal to give up that waits. */
export interface GivingUpView {
  /** `write-off-of-before` was proposed before giving up took an authority, and is to be proposed anew. */
  readonly form: GivingUpForm | typeof OF_BEFORE;
  /** `null` where none was proposed. */
  readonly amount: Money | null;
}

/** Words given in a recovery; `null` when they were erased. */
export interface RecoveryWords {
  readonly what: RecoveryEvent['type'];
  readonly by: string;
  /** UTC instant. */
  readonly at: string;
  readonly text: string | null;
}

/** One recovery with the words given in it, in order. */
export interface RecoveryDetail extends RecoveryView, Completeness {
  readonly words: readonly RecoveryWords[];
}

/** Which recoveries to list. */
export interface RecoveryFilter {
  readonly caseId?: string | undefined;
  readonly schemeId?: string | undefined;
  readonly state?: string | undefined;
  /** Calendar date: only those whose deadline is that day or earlier. */
  readonly until?: string | undefined;
}

const WHOSE = { owner: 'directorate', applicant: 'debtor' };
const ORDER = ['deadline', 'recovery_id'];

/** Where an event carries the words given with it. */
const WORDS: { readonly [Type in RecoveryEvent['type']]?: 'grounds' | 'answer' | 'note' } = {
  ClaimReturned: 'grounds',
  GivingUpProposed: 'grounds',
  GivingUpReturned: 'grounds',
  GivingUpStandInNamed: 'grounds',
  ClaimWaived: 'note',
  RecoveryForewarned: 'grounds',
  ForewarningAnswered: 'answer',
  ClaimProposed: 'grounds',
  RepaymentClaimed: 'note',
  RecoveryDropped: 'grounds',
  RepaymentPlanAgreed: 'grounds',
  LimitationInterrupted: 'grounds',
  WriteOffProposed: 'grounds',
  ClaimWrittenOff: 'note',
};

/** What officials prepare is not the debtor's to read before it is decided, and by which event it is. */
const PREPARED: { readonly [Type in RecoveryEvent['type']]?: readonly RecoveryEvent['type'][] } = {
  ClaimProposed: ['RepaymentClaimed'],
  ClaimReturned: [],
  GivingUpProposed: ['RecoveryDropped', 'ClaimWaived', 'ClaimWrittenOff'],
  GivingUpReturned: [],
  GivingUpStandInNamed: [],
  WriteOffProposed: ['ClaimWrittenOff'],
};

/** Recoveries as officials and debtors see them. */
@Injectable()
export class RecoveryList {
  constructor(
    private readonly reader: Reader,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readStream'>,
    private readonly unsealer: Unsealer,
  ) {}

  /** Recoveries a person may see, by the next day that matters. */
  async list(
    { caseId, schemeId, state, until }: RecoveryFilter,
    { limit, after: last }: PageRequest,
    actor: Actor,
    after?: Position,
  ): Promise<Page<RecoveryView> & Completeness> {
    const scope = scopeFor(actor, MAY['recoveries.read']);
    await this.reader.reached([recoveriesProjection.name], after);
    const where = new Where()
      .within(scope, WHOSE)
      .equals('case_id', caseId)
      .equals('scheme_id', schemeId)
      .equals('state', state)
      .beyond(ORDER, 'asc', checked(last));
    if (until !== undefined) where.and(`deadline <= ${where.value(until)}`);
    const rows = await this.reader.rows<RecoveryRow>(
      `SELECT * FROM recoveries ${where.sql} ORDER BY ${ORDER.join(', ')} LIMIT ${limit + 1}`,
      where.parameters,
    );
    const { items, ...rest } = pageOf(rows, limit, (row) => [row.deadline, row.recovery_id]);
    const paused = caseId === undefined ? undefined : [caseId];
    return {
      items: items.map((row) => viewFor(row, actor)),
      ...rest,
      ...(await this.reader.completeness(recoveriesProjection.name, paused)),
    };
  }

  /** One recovery. @throws ProblemException 404 for whoever may not see it */
  async one(id: string, actor: Actor, after?: Position): Promise<RecoveryDetail> {
    await this.reader.reached([recoveriesProjection.name], after);
    const [row] = await this.reader.rows<RecoveryRow>('SELECT * FROM recoveries WHERE recovery_id = $1', [
      id,
    ]);
    mustSee(actor, MAY['recoveries.read'], row ? { owner: row.directorate, applicant: row.debtor } : {});
    if (!row) throw refused(notFound());
    // No further than the row: what is shown belongs together.
    const events = await this.store.readStream(recoveryStream(id), { limit: row.revision + 1 });
    const official = permits(actor, MAY['recoveries.read'], { owner: row.directorate }).allowed;
    const shown = official ? events : events.filter((event) => isDecided(event, events));
    return {
      ...viewFor(row, actor),
      words: await this.wordsOf(shown),
      ...(await this.reader.completeness(recoveriesProjection.name, [row.case_id])),
    };
  }

  /** Recoveries of a case; who may see the case has been judged. */
  async ofCase(caseId: string, after?: Position): Promise<{ readonly items: RecoveryView[] } & Completeness> {
    await this.reader.reached([recoveriesProjection.name], after);
    const rows = await this.reader.rows<RecoveryRow>(
      `SELECT * FROM recoveries WHERE case_id = $1 ORDER BY ${ORDER.join(', ')}`,
      [caseId],
    );
    return {
      items: rows.map(viewOf),
      ...(await this.reader.completeness(recoveriesProjection.name, [caseId])),
    };
  }

  private async wordsOf(events: readonly RecordedEvent[]): Promise<RecoveryWords[]> {
    const words: RecoveryWords[] = [];
    for (const { id, type, data, metadata } of events) {
      const field = WORDS[type as RecoveryEvent['type']];
      if (field === undefined || data[field] === undefined) continue;
      const clear = await this.unsealer.unseal<Record<string, unknown>>(data, { eventId: id });
      words.push({
        what: type as RecoveryEvent['type'],
        by: metadata.actor.subject,
        at: metadata.recordedAt,
        text: isErased(clear[field]) ? null : (clear[field] as string),
      });
    }
    return words;
  }
}

function isDecided({ type, revision, data }: RecordedEvent, events: readonly RecordedEvent[]): boolean {
  const by: readonly string[] | undefined = PREPARED[type as RecoveryEvent['type']];
  if (by === undefined) return true;
  const decided = events.filter((later) => later.revision > revision && by.includes(later.type));
  // Of several proposals to give up only the approved one is told.
  if (type !== 'GivingUpProposed') return decided.length > 0;
  return decided.some(
    (later) => (later.data['givenUp'] as GivenUp | undefined)?.proposal === data['proposal'],
  );
}

function viewFor(row: RecoveryRow, actor: Actor): RecoveryView {
  const view = viewOf(row);
  return permits(actor, MAY['recoveries.read'], { owner: row.directorate }).allowed
    ? view
    : { ...view, givingUp: null, writeOffProposed: row.state === 'written-off' };
}

function viewOf(row: RecoveryRow): RecoveryView {
  const money = (amount: number): Money => ({ amount, currency: row.currency });
  return {
    id: row.recovery_id,
    caseId: row.case_id,
    awardId: row.award_id,
    schemeId: row.scheme_id,
    debtor: row.debtor,
    basis: row.basis as RecoveryBasis,
    state: row.state,
    amount: money(row.amount),
    claimed: row.claimed === null ? null : money(row.claimed),
    repaid: money(row.repaid),
    owed: money(owedOf(row)),
    replyBy: row.reply_by,
    answered: row.answered,
    plan: planOf(row).map(({ dueOn, amount }) => ({ dueOn, amount: money(amount) })),
    overdue: row.overdue,
    writeOffProposed:
      row.state === 'written-off' || row.giving_up === 'write-off' || row.giving_up === OF_BEFORE,
    writtenOff: money(row.state === 'annulled' ? 0 : Math.min(row.written_off, owedIn(row))),
    givingUp:
      row.giving_up === null
        ? null
        : {
            form: row.giving_up as GivingUpView['form'],
            amount: row.giving_up_amount === null ? null : money(row.giving_up_amount),
          },
    limitationDate: row.limitation_date,
    deadline: row.deadline === NO_DEADLINE ? null : row.deadline,
    revision: row.revision,
  };
}

/** What is written off is kept from nobody's debt: only the agency does not count on it any more. */
function owedOf(row: RecoveryRow): number {
  return row.state === 'annulled' || row.claimed === null ? 0 : owedIn(row);
}

function checked(last: PageRequest['after']) {
  if (last === undefined) return undefined;
  const [deadline, id] = last;
  if (
    typeof deadline === 'string' &&
    (isDate(deadline) || deadline === NO_DEADLINE) &&
    typeof id === 'string'
  )
    return last;
  throw invalidRequest([{ parameter: 'cursor', detail: 'is not a cursor of this list' }]);
}
