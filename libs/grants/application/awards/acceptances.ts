import { Injectable } from '@nestjs/common';
import type { AcceptBy, Award } from '../../domain/award/state.js';
import {
  lastDayToAccept,
  laterOf,
  type StoppingAppeal,
  type TimeToAccept,
} from '../../domain/award/offered.js';
import { PENDING, type SubmittedAppeal } from '../../domain/appeal/state.js';
import type { Application } from '../../domain/application/state.js';
import { Appeals } from '../appeals/appeals.js';
import { Applications } from '../applications/applications.js';
import { AppealsOfCases } from '../impartiality/appeals-of-cases.js';
import { Awards } from './awards.js';

/** Where neither the regulation version nor the agency sets a day. */
const UNLIMITED: TimeToAccept = { lastDay: undefined, stopped: false, stops: [] };

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
    if (state.status === 'none' || !state.decision) return UNLIMITED;
    const named = namedBy(state, await this.awards.find(caseId));
    if (named === undefined) return UNLIMITED;
    const { number, reopened } = state.decision;
    const appeals = await this.stoppingAt(caseId, number);
    const time = lastDayToAccept(named, appeals);
    if (!reopened) return time;
    return laterOf(time, lastDayToAccept(reopened.lastDay, since(reopened.openedOn, appeals)));
  }

  private async stoppingAt(caseId: string, decision: number): Promise<StoppingAppeal[]> {
    const found: StoppingAppeal[] = [];
    for (const id of await this.ofCases.of(caseId)) {
      const appeal = await this.appeals.find(id);
      if (appeal.status === 'none' || appeal.standing === 'claimed') continue;
      const { against, arrival, receivedOn } = appeal.submission;
      if (against.kind !== 'decision' || against.number !== decision) continue;
      found.push({ madeOn: arrival?.sentOn ?? receivedOn, answeredOn: answerOf(appeal) });
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

/** The appeals that waited on that day, or came later: what was stopped before counts no more. */
function since(day: string, appeals: readonly StoppingAppeal[]): StoppingAppeal[] {
  return appeals
    .filter(({ answeredOn }) => answeredOn === undefined || answeredOn > day)
    .map((each) => (each.madeOn < day ? { ...each, madeOn: day } : each));
}

/** When the party knew what came of it: on notice of the outcome, by the later day where that was corrected, or when it withdrew. */
function answerOf({ status, notice, decidedOn }: SubmittedAppeal): string | undefined {
  if (PENDING.has(status)) return undefined;
  return status === 'withdrawn' ? decidedOn : (notice?.answeredOn ?? notice?.receivedOn);
}
