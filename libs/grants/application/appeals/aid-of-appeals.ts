import { Injectable } from '@nestjs/common';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import type { ReplacedContent } from '../../contract/events.js';
import { Applications } from '../applications/applications.js';
import { ReplacementFunding } from '../decisions/funding.js';
import { Appeals } from './appeals.js';

/** De minimis aid of grants that appeals lead to: an outcome that would exceed the limit is not made. */
@Injectable()
export class AidOfAppeals {
  constructor(
    private readonly appeals: Appeals,
    private readonly applications: Applications,
    private readonly funding: ReplacementFunding,
  ) {}

  /**
   * Makes an outcome, unless the new decision it leads to grants aid beyond the limit. That is found out only for who
   * may make the outcome, by asking first. Refused: `de-minimis-exceeded`, `currency-rate-missing`.
   */
  async within(
    id: string,
    newDecision: ReplacedContent | undefined,
    context: CommandContext,
    make: (context: CommandContext) => Promise<Outcome>,
  ): Promise<Outcome> {
    if (newDecision?.outcome !== 'granted') return make(context);
    const asked = await make({ ...context, dryRun: true });
    const barred = asked.ok ? await this.barred(id, newDecision, context) : undefined;
    return barred ? { ok: false, refusal: barred } : make(context);
  }

  private async barred(
    appealId: string,
    { amount, schedule }: ReplacedContent,
    context: CommandContext,
  ): Promise<Refusal | undefined> {
    const appeal = await this.appeals.find(appealId);
    if (appeal.status === 'none' || appeal.submission.against.kind !== 'decision') return undefined;
    const { caseId } = appeal.submission;
    const state = await this.applications.find(caseId);
    if (state.status === 'none') return undefined;
    return this.funding.barredByAid(caseId, state, { appealId, amount, schedule }, context);
  }
}
