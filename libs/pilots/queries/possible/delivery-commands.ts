import type { PossibleCommand } from '#cqrs/possible-commands.js';
import { cohortOf, type KnownPilot } from '../../domain/pilot/state.js';
import { stepsOn } from './pilot-steps.js';

/** What may be sent on cohorts and follow-up, with bodies made for where the pilot stands. */
export function possibleOnDelivery(state: KnownPilot, today: string): PossibleCommand[] {
  const { pilotId: id, contract, cohorts, visits, risks } = state;
  const step = stepsOn(id);
  const terms = contract?.contract.terms;
  const codes = terms?.cohorts.map(({ code }) => code) ?? [];
  const unopened = codes.find((code) => cohortOf(state, code) === undefined) ?? codes[0] ?? 'first';
  const open = cohorts.find(({ persons }) => persons === undefined) ?? cohorts.at(0);
  const closed = cohorts.find(({ persons }) => persons !== undefined) ?? cohorts.at(0);
  const served = cohorts.at(0);
  const within = (day: string) => earlier(later(day, terms?.period.from ?? day), terms?.period.to ?? day);
  const openedOn = within(today);
  const planned = visits.indexOf('planned') + 1 || 1;
  const openRisk = risks.indexOf('open') + 1 || 1;
  const assessed = { likelihood: 'medium', consequence: 'high' } as const;
  return [
    step('cohorts', { type: 'OpenCohort', cohort: unopened, openedOn }),
    ...(open === undefined
      ? []
      : [
          step(
            `cohorts/${open.code}/closure`,
            {
              type: 'CloseCohort',
              cohort: open.code,
              closedOn: later(within(today), open.openedOn),
              persons: 20,
            },
            'cohort',
          ),
        ]),
    ...(closed === undefined
      ? []
      : [
          step(
            `cohorts/${closed.code}/recount`,
            {
              type: 'RecountCohort',
              cohort: closed.code,
              persons: closed.persons ?? 20,
              grounds: 'One was counted under another cohort.',
            },
            'cohort',
          ),
        ]),
    ...(served === undefined
      ? []
      : [
          step(
            `cohorts/${served.code}/service`,
            {
              type: 'ReportService',
              cohort: served.code,
              period: { from: served.openedOn, to: within(today) },
              persons: served.persons ?? 20,
            },
            'cohort',
          ),
        ]),
    step('visits', { type: 'PlanVisit', on: today, purpose: 'How participants are taken in' }),
    step(
      `visits/${planned}/report`,
      {
        type: 'ReportVisit',
        visit: planned,
        heldOn: today,
        findings: 'The first talks come later than planned.',
      },
      'visit',
    ),
    step(
      `visits/${planned}/cancellation`,
      { type: 'CancelVisit', visit: planned, grounds: 'It is held together with the next one.' },
      'visit',
    ),
    step('status-reports', {
      type: 'ReportStatus',
      period: { from: today, to: today },
      summary: 'All places are taken.',
    }),
    step('risks', { type: 'RaiseRisk', title: 'Too few are released to the town', ...assessed }),
    step(`risks/${openRisk}/assessment`, { type: 'ReassessRisk', risk: openRisk, ...assessed }, 'risk'),
    step(
      `risks/${openRisk}/closure`,
      { type: 'CloseRisk', risk: openRisk, grounds: 'A second prison has joined.' },
      'risk',
    ),
  ];
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}
