import { offeringUnder, type Offer } from '#cqrs/offer.js';
import { TakePilotStep, type PilotStep } from '../../application/pilots/take-pilot-step.js';
import { cohortOf, type KnownPilot } from '../../domain/pilot/state.js';

/** What may be sent on cohorts and follow-up, with bodies made for where the pilot stands. */
export function deliveryOffers(state: KnownPilot, today: string): Offer[] {
  const { pilotId: id, contract, cohorts, visits, risks } = state;
  const offering = offeringUnder(`/v1/pilots/${id}`);
  const offer = (name: string, part: string, example: object, step: PilotStep) =>
    offering(name, part, example, (context) => new TakePilotStep(id, step, context));
  const terms = contract?.contract.terms;
  const codes = terms?.cohorts.map(({ code }) => code) ?? [];
  const unopened = codes.find((code) => cohortOf(state, code) === undefined) ?? codes[0] ?? 'first';
  const open = cohorts.find(({ persons }) => persons === undefined) ?? cohorts.at(0);
  const closed = cohorts.find(({ persons }) => persons !== undefined) ?? cohorts.at(0);
  const served = cohorts.at(0);
  const within = (day: string) => earlier(later(day, terms?.period.from ?? day), terms?.period.to ?? day);
  const openedOn = within(today);
  const closure = { closedOn: later(within(today), open?.openedOn ?? ''), persons: 20 };
  const recount = { persons: closed?.persons ?? 20, grounds: 'One was counted under another cohort.' };
  const day = within(today);
  const service = {
    period: { from: later(served?.openedOn ?? day, ''), to: day },
    persons: served?.persons ?? 20,
  };
  const planned = visits.indexOf('planned') + 1 || 1;
  const openRisk = risks.indexOf('open') + 1 || 1;
  const grounds = 'It is held together with the next one.';
  const visit = { on: today, purpose: 'How participants are taken in' };
  const found = { heldOn: today, findings: 'The first talks come later than planned.' };
  const report = { period: { from: today, to: today }, summary: 'All places are taken.' };
  const assessed = { likelihood: 'medium', consequence: 'high' } as const;
  const risk = { title: 'Too few are released to the town', ...assessed };
  const over = { grounds: 'A second prison has joined.' };
  return [
    offer(
      'open-cohort',
      'cohorts',
      { cohort: unopened, openedOn },
      { type: 'OpenCohort', cohort: unopened, openedOn },
    ),
    ...(open === undefined
      ? []
      : [
          offer('close-cohort', `cohorts/${open.code}/closure`, closure, {
            type: 'CloseCohort',
            cohort: open.code,
            ...closure,
          }),
        ]),
    ...(closed === undefined
      ? []
      : [
          offer('recount-cohort', `cohorts/${closed.code}/recount`, recount, {
            type: 'RecountCohort',
            cohort: closed.code,
            ...recount,
          }),
        ]),
    ...(served === undefined
      ? []
      : [
          offer('report-service', `cohorts/${served.code}/service`, service, {
            type: 'ReportService',
            cohort: served.code,
            ...service,
          }),
        ]),
    offer('plan-visit', 'visits', visit, { type: 'PlanVisit', ...visit }),
    offer('report-visit', `visits/${planned}/report`, found, {
      type: 'ReportVisit',
      visit: planned,
      ...found,
    }),
    offer(
      'cancel-visit',
      `visits/${planned}/cancellation`,
      { grounds },
      { type: 'CancelVisit', visit: planned, grounds },
    ),
    offer('report-status', 'status-reports', report, { type: 'ReportStatus', ...report }),
    offer('raise-risk', 'risks', risk, { type: 'RaiseRisk', ...risk }),
    offer('reassess-risk', `risks/${openRisk}/assessment`, assessed, {
      type: 'ReassessRisk',
      risk: openRisk,
      ...assessed,
    }),
    offer('close-risk', `risks/${openRisk}/closure`, over, { type: 'CloseRisk', risk: openRisk, ...over }),
  ];
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}
