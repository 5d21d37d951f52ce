import type { Fault } from '../../contract/faults.js';
import type { CohortSize, Measurement, Measurements } from '../../contract/measurements.js';
import type { MeasuredOutcome } from '../../contract/pilot.js';
import { straddles } from '../early-end.js';
import { readMeasurements } from '../read-measurements.js';
import type { KnownPilot, MeasurementState } from './state.js';

/** What a settlement is calculated from, and what is still open. */
export interface SettlementBasis {
  readonly measurements: Measurements;
  /**
   * Codes of cohorts that still take participants in, ids of measurements that are not verified, are disputed, or have to
   * be told apart into what came before an early end and what came after it.
   */
  readonly open: readonly string[];
  /** Ids of the last of these. */
  readonly acrossEnd: readonly string[];
  /** Persons who counted, recorded, corrected or judged what it stands on. */
  readonly measuredBy: readonly string[];
}

/**
 * The verified measurements, by id, and the counted cohorts: the same facts give the same bytes. For terms that ask for
 * it, how the pilot ended as well; no cohort is opened after an early end, or once no further results are expected.
 */
export function basisOf(pilot: KnownPilot, final: boolean): SettlementBasis {
  const { cohorts, measurements } = pilot;
  const verified = measurements.filter(({ status }) => status === 'verified');
  const isAcrossEnd = ({ outcome }: MeasurementState) => isSplitByEnd(outcome, pilot);
  return {
    measurements: { ...documentOf(cohorts, verified), ...endingOf(pilot, final) },
    open: [
      ...cohorts.filter(({ persons }) => persons === undefined).map(({ code }) => code),
      ...measurements
        .filter((measured) => measured.status !== 'verified' || isAcrossEnd(measured))
        .map(({ id }) => id),
    ],
    acrossEnd: measurements.filter(isAcrossEnd).map(({ id }) => id),
    measuredBy: [
      ...new Set([
        ...cohorts.flatMap(({ counters }) => [...counters]),
        ...verified.flatMap(({ recorders, judges }) => [...recorders, ...judges]),
      ]),
    ],
  };
}

/** Whether an outcome began before an early end and came after it, where its metric counts nothing later. */
export function isSplitByEnd(
  outcome: Pick<MeasuredOutcome, 'metric' | 'period'>,
  { contract, endedOn }: KnownPilot,
): boolean {
  const terms = contract?.contract.terms;
  return terms?.termination !== undefined && straddles(outcome, terms, endedOn);
}

function endingOf(
  { contract, cohorts, endedOn }: KnownPilot,
  final: boolean,
): Pick<Measurements, 'lastDay' | 'neverOpened'> {
  const terms = contract?.contract.terms;
  if (terms === undefined || terms.format === 1) return {};
  const unopened = terms.cohorts.map(({ code }) => code).filter((code) => cohorts.get(code) === undefined);
  return {
    ...(endedOn === undefined ? {} : { lastDay: endedOn }),
    ...(unopened.length > 0 && (final || endedOn !== undefined) ? { neverOpened: unopened } : {}),
  };
}

/** What is wrong with all measurements of the pilot together, as if each were verified; `/measurements/3/…`. */
export function basisFaults({ contract, cohorts, measurements }: KnownPilot): readonly Fault[] {
  if (contract === undefined) return [];
  const reading = readMeasurements(documentOf(cohorts, measurements), contract.contract.terms);
  return reading.ok ? [] : reading.faults;
}

/** What an evaluator handed in as the engine reads it. */
export function asVerified(outcome: MeasuredOutcome): Measurement {
  return { ...outcome, status: 'verified' };
}

function documentOf(cohorts: KnownPilot['cohorts'], measurements: Iterable<MeasurementState>): Measurements {
  const counted = countedIn(cohorts);
  return {
    format: 1,
    cohorts: counted.toSorted((a, b) => (a.cohort < b.cohort ? -1 : 1)),
    measurements: [...measurements]
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map(({ outcome }) => asVerified(outcome)),
  };
}

/** Cohorts whose participants were counted, as the engine reads them. */
export function countedIn(cohorts: KnownPilot['cohorts']): CohortSize[] {
  return cohorts.flatMap(({ code, persons }) => (persons === undefined ? [] : [{ cohort: code, persons }]));
}
