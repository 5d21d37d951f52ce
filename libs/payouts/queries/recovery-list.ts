import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '#event-store/port.js';
import type { Actor, Position, RecordedEvent } from '#eventsourcing/event.js';
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
import { recoveryStream, type GivenUp, type RecoveryEvent } from '../contract/events.js';
import { recoveriesProjection } from '../read-models/recoveries.js';
import { NO_DEADLINE, type RecoveryRow } from '../read-models/recovery-rows.js';
import { viewOf, WATCHED_STATES, type RecoveryView } from './recovery-view.js';

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
  /** Calendar date: only those of which a day that matters is that day or earlier. */
  readonly until?: string | undefined;
}

const WHOSE = { owner: 'directorate', applicant: 'debtor' };
const ORDER = ['deadline', 'recovery_id'];

/** Where an event carries the words given with it. */
const WORDS: { readonly [Type in RecoveryEvent['type']]?: 'grounds' | 'answer' | 'note' } = {
  ClaimReturned: 'grounds',
  LimitationMoveProposed: 'grounds',
  LimitationMoveReturned: 'grounds',
  LimitationMoved: 'note',
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
  PayingBackProposed: 'grounds',
  PayingBackApproved: 'note',
  PayingBackReturned: 'grounds',
  ClaimRenewed: 'grounds',
};

/** What officials prepare is not the debtor's to read before it is decided, and by which event it is. */
const PREPARED: { readonly [Type in RecoveryEvent['type']]?: readonly RecoveryEvent['type'][] } = {
  ClaimProposed: ['RepaymentClaimed'],
  ClaimReturned: [],
  LimitationMoveProposed: ['LimitationMoved'],
  LimitationMoveReturned: [],
  GivingUpProposed: ['RecoveryDropped', 'ClaimWaived', 'ClaimWrittenOff'],
  GivingUpReturned: [],
  GivingUpStandInNamed: [],
  WriteOffProposed: ['ClaimWrittenOff'],
  PayingBackProposed: ['PayingBackApproved'],
  PayingBackReturned: [],
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
    // No date hides behind another: a plan of years leaves the limitation to be seen.
    if (until !== undefined) {
      const day = where.value(until);
      where.and(`(deadline <= ${day} OR (limitation_date <= ${day} AND state IN (${WATCHED_STATES})))`);
    }
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
  const payingBack = view.payingBack?.state === 'approved' ? view.payingBack : null;
  return permits(actor, MAY['recoveries.read'], { owner: row.directorate }).allowed
    ? view
    : {
        ...view,
        payingBack,
        givingUp: null,
        limitationMove: null,
        writeOffProposed: row.state === 'written-off',
      };
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
