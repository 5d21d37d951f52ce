import type { SentencesOf } from '#cqrs/queries/sentence.js';
import type { DeliveryEvent } from '../../contract/events.js';

/** What is told of cohorts, service and follow-up. */
export const DELIVERY_SENTENCES: SentencesOf<DeliveryEvent> = {
  CohortOpened: {
    what: ({ openedBy, cohort, openedOn }) => `${openedBy} opened cohort ${cohort} on ${openedOn}`,
  },
  CohortClosed: {
    what: ({ closedBy, cohort, closedOn, persons }) =>
      `${closedBy} closed cohort ${cohort} on ${closedOn} with ${persons} participants`,
  },
  CohortRecounted: {
    what: ({ recountedBy, cohort, persons, before }) =>
      `${recountedBy} counted cohort ${cohort} anew: ${persons} participants, not ${before}`,
    why: ({ grounds }) => grounds,
  },
  ServiceDelivered: {
    what: ({ organisation, cohort, persons, period }) =>
      `${organisation} served ${persons} of cohort ${cohort} from ${period.from} to ${period.to}`,
    why: ({ summary }) => summary,
  },
  VisitPlanned: {
    what: ({ plannedBy, visit, on }) => `${plannedBy} planned visit no. ${visit} for ${on}`,
    why: ({ purpose }) => purpose,
  },
  VisitHeld: {
    what: ({ visit, heldOn }) => `Visit no. ${visit} was held on ${heldOn}`,
    why: ({ findings }) => findings,
  },
  VisitCancelled: {
    what: ({ cancelledBy, visit }) => `${cancelledBy} cancelled visit no. ${visit}`,
    why: ({ grounds }) => grounds,
  },
  StatusReported: {
    what: ({ organisation, report, period }) =>
      `${organisation} reported (no. ${report}) how the pilot goes, from ${period.from} to ${period.to}`,
    why: ({ summary }) => summary,
  },
  RiskRaised: {
    what: ({ raisedBy, risk, title, likelihood, consequence }) =>
      `${raisedBy} raised risk no. ${risk}${title === null ? '' : ` “${title}”`}: likelihood ${likelihood}, consequence ${consequence}`,
    why: ({ measure }) => measure,
  },
  RiskReassessed: {
    what: ({ reassessedBy, risk, likelihood, consequence }) =>
      `${reassessedBy} assessed risk no. ${risk} anew: likelihood ${likelihood}, consequence ${consequence}`,
    why: ({ measure }) => measure,
  },
  RiskClosed: {
    what: ({ closedBy, risk }) => `${closedBy} closed risk no. ${risk}`,
    why: ({ grounds }) => grounds,
  },
};
