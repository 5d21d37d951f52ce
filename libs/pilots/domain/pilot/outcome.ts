import type { Fault, Reading } from '../../contract/faults.js';
import type { Measurement } from '../../contract/measurements.js';
import type { MeasuredOutcome } from '../../contract/pilot.js';
import { readMeasurements } from '../read-measurements.js';
import { asVerified, countedIn, isSplitByEnd } from './basis.js';
import { cohortOf, type KnownPilot } from './state.js';

/**
 * What an evaluator handed in, or everything that is wrong with it, at its place below `/outcome`: of itself, and
 * together with the other measurements of the pilot (days counted twice, more persons than the cohort has).
 */
export function readOutcome(
  outcome: unknown,
  id: string,
  state: KnownPilot,
  today: string,
): Reading<MeasuredOutcome> {
  const { contract, cohorts } = state;
  if (contract === undefined)
    return { ok: false, faults: [{ path: '/outcome', message: 'There is no contract.' }] };
  if (typeof outcome !== 'object' || outcome === null || Array.isArray(outcome))
    return { ok: false, faults: [{ path: '/outcome', message: 'This must be an object.' }] };
  if ('status' in outcome)
    return {
      ok: false,
      faults: [{ path: '/outcome/status', message: 'Whether it is verified is said by others.' }],
    };
  const others = state.measurements.filter((each) => each.id !== id).map((each) => asVerified(each.outcome));
  const measurement = { ...outcome, status: 'verified' } as Measurement;
  const counted = countedIn(cohorts);
  const document = { format: 1, cohorts: counted, measurements: [...others, measurement] };
  const reading = readMeasurements(document, contract.contract.terms);
  const faults = [
    ...(reading.ok ? [] : reading.faults.map(below)),
    ...('evidence' in outcome ? [] : [{ path: '/outcome/evidence', message: 'This member is missing.' }]),
  ];
  if (faults.length > 0) return { ok: false, faults };
  const own = ownFaults(measurement, state, today);
  return own.length > 0 ? { ok: false, faults: own } : { ok: true, value: outcome as MeasuredOutcome };
}

const NOT_COUNTED: Fault = {
  path: '/outcome/cohort',
  message: 'The cohort must be closed, and its participants counted, before it is measured.',
};

/** The form is sound: what the pilot itself knows better. */
function ownFaults(measurement: Measurement, state: KnownPilot, today: string): Fault[] {
  if (measurement.period.to >= today)
    return [{ path: '/outcome/period/to', message: 'The period is not over yet.' }];
  if (isSplitByEnd(measurement, state)) return [splitFault(state.endedOn!)];
  if (!('cohort' in measurement)) return [];
  const cohort = cohortOf(state, measurement.cohort);
  if (cohort?.persons === undefined) return [NOT_COUNTED];
  return measurement.period.to < cohort.openedOn
    ? [{ path: '/outcome/period', message: `The cohort was opened on ${cohort.openedOn}.` }]
    : [];
}

function splitFault(endedOn: string): Fault {
  return {
    path: '/outcome/period',
    message: `The pilot ended early, on ${endedOn}: what this metric showed until then and after it is recorded apart.`,
  };
}

/** `/measurements/3/period` stands below `/outcome`, whichever of two that overlap it names. */
function below({ path, message }: Fault): Fault {
  // What was measured before has its cohorts counted: the size that the terms ask for is that of this one.
  if (path === '/cohorts') return NOT_COUNTED;
  return {
    path: path.startsWith('/measurements/') ? path.replace(/^\/measurements\/\d+/, '/outcome') : '/outcome',
    message,
  };
}
