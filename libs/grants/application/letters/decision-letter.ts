import type { LetterDocument } from '#letters/letter.js';
import type { DecisionNotified, LetterKind } from '../../contract/events.js';
import type { DecidedBy, GrantLetterFacts, ReportFacts, ScoreFacts } from '../../letters/facts.js';
import { grantLetter } from '../../letters/grant-letter.js';
import { inadmissibilityLetter, rejectionLetter } from '../../letters/rejection-letter.js';
import { dueDatesOf } from '../../domain/report/duties.js';
import { appealFacts, caseFacts, submittedIn, type Writing } from './case-facts.js';
import type { CaseInWords, QuotedEvent } from './case-words.js';
import type { Decided } from './decided.js';
import type { Officials } from './officials.js';
import { lastOf, type Opened } from './opened-events.js';

/** The days that run from the notice of a decision; none while nobody was notified. */
export type Deadlines = Pick<DecisionNotified['data'], 'appealDeadline' | 'acceptanceDeadline'>;

/** A letter and what kind of letter it is. */
export interface WrittenLetter {
  readonly kind: LetterKind;
  readonly document: LetterDocument;
}

/** The letter of a decision: grant letter, rejection or inadmissibility. */
export function decisionLetter(
  theCase: CaseInWords,
  decided: Decided,
  { appealDeadline, acceptanceDeadline }: Deadlines,
  writing: Writing,
): WrittenLetter {
  const bodyName = theCase.regulation.appeal?.bodyName;
  const byAppealBody = decided.final && bodyName !== undefined;
  const facts = {
    ...caseFacts(theCase, writing),
    ...(byAppealBody ? { sender: { name: bodyName }, enquiries: undefined } : {}),
    ...(decided.reverses ? { reverses: decided.reverses } : {}),
    grounds: decided.grounds,
    decidedBy: decidedBy(decided, writing.officials),
    appeal: decided.final ? undefined : appealFacts(theCase, appealDeadline),
  };
  switch (decided.outcome) {
    case 'granted': {
      const followedUpBy = byAppealBody ? theCase.regulation.authority?.name : undefined;
      const acceptBy = { acceptBy: acceptanceDeadline, acceptWithin: theCase.regulation.acceptance };
      return {
        kind: 'grant',
        document: grantLetter({ ...facts, ...grantFacts(theCase, decided), ...acceptBy, followedUpBy }),
      };
    }
    case 'rejected':
      return {
        kind: 'rejection',
        document: rejectionLetter({ ...facts, scores: scoresOf(theCase, decided) }),
      };
    case 'inadmissible':
      return {
        kind: 'inadmissibility',
        document: inadmissibilityLetter({ ...facts, unmet: unmetOf(theCase, decided) }),
      };
  }
}

function decidedBy({ preparedBy, approvedBy }: Decided, officials: Officials): DecidedBy {
  return {
    preparedBy: preparedBy.map(officials),
    ...(approvedBy === undefined ? {} : { approvedBy: officials(approvedBy) }),
  };
}

type OfGrant = Omit<
  GrantLetterFacts,
  keyof ReturnType<typeof caseFacts> | 'grounds' | 'decidedBy' | 'appeal'
>;

/** The purpose is the project as the applicant described it. */
function grantFacts(theCase: CaseInWords, decided: Decided): OfGrant {
  const { amount, conditions, payoutConditions, schedule, planned } = decided;
  const { submission } = theCase.state;
  const { summary } = submittedIn(theCase).data;
  const { stateAid } = theCase.regulation;
  const { currency } = amount;
  return {
    amount,
    purpose: summary ?? submission.title,
    period: submission.period,
    conditions: [
      ...conditions.map((text) => ({ text })),
      ...payoutConditions.map((text) => ({ text, beforePayout: true })),
    ],
    coFunding: { amount: submission.coFunding, currency },
    schedule: schedule.map(({ dueDate, amount: due }) => ({ dueDate, amount: { amount: due, currency } })),
    reports: reportsOf(theCase, decided),
    continuation: planned.map(({ year, amount: of }) => ({ year, amount: { amount: of, currency } })),
    deMinimis: stateAid && {
      limit: { amount: stateAid.limitEuroCents, currency: 'EUR' },
      window: stateAid.window,
    },
  };
}

function reportsOf({ regulation }: CaseInWords, { schedule }: Decided): ReportFacts[] {
  const years = schedule.map(({ dueDate }) => Number(dueDate.slice(0, 4)));
  const due = (regulation.reporting ?? []).flatMap((duty) =>
    dueDatesOf(duty, years).map(({ dueOn }) => ({ ...duty, dueDate: dueOn })),
  );
  return due
    .toSorted((a, b) => (a.dueDate < b.dueDate ? -1 : Number(a.dueDate > b.dueDate)))
    .map(({ title, dueDate, withAccounts, withAuditorStatement }) => ({
      title,
      dueDate,
      withAccounts,
      withAuditorStatement,
    }));
}

/** Those of a moderation, or of every assessor; criteria in the order of the regulation. */
function scoresOf(theCase: CaseInWords, { assessedUpTo }: Decided): ScoreFacts[] {
  const events = assessedBefore(theCase, assessedUpTo);
  const moderated = events.findLastIndex(({ type }) => type === 'ScoresModerated');
  const first = lastOf(events, 'ApplicationScored', (data) => data.as === undefined);
  const second = lastOf(events, 'ApplicationScored', (data) => data.as === 'second');
  const rescored = Math.max(first?.revision ?? -1, second?.revision ?? -1);
  const moderation = events[moderated]?.type === 'ScoresModerated' ? events[moderated] : undefined;
  const counting = moderation && moderation.revision > rescored ? [moderation] : [first, second];
  return theCase.regulation.criteria.flatMap(({ code, title, max, threshold }) =>
    counting
      .flatMap((scoring) => scoring?.data.scores ?? [])
      .filter(({ criterion }) => criterion === code)
      .map(({ score, rationale }) => ({ criterion: title, score, max, threshold, rationale })),
  );
}

/** The texts of required checks that were not met, as the regulation states them. */
function unmetOf(theCase: CaseInWords, { assessedUpTo }: Decided): string[] {
  const checked = lastOf(assessedBefore(theCase, assessedUpTo), 'EligibilityChecked');
  const unmet = new Set(checked?.data.checks.filter(({ met }) => !met).map(({ code }) => code));
  const required = theCase.regulation.eligibility?.checks.filter((check) => check.required) ?? [];
  return required.filter(({ code }) => unmet.has(code)).map(({ text }) => text);
}

/** The assessment a decision rests on: what came before the case was reopened is not part of it. */
function assessedBefore({ events }: CaseInWords, upTo: number | undefined): readonly Opened<QuotedEvent>[] {
  if (upTo === undefined) return [];
  const before = events.filter(({ revision }) => revision < upTo);
  return before.slice(before.findLastIndex(({ type }) => type === 'ApplicationReopened') + 1);
}
