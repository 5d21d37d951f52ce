import { Inject, Injectable } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { dateInOslo } from '#calendar/oslo.js';
import type { Actor, Position } from '#eventsourcing/event.js';
import { inOneLook } from '#cqrs/one-look.js';
import { OffersOfCase } from '#payouts/contract/queries.js';
import { permits } from '#access/policy.js';
import type { Clock } from '#hosting/clock.js';
import { judged, type CommandOfCase, type Offer } from '#cqrs/offer.js';
import { Reader } from '#cqrs/queries/reader.js';
import { CLOCK } from '#cqrs/tokens.js';
import { OffersOnAid } from '#state-aid/contract/queries.js';
import { MAY } from '../access.js';
import { Applications } from '../application/applications/applications.js';
import { RegulationsOfCases } from '../application/applications/regulations-of-cases.js';
import { CaseAttachments } from '../application/attachments/case-attachments.js';
import { Awards } from '../application/awards/awards.js';
import type { SubmittedApplication } from '../domain/application/state.js';
import { reportsProjection, type ReportRow } from '../read-models/reports.js';
import { AppealQueries } from './appeals.js';
import type { CaseView } from './case-overview.js';
import { appealOffers } from './offers/appeal-offers.js';
import { applicationOffers } from './offers/application-offers.js';
import { awardOffers } from './offers/award-offers.js';
import { reportOffers } from './offers/report-offers.js';

/** What of a case's view its commands are made from. */
export type CaseOffered = Pick<CaseView, 'id' | 'paid'>;

/** Every command a case may take, judged for one person: which are possible now, and why the others are not. */
@Injectable()
export class CaseCommands {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly applications: Applications,
    private readonly regulations: RegulationsOfCases,
    private readonly awards: Awards,
    private readonly attachments: CaseAttachments,
    private readonly appeals: AppealQueries,
    private readonly reader: Reader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** For someone who may see the case, as of `after`. */
  of(shown: CaseOffered, actor: Actor, after?: Position): Promise<readonly CommandOfCase[]> {
    return inOneLook(() => this.lookedAt(shown, actor, after));
  }

  private async lookedAt(
    shown: CaseOffered,
    actor: Actor,
    after?: Position,
  ): Promise<readonly CommandOfCase[]> {
    const state = await this.applications.find(shown.id);
    if (state.status === 'none') return [];
    const now = this.clock.now();
    const offers = [
      ...(await this.ofGrants(shown, state, isOfficial(actor, state), dateInOslo(now), after)),
      ...(await this.queries.execute(new OffersOfCase(shown.id, after))),
      ...(await this.queries.execute(new OffersOnAid(shown.id, after))),
    ];
    return judged(this.commands, offers, actor, now);
  }

  private async ofGrants(
    { id: caseId, paid }: CaseOffered,
    state: SubmittedApplication,
    official: boolean,
    today: string,
    after?: Position,
  ): Promise<Offer[]> {
    const regulation = await this.regulations.of(caseId);
    const award = await this.awards.find(caseId);
    const { items } = await this.appeals.ofCase(caseId, after);
    await this.reader.reached([reportsProjection.name], after);
    const reports = await this.reader.rows<ReportRow>(
      'SELECT * FROM reports WHERE case_id = $1 ORDER BY due_on, report_id',
      [caseId],
    );
    const appealed = {
      caseId,
      applied: state.submission.amount,
      today,
      decision: state.decision?.number,
      appeals: items,
    };
    const owed = reports.map((row) => ({
      id: row.report_id,
      withAuditorStatement: row.with_auditor_statement,
    }));
    return [
      ...applicationOffers({ caseId, official, state, regulation, today }),
      ...awardOffers({ caseId, today, state: award }),
      ...reportOffers({
        today,
        paid,
        reports: owed,
        attachment: (await this.attachments.of(caseId)).at(-1)?.id,
      }),
      ...appealOffers(appealed),
    ];
  }
}

/** Whether a person sees the inner work on the case. */
function isOfficial(actor: Actor, { submission }: SubmittedApplication): boolean {
  return permits(actor, MAY['case.read'], { owner: submission.directorate }).allowed;
}
