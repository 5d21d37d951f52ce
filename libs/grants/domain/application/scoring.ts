import { accept, refuse, type Decision } from '#eventsourcing/decider.js';
import { refusal } from '#eventsourcing/refusal.js';
import { sum } from '#money/money.js';
import type { ApplicationEvent } from '../../contract/events.js';
import type { RegulationVersion } from '../../contract/regulation.js';
import { barredFromPreparing } from './impartiality.js';
import { no, type ApplicationRefusal } from './refusals.js';
import type { SubmittedApplication } from './state.js';
import { mayAssess } from './steps.js';

type Answer = Decision<ApplicationEvent, ApplicationRefusal>;

/** What scores come to under a regulation version. */
interface Weighed {
  readonly weightedTotal: number;
  readonly belowThreshold: readonly string[];
}

/** Points on one criterion and why. */
interface GivenScore {
  readonly criterion: string;
  readonly score: number;
  readonly rationale: string;
}

/** The caseworker, or the second assessor, scores every criterion of the regulation version. */
interface ScoreApplication {
  readonly type: 'ScoreApplication';
  readonly assessor: string;
  readonly regulation: RegulationVersion;
  readonly scores: readonly GivenScore[];
}

/** Scores every criterion of the regulation version once, inside its scale; the second assessor does so too. */
function score(command: ScoreApplication, state: SubmittedApplication): Answer {
  const { assessor, regulation, scores } = command;
  const second = assessor === state.secondAssessor;
  const barred = second
    ? mayAssess({ ...state, caseworker: assessor }, assessor, ['under-assessment', 'scored'])
    : mayAssess(state, assessor, ['under-assessment', 'scored']);
  if (barred) return refuse(barred);
  const checks = regulation.eligibility?.checks ?? [];
  if (checks.length > 0 && state.eligible === undefined)
    return refuse(
      refusal('conflict', 'eligibility-not-checked', 'eligibility is checked before anything is scored'),
    );
  const fault = faultOfScores(scores, regulation);
  if (fault) return refuse(fault);
  const weighed = weigh(scores, regulation);
  return accept<ApplicationEvent>({
    type: 'ApplicationScored',
    data: { assessor, scores, ...weighed, ...(second ? { as: 'second' } : {}), ...awaits() },
  });

  function awaits(): { readonly awaits?: 'other-assessor' | 'moderation' } {
    const other = second ? state.scores.first : state.scores.second;
    const both = regulation.secondAssessor === true || state.secondAssessor !== undefined;
    if (!other) return both ? { awaits: 'other-assessor' } : {};
    const { moderationLimit } = regulation;
    const difference = Math.abs(weighed.weightedTotal - other.weightedTotal);
    return moderationLimit !== undefined && difference > moderationLimit ? { awaits: 'moderation' } : {};
  }
}

/** A third person moderates what two assessors differ on. */
interface ModerateScores {
  readonly type: 'ModerateScores';
  readonly moderator: string;
  readonly regulation: RegulationVersion;
  readonly scores: readonly GivenScore[];
  readonly rationale: string;
}

/** Another person than both assessors moderates what they differ on. */
function moderate(command: ModerateScores, state: SubmittedApplication): Answer {
  const { moderator, regulation, scores, rationale } = command;
  if (state.status !== 'awaiting-moderation') return refuse(no.inState(state.status, 'awaiting-moderation'));
  const { first, second } = state.scores;
  if (moderator === first?.assessor || moderator === second?.assessor || moderator === state.caseworker)
    return refuse(no.fourEyes());
  if (moderator === state.submission.submittedBy) return refuse(no.fourEyes());
  const barred = barredFromPreparing(state, moderator) ?? faultOfScores(scores, regulation);
  if (barred) return refuse(barred);
  if (rationale.trim() === '') return refuse(no.grounds());
  return accept<ApplicationEvent>({
    type: 'ScoresModerated',
    data: { moderator, scores, ...weigh(scores, regulation), rationale },
  });
}

function weigh(scores: readonly GivenScore[], { criteria }: RegulationVersion): Weighed {
  const points = new Map(scores.map((each) => [each.criterion, each.score]));
  return {
    weightedTotal: sum(criteria.map(({ code, weight }) => points.get(code)! * weight)),
    belowThreshold: criteria
      .filter(({ code, threshold }) => threshold !== undefined && points.get(code)! < threshold)
      .map(({ code }) => code),
  };
}

function faultOfScores(
  scores: readonly GivenScore[],
  { version, criteria }: RegulationVersion,
): ApplicationRefusal | undefined {
  const given = new Map(scores.map((each) => [each.criterion, each.score]));
  if (given.size < scores.length)
    return refusal('invalid', 'criterion-repeated', 'a criterion is scored twice');
  for (const { code, min, max } of criteria) {
    const points = given.get(code);
    if (points === undefined)
      return refusal('invalid', 'criterion-missing', `criterion ${code} is not scored`, { criterion: code });
    given.delete(code);
    if (!Number.isInteger(points) || points < min || points > max)
      return refusal(
        'invalid',
        'score-outside-scale',
        `criterion ${code} takes whole points from ${min} to ${max}`,
        { criterion: code, min, max },
      );
  }
  const [unknown] = given.keys();
  if (unknown === undefined) return undefined;
  return refusal(
    'invalid',
    'criterion-unknown',
    `regulation version ${version} has no criterion ${unknown}`,
    {
      criterion: unknown,
    },
  );
}

/** What points an application gets. */
export const scoring = {
  ScoreApplication: score,
  ModerateScores: moderate,
};
