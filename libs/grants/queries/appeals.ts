import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '#event-store/port.js';
import { fold } from '#eventsourcing/decider.js';
import type { Actor, Position } from '#eventsourcing/event.js';
import { notFound, permits } from '#access/policy.js';
import { isDate } from '#http/fields.js';
import { pageOf, type Page, type PageRequest } from '#http/paging.js';
import { invalidRequest, refused } from '#http/problems.js';
import { Reader, type Completeness } from '#cqrs/queries/reader.js';
import { mustSee, scopeFor } from '#cqrs/queries/scope.js';
import { Where } from '#cqrs/queries/where.js';
import { EVENT_STORE } from '#cqrs/tokens.js';
import { MAY } from '../access.js';
import { resourceOf } from '../application/appeals/appeals.js';
import { streams, type AppealEvent, type Appealed } from '../contract/events.js';
import { appeal } from '../domain/appeal/appeal.js';
import { PENDING, WON, type SubmittedAppeal } from '../domain/appeal/state.js';
import { appealsProjection, type AppealRow } from '../read-models/appeals.js';
import { detailsOf, type AppealDetails } from './appeal-view.js';
import { AwaitedMoney } from './awaited-money.js';
import { CaseLog, type Recorded } from './case-log.js';

/** An appeal as lists show it. */
export interface AppealSummary {
  readonly id: string;
  readonly caseId: string;
  readonly schemeId: string;
  readonly directorate: string;
  readonly appealBody: string;
  readonly state: string;
  /** Whether an outcome is still to come. */
  readonly open: boolean;
  /** Its outcome changes a revocation or a claim in part. */
  readonly inPart: boolean;
  readonly against: Appealed;
  /** Somebody else than the applicant appealed. */
  readonly ofOther: boolean;
  /** Calendar date. */
  readonly receivedOn: string;
  /** Last day of the period of appeal; `null` where no notice of the decision is recorded. */
  readonly deadline: string | null;
  readonly late: boolean;
  /** Calendar date by which a provisional reply is due; `null` when none is, or no longer. */
  readonly provisionalReplyDue: string | null;
  readonly provisionalReplyOverdue: boolean;
  readonly notified: boolean;
  readonly revision: number;
}

/** One appeal with its words; texts whose key was erased are `null`. */
export interface AppealView extends AppealDetails {
  readonly id: string;
  readonly revision: number;
  readonly position: Position;
}

/** Which appeals to list. */
export interface AppealFilter {
  readonly caseId?: string | undefined;
  readonly schemeId?: string | undefined;
  readonly state?: string | undefined;
  readonly open?: boolean | undefined;
}

const WHOSE = {
  owner: 'directorate',
  applicant: 'applicant',
  appellant: 'appellant',
  appealBody: 'forwarded_to',
};
const ORDER = ['received_on', 'appeal_id'];

/** Appeals: lists from the read model, single ones from the log. */
@Injectable()
export class AppealQueries {
  constructor(
    private readonly reader: Reader,
    private readonly log: CaseLog,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readStream'>,
    private readonly awaited: AwaitedMoney,
  ) {}

  /** Appeals a person may see, those received first at the top. */
  async list(
    filter: AppealFilter,
    { limit, after: last }: PageRequest,
    actor: Actor,
    after?: Position,
  ): Promise<Page<AppealSummary> & Completeness> {
    const scope = scopeFor(actor, MAY['appeal.read']);
    await this.reader.reached([appealsProjection.name], after);
    const where = new Where()
      .within(scope, WHOSE)
      .equals('case_id', filter.caseId)
      .equals('scheme_id', filter.schemeId)
      .equals('state', filter.state)
      .equals('open', filter.open)
      .beyond(ORDER, 'asc', checked(last));
    const rows = await this.reader.rows<AppealRow>(
      `SELECT * FROM appeals ${where.sql} ORDER BY ${ORDER.join(', ')} LIMIT ${limit + 1}`,
      where.parameters,
    );
    const { items, ...rest } = pageOf(rows, limit, (row) => [row.received_on, row.appeal_id]);
    const paused = filter.caseId === undefined ? undefined : [filter.caseId];
    return {
      items: items.map(summaryOf),
      ...rest,
      ...(await this.reader.completeness(appealsProjection.name, paused)),
    };
  }

  /** Appeals of a case; who may see the case has been judged. */
  async ofCase(
    caseId: string,
    after?: Position,
  ): Promise<{ readonly items: AppealSummary[] } & Completeness> {
    await this.reader.reached([appealsProjection.name], after);
    const rows = await this.reader.rows<AppealRow>(
      `SELECT * FROM appeals WHERE case_id = $1 ORDER BY ${ORDER.join(', ')}`,
      [caseId],
    );
    return {
      items: rows.map(summaryOf),
      ...(await this.reader.completeness(appealsProjection.name, [caseId])),
    };
  }

  /** One appeal as it stands now. @throws ProblemException 404 for whoever may not see it, or when there is none */
  async one(id: string, actor: Actor): Promise<AppealView> {
    const events = (await this.store.readStream(streams.appeal(id))) as unknown as Recorded<AppealEvent>[];
    const state = fold(appeal, events);
    if (state.status === 'none') throw refused(notFound());
    const { directorate: owner, appealBody } = state.submission;
    const whose = state.forwarded ? { owner, appealBody } : { owner };
    await this.mustSee(state, actor);
    // Applicants see what was proposed once it is decided, not before.
    const official = permits(actor, MAY['appeal.read'], whose).allowed;
    const inner = !PENDING.has(state.status) || official;
    const { revision, position } = events.at(-1)!;
    const { receiptCorrection, ...details } = await detailsOf(state, events, this.log, inner);
    const waiting = official && receiptCorrection ? { receiptCorrection } : {};
    return {
      id,
      ...details,
      ...waiting,
      ...(await this.joined(state)),
      ...(await this.awaitedFor(id, state)),
      revision,
      position,
    };
  }

  /** Whether what was won waits for money; that is the party's to know. */
  private async awaitedFor(
    id: string,
    { status, submission }: SubmittedAppeal,
  ): Promise<Pick<AppealDetails, 'awaitsMoney'>> {
    if (!WON.has(status) || submission.other) return {};
    const { awaitsMoney = [] } = await this.awaited.of(submission.caseId);
    const own = awaitsMoney.filter(({ appealId }) => appealId === id);
    return own.length > 0 ? { awaitsMoney: own } : {};
  }

  /** The outcome that was decided in another appeal against the same: in one that need not be theirs to read. */
  private async joined({ joinedTo }: SubmittedAppeal): Promise<Pick<AppealDetails, 'outcome'>> {
    if (joinedTo === undefined) return {};
    const events = (await this.store.readStream(
      streams.appeal(joinedTo),
    )) as unknown as Recorded<AppealEvent>[];
    const state = fold(appeal, events);
    if (state.status === 'none') return {};
    const { outcome } = await detailsOf(state, events, this.log, false);
    return outcome ? { outcome } : {};
  }

  /** The party's representative in the case sees what the party does. */
  private async mustSee(state: SubmittedAppeal, actor: Actor): Promise<void> {
    const resource = resourceOf(state);
    if (permits(actor, MAY['appeal.read'], resource).allowed) return;
    const representative = await this.log.representativeIn(state.submission.caseId);
    mustSee(actor, MAY['appeal.read'], { ...resource, ...representative });
  }
}

function summaryOf(row: AppealRow): AppealSummary {
  return {
    id: row.appeal_id,
    caseId: row.case_id,
    schemeId: row.scheme_id,
    directorate: row.directorate,
    appealBody: row.appeal_body,
    state: row.state,
    open: row.open,
    inPart: row.in_part,
    against: againstIn(row),
    ofOther: row.of_other,
    receivedOn: row.received_on,
    deadline: row.deadline,
    late: row.late,
    provisionalReplyDue: row.reply_due,
    provisionalReplyOverdue: row.reply_overdue,
    notified: row.notified,
    revision: row.revision,
  };
}

function againstIn({ against_kind: kind, against, against_revocation: revocation }: AppealRow): Appealed {
  if (kind === 'decision' || kind === 'amendment' || kind === 'refusal')
    return { kind, number: Number(against) };
  return revocation === null
    ? { kind: kind as 'dismissal', id: against }
    : { kind: 'revocation', id: against, revocation };
}

function checked(last: PageRequest['after']) {
  if (last === undefined) return undefined;
  const [receivedOn, id] = last;
  if (typeof receivedOn === 'string' && isDate(receivedOn) && typeof id === 'string') return last;
  throw invalidRequest([{ parameter: 'cursor', detail: 'is not a cursor of this list' }]);
}
