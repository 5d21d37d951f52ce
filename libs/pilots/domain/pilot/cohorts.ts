import { accept, refuse } from '#eventsourcing/decider.js';
import { refusal } from '#eventsourcing/refusal.js';
import { sum } from '#money/money.js';
import type { PilotEvent } from '../../contract/events.js';
import type { OutcomeTerms, TermsPeriod } from '../../contract/terms.js';
import { whileRunning, type Acting, type Answer } from './answers.js';
import { basisFaults } from './basis.js';
import {
  cohortState,
  inState,
  measurementInvalid,
  outOfRange,
  tooManyParticipants,
  tooManyServed,
  unknownCohort,
} from './refusals.js';
import { cohortOf, takesPart, type CohortState, type KnownPilot } from './state.js';

/** Participants are taken into a cohort while the contract runs. */
interface OpenCohort {
  readonly type: 'OpenCohort';
  readonly cohort: string;
  readonly openedOn: string;
  readonly person: string;
  /** Calendar date in Oslo, here and below. */
  readonly today: string;
}

function open({ cohort, openedOn, person, today }: OpenCohort, state: KnownPilot): Answer {
  const terms = termsInForce(state);
  if (state.status !== 'agreed' || terms === undefined) return refuse(inState(state, 'agreed'));
  if (!terms.cohorts.some(({ code }) => code === cohort)) return refuse(unknownCohort(cohort));
  if (cohortOf(state, cohort) !== undefined)
    return refuse(cohortState(cohort, stateOf(cohortOf(state, cohort)), 'new'));
  const fault = dayFault(openedOn, terms, today);
  if (fault !== undefined) return refuse(fault);
  return accept<PilotEvent>({
    type: 'CohortOpened',
    data: { pilotId: state.pilotId, cohort, openedOn, openedBy: person },
  });
}

/** The cohort takes nobody in any more, and its participants are counted: what is measured is judged by that count. */
interface CloseCohort {
  readonly type: 'CloseCohort';
  readonly cohort: string;
  readonly closedOn: string;
  readonly persons: number;
  readonly person: string;
  readonly today: string;
}

function close({ cohort, closedOn, persons, person, today }: CloseCohort, state: KnownPilot): Answer {
  const opened = cohortOf(state, cohort);
  if (opened === undefined || opened.persons !== undefined)
    return refuse(cohortState(cohort, stateOf(opened), 'open'));
  const fault = dayFault(closedOn, termsInForce(state)!, today);
  if (fault !== undefined) return refuse(fault);
  if (closedOn < opened.openedOn)
    return refuse(outOfRange(`cohort ${cohort} was opened on ${opened.openedOn}`));
  const excess = excessOf(cohort, persons, state);
  if (excess !== undefined) return refuse(excess);
  return accept<PilotEvent>({
    type: 'CohortClosed',
    data: { pilotId: state.pilotId, cohort, closedOn, persons, closedBy: person },
  });
}

interface RecountCohort {
  readonly type: 'RecountCohort';
  readonly cohort: string;
  readonly persons: number;
  readonly person: string;
  readonly grounds: string;
}

/** A count that was wrong is corrected, unless measurements would then count more persons than there are. */
function recount({ cohort, persons, person, grounds }: RecountCohort, state: KnownPilot): Answer {
  const known = cohortOf(state, cohort);
  if (known?.persons === undefined) return refuse(cohortState(cohort, stateOf(known), 'closed'));
  if (known.persons === persons) return accept<PilotEvent>();
  const excess = excessOf(cohort, persons, state);
  if (excess !== undefined) return refuse(excess);
  const faults = basisFaults({
    ...state,
    cohorts: state.cohorts.with({ ...known, persons }),
  });
  if (faults.length > 0) return refuse(measurementInvalid(faults));
  return accept<PilotEvent>({
    type: 'CohortRecounted',
    data: { pilotId: state.pilotId, cohort, persons, before: known.persons, recountedBy: person, grounds },
  });
}

/** The service provider says what it delivered to whom, in a period that is over. */
interface ReportService extends Acting {
  readonly type: 'ReportService';
  readonly cohort: string;
  readonly period: TermsPeriod;
  readonly persons: number;
  readonly summary?: string | undefined;
  readonly today: string;
}

function reportService(command: ReportService, state: KnownPilot): Answer {
  const { cohort, period, persons, summary, person, organisation, today } = command;
  if (!takesPart(state, organisation, ['service-provider']))
    return refuse(
      refusal(
        'forbidden',
        'not-service-provider',
        'service is reported by the service provider of the pilot',
      ),
    );
  const opened = cohortOf(state, cohort);
  if (opened === undefined) return refuse(cohortState(cohort, 'not opened', 'open or closed'));
  const fault = periodFault(period, state, today);
  if (fault !== undefined) return refuse(fault);
  if (period.to < opened.openedOn)
    return refuse(outOfRange(`cohort ${cohort} was opened on ${opened.openedOn}`));
  if (opened.persons !== undefined && persons > opened.persons)
    return refuse(tooManyServed(cohort, persons, opened.persons));
  return accept<PilotEvent>({
    type: 'ServiceDelivered',
    data: {
      pilotId: state.pilotId,
      cohort,
      period,
      persons,
      organisation: organisation!,
      reportedBy: person,
      summary,
    },
  });
}

/** Cohorts, and the service they get. */
export const cohorts = {
  OpenCohort: open,
  CloseCohort: whileRunning(close),
  RecountCohort: whileRunning(recount),
  ReportService: whileRunning(reportService),
};

/** The frozen terms; undefined before a contract is agreed. */
export function termsInForce({ status, contract }: KnownPilot): OutcomeTerms | undefined {
  return status === 'agreed' || status === 'terminated' || status === 'closed'
    ? contract?.contract.terms
    : undefined;
}

function stateOf(cohort: CohortState | undefined): string {
  if (cohort === undefined) return 'not opened';
  return cohort.persons === undefined ? 'open' : 'closed';
}

function dayFault(day: string, { period }: OutcomeTerms, today: string) {
  if (day > today) return outOfRange(`${day} has not come yet`);
  if (day < period.from || day > period.to)
    return outOfRange(`the contract runs from ${period.from} to ${period.to}`);
  return undefined;
}

function periodFault({ from, to }: TermsPeriod, state: KnownPilot, today: string) {
  const { termination, status } = state;
  const terms = termsInForce(state)!;
  if (to < from) return outOfRange('the period ends before it begins');
  if (status === 'terminated' && termination !== undefined && to > termination.lastDay)
    return outOfRange(`the pilot ended early, on ${termination.lastDay}`);
  return dayFault(from, terms, today) ?? dayFault(to, terms, today);
}

function excessOf(cohort: string, persons: number, state: KnownPilot) {
  const most = state.framework?.framework.maxParticipants;
  const others = state.cohorts.filter(({ code }) => code !== cohort);
  const all = sum([...others.map((each) => each.persons ?? 0), persons]);
  return most === undefined || all <= most ? undefined : tooManyParticipants(all, most);
}
