import { arrived } from '#eventsourcing/arrivals.js';
import { formatMoney } from '#money/format.js';
import type {
  ApplicationEvent,
  CaseRepresentationEvent,
  DecisionEvent,
  Score,
} from '../../contract/events.js';
import type { Readable } from '#cqrs/queries/readable.js';
import type { SentencesOf } from '#cqrs/queries/sentence.js';

/** What the events of an application up to its decision tell. */
export const APPLICATION_SENTENCES: SentencesOf<
  Exclude<ApplicationEvent, CaseRepresentationEvent | DecisionEvent>
> = {
  ApplicationSubmitted: {
    what: ({ applicant, amount, title, arrival }) =>
      `${applicant.name} applied for ${formatMoney(amount)}: “${title}”${arrived(arrival)}`,
  },
  ApplicationWithdrawn: {
    what: () => 'The applicant withdrew the application',
    why: ({ grounds }) => grounds,
  },
  SupplementRequested: {
    what: ({ requestedBy, dueOn }) => `${requestedBy} asked the applicant for what is missing, by ${dueOn}`,
    why: ({ items }) => together(items),
  },
  ApplicationSupplemented: {
    what: ({ amount, attachments = [], arrival }) =>
      'The applicant supplemented the application' +
      (amount ? `, and now applies for ${formatMoney(amount)}` : '') +
      (attachments.length > 0 ? `, with ${attachments.length} attached` : '') +
      arrived(arrival),
    why: ({ answer }) => answer,
  },
  SupplementOverdue: {
    what: () => 'The time to supplement the application passed without an answer',
  },
  StateAidDeclared: {
    what: ({ stateAid: { group, otherAid } }) =>
      `The applicant declared its group (${group.length} other organisations) and its de minimis aid from others (${otherAid.length} grants)`,
  },
  CaseworkerAssigned: {
    what: ({ caseworker }) => `The case was given to ${caseworker}`,
    why: ({ note }) => note,
    inner: 'The case was given to a caseworker',
  },
  ImpartialityDeclared: {
    what: ({ person, conflict, doubt }) =>
      doubt === true && !conflict
        ? `${person} asked a superior to rule on their impartiality`
        : `${person} declared ${conflict ? 'a' : 'no'} conflict of interest`,
    why: ({ statement }) => statement,
    inner: 'An official declared on impartiality',
  },
  ImpartialityRuled: {
    what: ({ person, ruledBy, mayPrepare, mayDecide }) =>
      `${ruledBy} ruled that ${person} ${ruling(mayPrepare, mayDecide)}`,
    why: ({ grounds }) => grounds,
    inner: "A superior ruled on an official's impartiality",
  },
  EligibilityChecked: {
    what: ({ checkedBy, checks, eligible }) => {
      const unmet = checks.filter(({ met }) => !met).map(({ code }) => code);
      const found = eligible ? 'eligible' : 'not eligible';
      return `${checkedBy} checked the application: ${found}${unmet.length > 0 ? `, not met: ${unmet.join(', ')}` : ''}`;
    },
    why: ({ checks }) => {
      const noted = checks.filter(({ note }) => note !== undefined);
      return noted.length === 0
        ? undefined
        : together(noted.map(({ code, note }) => (note == null ? null : `${code}: ${note}`)));
    },
    inner: 'Eligibility was checked',
  },
  SecondAssessorAssigned: {
    what: ({ assessor }) => `${assessor} became the second assessor`,
    why: ({ note }) => note,
    inner: 'The case was given to a second assessor',
  },
  ApplicationScored: {
    what: ({ assessor, weightedTotal, belowThreshold, as, awaits }) =>
      `${assessor} scored the application${as === 'second' ? ' as second assessor' : ''}: ${weightedTotal} points in all` +
      below(belowThreshold) +
      (awaits === 'moderation' ? '; the assessors differ too much' : ''),
    why: ({ scores }) => rationales(scores),
    inner: 'The application was scored',
  },
  ScoresModerated: {
    what: ({ moderator, weightedTotal, belowThreshold }) =>
      `${moderator} settled what the assessors differed on: ${weightedTotal} points in all${below(belowThreshold)}`,
    why: ({ rationale }) => rationale,
    inner: 'The scores were moderated',
  },
  ApplicationRecommended: {
    what: ({ outcome, amount }) =>
      `The caseworker recommended ${
        { granted: `to grant ${formatMoney(amount)}`, rejected: REJECT, inadmissible: INADMISSIBLE }[outcome]
      }`,
    why: ({ rationale }) => rationale,
    inner: 'The caseworker recommended an outcome',
  },
};

const REJECT = 'to reject the application';
const INADMISSIBLE = 'to find the application inadmissible';

function ruling(mayPrepare: boolean, mayDecide: boolean): string {
  if (mayDecide) return 'is impartial';
  return mayPrepare ? 'may prepare, but not decide' : 'is disqualified';
}

function below(thresholds: readonly string[]): string {
  return thresholds.length > 0 ? `, below the threshold on ${thresholds.join(', ')}` : '';
}

/** Rationales share the case's key: they are erased together. */
function rationales(scores: readonly Readable<Score>[]): string | null {
  return together(
    scores.map(({ criterion, rationale }) => (rationale === null ? null : `${criterion}: ${rationale}`)),
  );
}

function together(lines: readonly (string | null)[]): string | null {
  return lines.includes(null) ? null : lines.join('\n');
}
