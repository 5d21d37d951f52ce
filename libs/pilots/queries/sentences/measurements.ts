import type { SentencesOf } from '#cqrs/queries/sentence.js';
import type { MeasurementEvent } from '../../contract/events.js';
import type { MeasuredOutcome } from '../../contract/pilot.js';

/** What is told of measurements. */
export const MEASUREMENT_SENTENCES: SentencesOf<MeasurementEvent> = {
  MeasurementRecorded: {
    what: ({ recordedBy, outcome }) => `${recordedBy} recorded ${inWords(outcome)}`,
  },
  MeasurementVerified: {
    what: ({ verifiedBy, version }) => `${verifiedBy} verified the measurement (version ${version})`,
  },
  MeasurementDisputed: {
    what: ({ disputedBy, organisation, version }) =>
      `${disputedBy} of ${organisation} disputed the measurement (version ${version})`,
    why: ({ grounds }) => grounds,
  },
  DisputeDismissed: {
    what: ({ dismissedBy, version }) => `${dismissedBy} dismissed the dispute: version ${version} stands`,
    why: ({ grounds }) => grounds,
  },
  MeasurementCorrected: {
    what: ({ correctedBy, version, outcome }) =>
      `${correctedBy} corrected the measurement (version ${version}): ${inWords(outcome)}`,
    why: ({ grounds }) => grounds,
  },
};

function inWords(outcome: MeasuredOutcome): string {
  const { metric, period } = outcome;
  const where = 'cohort' in outcome ? `${metric}, cohort ${outcome.cohort}` : metric;
  return `${where}, ${period.from} to ${period.to}: ${figures(outcome)}`;
}

function figures(outcome: MeasuredOutcome): string {
  switch (outcome.kind) {
    case 'count':
      return String(outcome.count);
    case 'rate': {
      const { intervention, baseline } = outcome;
      return `${intervention.events} events of ${intervention.persons} persons against ${baseline.events} of ${baseline.persons}`;
    }
    case 'milestone':
      return outcome.achieved ? 'reached' : 'not reached';
    case 'savings':
      return `savings of ${outcome.savings} (minor units)`;
  }
}
