import { Injectable } from '@nestjs/common';
import type { AcceptBy, Award } from '../../domain/award/state.js';
import { lastDayToAccept, type StoppingAppeal } from '../../domain/award/offered.js';
import { PENDING, type SubmittedAppeal } from '../../domain/appeal/state.js';
import type { Application } from '../../domain/application/state.js';
import { Appeals } from '../appeals/appeals.js';
import { Applications } from '../applications/applications.js';
import { AppealsOfCases } from '../impartiality/appeals-of-cases.js';
import { Awards } from './awards.js';

/** The time to accept a grant. */
export interface TimeToAccept {
  /** Calendar date; none where neither the regulation version nor the agency sets one. */
  readonly lastDay: string | undefined;
  /** An appeal against the decision waits: nothing lapses. */
  readonly stopped: boolean;
}

/** Until when grants may be accepted. */
@Injectable()
export class Acceptances {
  constructor(
    private readonly applications: Applications,
    private readonly awards: Awards,
    private readonly appeals: Appeals,
    private readonly ofCases: AppealsOfCases,
  ) {}

  /** The time to accept the grant of the decision in force. */
  async of(caseId: string): Promise<TimeToAccept> {
    const state = await this.applications.find(caseId);
    if (state.status === 'none' || !state.decision) return { lastDay: undefined, stopped: false };
    const named = namedBy(state, await this.awards.find(caseId));
    if (named === undefined) return { lastDay: undefined, stopped: false };
    return lastDayToAccept(named, await this.stoppingAt(caseId, state.decision.number));
  }

  private async stoppingAt(caseId: string, decision: number): Promise<StoppingAppeal[]> {
    const found: StoppingAppeal[] = [];
    for (const id of await this.ofCases.of(caseId)) {
      const appeal = await this.appeals.find(id);
      if (appeal.status === 'none' || appeal.standing === 'claimed') continue;
      const { against, receivedOn } = appeal.submission;
      if (against.kind !== 'decision' || against.number !== decision) continue;
      found.push({ receivedOn, answeredOn: answerOf(appeal) });
    }
    return found;
  }
}

/** The later of what the notice named and what the agency set. */
function namedBy(state: Application, award: Award): string | undefined {
  if (state.status === 'none') return undefined;
  const { number, notified } = state.decision!;
  const set: AcceptBy | undefined = 'acceptBy' in award ? award.acceptBy : undefined;
  const days = [notified?.acceptanceDeadline, set?.decision === number ? set.lastDay : undefined];
  return days
    .filter((day) => day !== undefined)
    .toSorted()
    .at(-1);
}

/** When the party knew what came of it: on notice of the outcome, by the later day where that was corrected, or when it withdrew. */
function answerOf({ status, notice, decidedOn }: SubmittedAppeal): string | undefined {
  if (PENDING.has(status)) return undefined;
  return status === 'withdrawn' ? decidedOn : (notice?.answeredOn ?? notice?.receivedOn);
}
