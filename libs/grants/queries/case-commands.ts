import { Inject, Injectable } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { dateInOslo } from '#calendar/oslo.js';
import type { Actor, Position } from '#eventsourcing/event.js';
import { inOneLook } from '#cqrs/one-look.js';
import { PossibleCommandsOfCase } from '#payouts/contract/queries.js';
import { permits } from '#access/policy.js';
import type { Clock } from '#hosting/clock.js';
import { judged, type CommandOfCase, type PossibleCommand } from '#cqrs/possible-commands.js';
import { Reader } from '#cqrs/queries/reader.js';
import { CLOCK } from '#cqrs/tokens.js';
import { PossibleCommandsOnAid } from '#state-aid/contract/queries.js';
import { MAY } from '../access.js';
import { Applications } from '../application/applications/applications.js';
import { RegulationsOfCases } from '../application/applications/regulations-of-cases.js';
import { CaseAttachments } from '../application/attachments/case-attachments.js';
import { Awards } from '../application/awards/awards.js';
import { Notices } from '../application/notices/notices.js';
import type { SubmittedApplication } from '../domain/application/state.js';
import { reportsProjection, type ReportRow } from '../read-models/reports.js';
import { AppealQueries } from './appeals.js';
import type { CaseView } from './case-overview.js';
import { possibleOnAppeal } from './possible/appeal-commands.js';
import { possibleOnApplication } from './possible/application-commands.js';
import { possibleOnAward } from './possible/award-commands.js';
import { possibleNotices } from './possible/notice-commands.js';
import { possibleOnReport } from './possible/report-commands.js';

/** What of a case's view its commands are made from. */
export type ShownCase = Pick<CaseView, 'id' | 'paid'>;

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
    private readonly notices: Notices,
    private readonly reader: Reader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** For someone who may see the case, as of `after`. */
  of(shown: ShownCase, actor: Actor, after?: Position): Promise<readonly CommandOfCase[]> {
    return inOneLook(() => this.lookedAt(shown, actor, after));
  }

  private async lookedAt(
    shown: ShownCase,
    actor: Actor,
    after?: Position,
  ): Promise<readonly CommandOfCase[]> {
    const state = await this.applications.find(shown.id);
    if (state.status === 'none') return [];
    const now = this.clock.now();
    const possible = [
      ...(await this.ofGrants(shown, state, isOfficial(actor, state), dateInOslo(now), after)),
      ...(await this.queries.execute(new PossibleCommandsOfCase(shown.id, after))),
      ...(await this.queries.execute(new PossibleCommandsOnAid(shown.id, after))),
    ];
    return judged(this.commands, possible, actor, now);
  }

  private async ofGrants(
    { id: caseId, paid }: ShownCase,
    state: SubmittedApplication,
    official: boolean,
    today: string,
    after?: Position,
  ): Promise<PossibleCommand[]> {
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
      ...possibleOnApplication({ caseId, official, state, regulation, today }),
      ...possibleOnAward({ caseId, today, state: award, official }),
      ...possibleOnReport({
        today,
        paid,
        reports: owed,
        attachment: (await this.attachments.of(caseId)).at(-1)?.id,
      }),
      ...possibleOnAppeal(appealed),
      ...possibleNotices({ caseId, today, notices: await this.notices.find(caseId) }),
    ];
  }
}

/** Whether a person sees the inner work on the case. */
function isOfficial(actor: Actor, { submission }: SubmittedApplication): boolean {
  return permits(actor, MAY['case.read'], { owner: submission.directorate }).allowed;
}
