import type { Measurements } from '../../contract/measurements.js';
import type { ScenarioFault } from '../../contract/scenario.js';
import type { OutcomeSettlement } from '../../contract/settlement.js';
import type { OutcomeTerms } from '../../contract/terms.js';
import { TooMuch } from '../exact.js';
import { readMeasurements } from '../read-measurements.js';
import { settle } from '../settle.js';
import type { Course } from './course.js';
import { settlementsAllowed } from './effort.js';

/** Settles along a course, each position once. */
export interface Settler {
  readonly at: (position: number) => OutcomeSettlement;
  /** How many positions have been settled. */
  readonly count: () => number;
  /** How many may be, so that an answer comes while somebody waits for it. */
  readonly most: number;
}

/** A settler of what is assumed together with what is varied. */
export function settler(terms: OutcomeTerms, assumed: Measurements, course: Course): Settler {
  const settled = new Map<number, OutcomeSettlement>();
  return {
    most: settlementsAllowed(terms, assumed, course),
    at: (position) => {
      const before = settled.get(position);
      if (before !== undefined) return before;
      const settlement = settleAt(terms, assumed, course, position);
      settled.set(position, settlement);
      return settlement;
    },
    count: () => settled.size,
  };
}

/** What keeps the ends of a course from being settled; what lies between them is then sound as well. */
export function endFaults(
  terms: OutcomeTerms,
  assumed: Measurements,
  course: Course,
): readonly ScenarioFault[] {
  if (settlementsAllowed(terms, assumed, course) === 0) return [TOO_LARGE];
  const faults = [course.first, course.last].flatMap((position): readonly ScenarioFault[] => {
    const reading = readMeasurements(together(assumed, course, position), terms);
    if (reading.ok) return [];
    const end = position === course.first ? '/from' : '/to';
    return reading.faults.map((fault) => placed(fault, assumed.measurements.length, end));
  });
  if (faults.length > 0) {
    const once = new Map(faults.map((fault) => [`${fault.document} ${fault.path} ${fault.message}`, fault]));
    return [...once.values()];
  }
  return [
    ...tooMuch(terms, assumed, course, course.first, { document: 'measurements', path: '' }),
    ...tooMuch(terms, assumed, course, course.last, { document: 'vary', path: '/to' }),
  ].slice(0, 1);
}

const TOO_LARGE: ScenarioFault = {
  document: 'measurements',
  path: '',
  message: 'There are too many results, steps and payers to draw a curve over them.',
};

function tooMuch(
  terms: OutcomeTerms,
  assumed: Measurements,
  course: Course,
  position: number,
  place: Pick<ScenarioFault, 'document' | 'path'>,
): readonly ScenarioFault[] {
  try {
    settleAt(terms, assumed, course, position);
    return [];
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    return [{ ...place, message: `These results cannot be settled: ${error.message}.` }];
  }
}

function settleAt(
  terms: OutcomeTerms,
  assumed: Measurements,
  course: Course,
  position: number,
): OutcomeSettlement {
  const reading = readMeasurements(together(assumed, course, position), terms);
  if (!reading.ok)
    throw new Error(`A position between sound ends is not sound: ${reading.faults[0]!.message}`);
  return settle(terms, reading.value);
}

function together(assumed: Measurements, course: Course, position: number): Measurements {
  return { ...assumed, measurements: [...assumed.measurements, ...course.measured(position)] };
}

/** A fault of what was made up for the course is one of the range or of what the range is made of. */
function placed(
  { path, message }: { readonly path: string; readonly message: string },
  assumed: number,
  end: '/from' | '/to',
): ScenarioFault {
  const [, index, member] = /^\/measurements\/(\d+)\/(.+)$/.exec(path) ?? [];
  if (index === undefined || Number(index) < assumed) return { document: 'measurements', path, message };
  const isPersons = member === 'intervention/persons';
  const isBaseline = member?.startsWith('baseline');
  return { document: 'vary', path: isPersons ? '/persons' : isBaseline ? `/${member}` : end, message };
}
