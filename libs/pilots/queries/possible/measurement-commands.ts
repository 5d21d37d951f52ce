import { addDays } from '#calendar/oslo.js';
import { createdId } from '#http/commands.js';
import { possibleUnder, type PossibleCommand } from '#cqrs/possible-commands.js';
import { TakePilotStep } from '../../application/pilots/steps.js';
import type { MeasuredOutcome } from '../../contract/pilot.js';
import type { MetricTerms, OutcomeTerms } from '../../contract/terms.js';
import type { KnownPilot } from '../../domain/pilot/state.js';
import * as examples from '../../http/examples/pilots.js';
import { stepsOn } from './pilot-steps.js';

/** What may be sent on measurements, with bodies made for where the pilot stands; `today` is a calendar date. */
export function possibleOnMeasurement(state: KnownPilot, today: string): PossibleCommand[] {
  const { pilotId: id } = state;
  const command = possibleUnder(`/v1/pilots/${id}`);
  const step = stepsOn(id);
  const outcome = outcomeFor(state, today);
  return [
    command('record-measurement', 'measurements', { outcome }, (context) => {
      const recording = { type: 'RecordMeasurement', measurementId: createdId(context), outcome } as const;
      return new TakePilotStep(id, recording, context);
    }),
    ...state.measurements.flatMap(({ id: measurementId, outcome: known }) => {
      const at = `measurements/${measurementId}`;
      const about = { measurementId, grounds: 'One of the acts was before the release.' };
      return [
        step(`${at}/verification`, { type: 'VerifyMeasurement', measurementId }, 'measurementId'),
        step(`${at}/dispute`, { type: 'DisputeMeasurement', ...about }, 'measurementId'),
        step(`${at}/dispute-dismissal`, { type: 'DismissDispute', ...about }, 'measurementId'),
        step(`${at}/correction`, { type: 'CorrectMeasurement', outcome: known, ...about }, 'measurementId'),
      ];
    }),
  ];
}

/** Something that was not measured yet, in days that are over; where there is none, something that will be refused. */
function outcomeFor({ contract, cohorts, measurements }: KnownPilot, today: string): MeasuredOutcome {
  const terms = contract?.contract.terms;
  if (terms === undefined) return examples.outcome;
  const measured = new Set(measurements.map(({ outcome }) => keyOf(outcome)));
  const closed = cohorts
    .filter(({ persons }) => persons !== undefined)
    .map(({ code, persons }) => ({ code, persons: persons! }));
  const possible = terms.metrics.flatMap((metric) => outcomesOf(metric, terms, closed, today));
  return possible.find((outcome) => !measured.has(keyOf(outcome))) ?? possible[0] ?? examples.outcome;
}

function outcomesOf(
  { code: metric, pricing }: MetricTerms,
  { period: { from, to } }: OutcomeTerms,
  closed: readonly { readonly code: string; readonly persons: number }[],
  today: string,
): MeasuredOutcome[] {
  const yesterday = addDays(today, -1);
  const period = { from, to: to < yesterday ? to : yesterday };
  const base = { metric, period, evidence: examples.outcome.evidence };
  switch (pricing.form) {
    case 'guaranteed':
      return [];
    case 'milestone':
      return [{ kind: 'milestone', ...base, achieved: true }];
    case 'savings-share':
      return [{ kind: 'savings', ...base, savings: 0 }];
    case 'per-unit':
    case 'tiered':
      return closed.map(({ code: cohort }) => ({ kind: 'count', ...base, cohort, count: 0 }));
    case 'rate-reduction':
      return closed.map(({ code: cohort, persons }) => ({
        kind: 'rate',
        ...base,
        cohort,
        intervention: { events: 0, persons },
        baseline: { events: 0, persons },
      }));
  }
}

function keyOf(outcome: MeasuredOutcome): string {
  return 'cohort' in outcome ? `${outcome.metric} ${outcome.cohort}` : outcome.metric;
}
