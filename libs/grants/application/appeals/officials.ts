import { Injectable } from '@nestjs/common';
import type { Asking } from '#cqrs/steps.js';
import type { Appealed } from '../../contract/events.js';
import type { SubmittedApplication } from '../../domain/application/state.js';
import type { Terms } from '../../domain/appeal/content.js';
import type { Official } from '../../domain/appeal/impartiality.js';
import type { Appeal, SubmittedAppeal } from '../../domain/appeal/state.js';
import { barredFrom, type Impartiality, type OfficialPart } from '#impartiality/impartiality.js';
import { Applications } from '../applications/applications.js';
import { ImpartialityOfCases } from '../impartiality/impartiality-of-cases.js';
import { RegulationsOfCases } from '../applications/regulations-of-cases.js';
import { Awards } from '../awards/awards.js';
import { AppealedParts } from './appealed-parts.js';
import { Appeals } from './appeals.js';

const PARTS = { preparer: 'mayPrepare', decider: 'mayDecide' } as const;
const NONE: Terms = { currency: '', applied: 0, multiYear: false };

/** What an official who acts in an appeal knows of it. */
interface Known {
  readonly appeal: Appeal;
  readonly official: Pick<Official, 'person' | 'declared' | 'cleared' | 'proposerCleared'>;
  readonly terms: Terms;
}

/** Officials in appeals: what they declared in the case counts in its appeals. */
@Injectable()
export class Officials {
  constructor(
    private readonly appeals: Appeals,
    private readonly applications: Applications,
    private readonly impartiality: ImpartialityOfCases,
    private readonly regulations: RegulationsOfCases,
    private readonly parts: AppealedParts,
    private readonly awards: Awards,
  ) {}

  /** Who acts, and what a new decision is held against; nothing of an appeal that does not exist, which refuses anyway. */
  async of({ id, person }: Asking, as: 'preparer' | 'decider'): Promise<Known> {
    const appeal = await this.appeals.find(id);
    if (appeal.status === 'none') return { appeal, official: { person, declared: {} }, terms: NONE };
    const { caseId, against } = appeal.submission;
    const application = await this.applications.find(caseId);
    if (application.status === 'none') throw new Error(`appeal ${id} is in a case that does not exist`);
    const { multiYear } = await this.regulations.of(caseId);
    const { amount: applied, currency } = application.submission.amount;
    return {
      appeal,
      official: {
        person,
        ...onRecord(person, PARTS[as], await this.impartiality.of(caseId, person)),
        ...(await this.proposerIn(appeal)),
      },
      terms: {
        currency,
        applied,
        multiYear,
        ...whatStands(application, against),
        part: await this.parts.of(against),
        grant: against.kind === 'refusal' ? await this.grantOf(caseId) : undefined,
      },
    };
  }

  /** Whether a superior found whoever proposed something in the appeal impartial, after all they declared. */
  private async proposerIn({ proposer, submission }: SubmittedAppeal) {
    if (proposer === undefined) return {};
    const known = await this.impartiality.of(submission.caseId, proposer);
    return { proposerCleared: known?.ruling?.mayPrepare === true };
  }

  private async grantOf(caseId: string): Promise<Terms['grant']> {
    return (await this.awards.find(caseId)).status === 'revoked' ? 'revoked' : 'goes-on';
  }
}

/** What a new decision is held against: the decision on the application that the appeal is against. */
function whatStands(
  application: SubmittedApplication,
  against: Appealed,
): Pick<Terms, 'before' | 'noticeOn'> {
  const made = against.kind === 'decision' ? application.decisions.get(against.number) : undefined;
  if (!made) return {};
  const { amount, schedule, conditions, notified } = made;
  const before = {
    amount: made.outcome === 'granted' ? amount.amount : 0,
    schedule,
    conditions: conditions.length,
    beforePayout: conditions.filter(({ beforePayout }) => beforePayout).length,
  };
  return { before, noticeOn: notified?.receivedOn };
}

/** What the person's last declaration in the case means now: a superior's ruling counts. */
function onRecord(
  person: string,
  part: OfficialPart,
  known: Impartiality | undefined,
): Pick<Official, 'declared' | 'cleared'> {
  if (known?.ruling === undefined && known?.declared === undefined) return { declared: {} };
  // Whom a superior ruled on has not to declare anything more.
  const { declared = 'no-conflict', ruling } = known;
  return {
    declared: { [person]: barredFrom({ ...known, declared }, part) !== undefined },
    cleared: ruling?.[part],
  };
}
