import { Inject, Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Actor, Position } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import {
  FindPayoutsOfCase,
  FindRecoveriesOfCase,
  type PayoutOfCase,
  type RecoveryOfCase,
} from '#payouts/contract/queries.js';
import { notFound } from '#access/policy.js';
import { ProblemException, refused } from '#http/problems.js';
import { Reader, type Completeness } from '#cqrs/queries/reader.js';
import { scheduleOf, type CaseRow } from '../read-models/case-row.js';
import { caseView } from '../read-models/case-view.js';
import { Acceptances } from '../application/awards/acceptances.js';
import { AwaitedMoney, type AwaitedMoneyView } from './awaited-money.js';
import { AppealQueries, type AppealSummary } from './appeals.js';
import { assessmentOf, type AssessmentView } from './assessment-view.js';
import { numberOf } from './case-number.js';
import { CaseLog, type OpenedCase } from './case-log.js';
import { representativeOf, type RepresentativeView } from './representative-view.js';
import { submissionOf, type SubmissionView } from './submission-view.js';
import { supplementsOf, type SupplementView } from './supplement-view.js';
import { readableUpTo } from './withheld.js';
import type { ApplicationSubmitted } from '../contract/events.js';

/** An instalment and what became of it. */
export interface InstalmentView {
  readonly number: number;
  readonly dueDate: string;
  readonly amount: Money;
  readonly status: string;
  readonly payoutId?: string;
}

/** A case: what was applied for, how it was assessed and decided, what was paid. */
export interface CaseView extends SubmissionView, AssessmentView, Completeness {
  readonly id: string;
  /** As people write it, `2027/17`; none where it was not given yet. */
  readonly caseNumber?: string;
  readonly state: string;
  readonly directorate: string;
  readonly schemeId: string;
  readonly callId: string;
  readonly regulationVersion: string;
  readonly decisionDue?: string | undefined;
  /** What was asked for after the submission, and answered. */
  readonly supplements?: readonly SupplementView[];
  /** Last days (calendar dates) for the applicant to answer, to accept a grant, to appeal; while they run. */
  readonly supplementDue?: string;
  readonly acceptanceDue?: string;
  /** A pending appeal stops the clock: how much time is left is known once it has its answer. */
  readonly acceptanceStopped?: true;
  readonly appealDue?: string;
  /** Who acts beside the party: notices go there. */
  readonly representative?: RepresentativeView;
  readonly caseworker: string | null;
  readonly decisionMaker: string | null;
  /** `null` before a decision. */
  readonly granted: Money | null;
  /** Sum of the instalments released for payment, without what was cancelled of them. */
  readonly released: Money;
  readonly paid: Money;
  readonly schedule: readonly InstalmentView[];
  readonly payouts: readonly PayoutOfCase[];
  /** Money that is claimed back. */
  readonly recoveries: readonly RecoveryOfCase[];
  /** Those received first at the top. */
  readonly appeals: readonly AppealSummary[];
  /** What was decided on the award and waits for money. */
  readonly awaitsMoney?: readonly AwaitedMoneyView[];
  readonly submittedAt: string;
  readonly updatedAt: string;
  /** Something personal in it was erased: it reads `null`. */
  readonly erased?: true;
  /** Of the application's stream; what If-Match is compared with. */
  readonly revision: number;
  /** Log position of the application's last event shown here. */
  readonly position: Position;
}

/** The award part of a case. */
export interface AwardView extends Completeness {
  readonly id: string;
  readonly caseId: string;
  readonly schemeId: string;
  readonly state: string;
  readonly recipient: string;
  readonly amount: Money;
  readonly released: Money;
  readonly paid: Money;
  /** Numbered from 1; `null` where the words were erased. */
  readonly conditions: readonly (string | null)[];
  readonly schedule: readonly InstalmentView[];
  readonly payouts: readonly PayoutOfCase[];
}

const AWARDED: ReadonlySet<string> = new Set(['accepted', 'paid', 'revoked', 'closed']);

/** Cases as caseworkers and applicants see them: states and amounts from the read model, words from the log. */
@Injectable()
export class CaseOverview {
  constructor(
    private readonly log: CaseLog,
    private readonly reader: Reader,
    private readonly queries: QueryBus,
    @Inject(AppealQueries) private readonly appeals: Pick<AppealQueries, 'ofCase'>,
    @Inject(AwaitedMoney) private readonly awaited: Pick<AwaitedMoney, 'of'>,
    @Inject(Acceptances) private readonly acceptances: Pick<Acceptances, 'of'>,
  ) {}

  /** @throws ProblemException 404 for whoever may not see it, or when there is none */
  async of(id: string, actor: Actor, after?: Position): Promise<CaseView> {
    const seen = await this.log.open(id, actor, after);
    const row = await this.rowOf(id, seen, after);
    const upToDate = seen.events.at(-1)!.revision >= row.revision;
    const { events, submitted, official } = upToDate ? seen : await this.log.openAgain(id, actor);
    const shown = events.filter(({ revision }) => revision <= row.revision);
    const { data, erased } = await this.log.read<ApplicationSubmitted>(submitted);
    const readable = official ? shown : shown.filter(seenByApplicant(readableUpTo(shown)));
    const assessment = await assessmentOf(readable, this.log);
    const { supplements, changed, erased: erasedLater } = await supplementsOf(shown, this.log);
    const { representative, erased: erasedName } = await representativeOf(shown, this.log);
    const { payouts, incomplete } = await this.queries.execute(new FindPayoutsOfCase(id, after));
    const claimed = await this.queries.execute(new FindRecoveriesOfCase(id, after));
    const appeals = await this.appeals.ofCase(id, after);
    const completeness = await this.reader.completeness(caseView.name, [id]);
    const { currency } = row;
    const money = (amount: number): Money => ({ amount, currency });
    return {
      id,
      ...numberOf(row),
      state: row.state,
      directorate: row.directorate,
      schemeId: row.scheme_id,
      callId: row.call_id,
      regulationVersion: row.regulation_version,
      ...submissionOf(data),
      ...changed,
      ...(supplements.length > 0 ? { supplements } : {}),
      decisionDue: data.decisionDue,
      ...(row.supplement_due === null ? {} : { supplementDue: row.supplement_due }),
      ...(row.acceptance_due === null ? {} : await this.acceptanceOf(id, row.acceptance_due)),
      ...(row.appeal_due === null ? {} : { appealDue: row.appeal_due }),
      ...(representative ? { representative } : {}),
      caseworker: row.caseworker,
      decisionMaker: row.decision_maker,
      ...assessment.view,
      granted: row.granted === null ? null : money(row.granted),
      released: money(row.released),
      paid: money(row.paid),
      schedule: scheduleOf(row).map((each) => ({ ...each, amount: money(each.amount) })),
      payouts,
      recoveries: claimed.recoveries,
      appeals: appeals.items,
      ...(await this.awaited.of(id)),
      submittedAt: row.submitted_on,
      updatedAt: row.updated_on,
      ...(erased || erasedLater || erasedName || assessment.erased ? { erased: true } : {}),
      ...(incomplete || claimed.incomplete || appeals.incomplete ? { incomplete: true } : {}),
      ...completeness,
      revision: row.revision,
      position: shown.at(-1)!.position,
    };
  }

  /** The award of a case. @throws ProblemException 404 also when the grant was not accepted */
  async award(id: string, actor: Actor, after?: Position): Promise<AwardView> {
    const view = await this.of(id, actor, after);
    const { state, schemeId, applicant, granted, released, paid, schedule, payouts, decision } = view;
    if (!AWARDED.has(state) || granted === null) throw refused(notFound());
    return {
      id,
      caseId: id,
      schemeId,
      state,
      recipient: applicant.organisation,
      amount: granted,
      released,
      paid,
      conditions: decision ? [...decision.conditions, ...decision.payoutConditions] : [],
      schedule,
      payouts,
      ...(view.incomplete ? { incomplete: view.incomplete } : {}),
    };
  }

  /** The last day to accept by all that moves it: appeals stop the clock, and no read model says for how long. */
  private async acceptanceOf(
    id: string,
    named: string,
  ): Promise<Pick<CaseView, 'acceptanceDue' | 'acceptanceStopped'>> {
    const { lastDay = named, stopped } = await this.acceptances.of(id);
    return stopped ? { acceptanceStopped: true } : { acceptanceDue: lastDay };
  }

  /** What was submitted is in the log, so its row is waited for: a case never seems to be missing. */
  private async rowOf(id: string, { submitted }: OpenedCase, after?: Position): Promise<CaseRow> {
    const rows = () => this.reader.rows<CaseRow>('SELECT * FROM cases WHERE case_id = $1', [id]);
    await this.reader.reached([caseView.name], after);
    const [there] = await rows();
    if (there) return there;
    await this.reader.reached([caseView.name], submitted.position);
    const [row] = await rows();
    if (row) return row;
    throw new ProblemException({
      code: 'case-paused',
      status: 503,
      detail: 'an event of this case could not be applied to the read model; an operator must resume it',
    });
  }
}

const OUTER: ReadonlySet<string> = new Set([
  'DecisionNotified',
  'ReceiptCorrected',
  'AppealPeriodEnded',
  'ApplicationReopened',
]);

/** Events up to the last outcome, and later ones that tell nothing of the inner work. */
function seenByApplicant(readable: number) {
  return ({ type }: { readonly type: string }, index: number): boolean => index < readable || OUTER.has(type);
}
