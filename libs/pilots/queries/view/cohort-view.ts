import type { PilotEvent } from '../../contract/events.js';
import type { OutcomeTerms, TermsPeriod } from '../../contract/terms.js';
import type { CohortState } from '../../domain/pilot/state.js';
import type { ReadEvent } from '../pilot-log.js';

/** A cohort of the terms, and the service it got. */
export interface CohortView {
  readonly code: string;
  readonly title: string;
  readonly state: 'not opened' | 'open' | 'closed';
  readonly openedOn: string | null;
  readonly closedOn: string | null;
  /** Counted when it was closed. */
  readonly persons: number | null;
  readonly service: readonly ServiceView[];
}

/** Service in a period. */
export interface ServiceView {
  readonly period: TermsPeriod;
  readonly persons: number;
  readonly organisation: string;
  readonly reportedBy: string;
  readonly summary?: string | null;
}

/** The cohorts of a contract, in the order of its terms. */
export function cohortViews(
  events: readonly ReadEvent<PilotEvent>[],
  terms: OutcomeTerms | undefined,
  states: readonly CohortState[],
): CohortView[] {
  const service = Map.groupBy(
    events.flatMap(({ type, data }) => (type === 'ServiceDelivered' ? [data] : [])),
    ({ cohort }) => cohort,
  );
  return (terms?.cohorts ?? []).map(({ code, title }) => {
    const {
      openedOn = null,
      closedOn = null,
      persons = null,
    } = states.find((each) => each.code === code) ?? {};
    return {
      code,
      title,
      state: openedOn === null ? 'not opened' : persons === null ? 'open' : 'closed',
      openedOn,
      closedOn,
      persons,
      service: (service.get(code) ?? []).map(
        ({ period, persons: served, organisation, reportedBy, summary }) => ({
          period,
          persons: served,
          organisation,
          reportedBy,
          ...(summary === undefined ? {} : { summary }),
        }),
      ),
    };
  });
}
