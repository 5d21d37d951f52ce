import { faultOfArrival, type Arrival } from '#eventsourcing/arrivals.js';
import { accept, refuse } from '#eventsourcing/decider.js';
import type { Answering, AwardEvent } from '../../contract/events.js';
import { no, type AwardRefusal } from './refusals.js';
import { isWaiting, type AmendmentRequest } from './requests.js';
import type { Answer } from './standing.js';
import type { AcceptedAward } from './state.js';

/** Requests of one award that may wait at a time. */
export const MOST_WAITING = 10;

/** Who says so: somebody of the recipient in the portal, or an official of what came otherwise. */
interface Said {
  readonly requester?: string | undefined;
  readonly arrival?: Arrival | undefined;
  /** Calendar date. */
  readonly today: string;
}

/** The recipient asks for other terms. */
interface RequestAmendment extends Said {
  readonly type: 'RequestAmendment';
  readonly wish: string;
  readonly grounds: string;
}

/** As long as the award goes on, also while an appeal has annulled its decision: asking changes nothing. */
function request(command: RequestAmendment, state: AcceptedAward): Answer {
  const { requester, arrival, wish, grounds, today } = command;
  if (state.status !== 'accepted') return refuse(no.inState(state.status));
  const fault = faultOfSaying(command);
  if (fault) return refuse(fault);
  const requests = [...(state.requests ?? [])];
  if (requests.filter(isWaiting).length >= MOST_WAITING) return refuse(no.requests(MOST_WAITING));
  return accept<AwardEvent>({
    type: 'AmendmentRequested',
    data: {
      awardId: state.terms.awardId,
      request: requests.length + 1,
      ...by({ requester, arrival }),
      requestedOn: arrival?.sentOn ?? today,
      wish,
      grounds,
    },
  });
}

/** The recipient takes a request back. */
interface WithdrawAmendmentRequest extends Said {
  readonly type: 'WithdrawAmendmentRequest';
  readonly request: number;
  readonly grounds?: string | undefined;
}

/** Until it is answered. */
function withdraw(command: WithdrawAmendmentRequest, state: AcceptedAward): Answer {
  const { request: number, requester, arrival, grounds } = command;
  const fault = faultOfSaying(command);
  if (fault) return refuse(fault);
  if (!waiting(state, number)) return refuse(no.request(number));
  return accept<AwardEvent>({
    type: 'AmendmentRequestWithdrawn',
    data: {
      awardId: state.terms.awardId,
      request: number,
      ...by({ requester, arrival }),
      ...(grounds === undefined ? {} : { grounds }),
    },
  });
}

/** What the recipient asks of its grant. */
export const requesting = { RequestAmendment: request, WithdrawAmendmentRequest: withdraw };

/** The request of that number, as long as it waits for its answer. */
export function waiting({ requests }: AcceptedAward, number: number): AmendmentRequest | undefined {
  const found = requests?.get(number);
  return found && isWaiting(found) ? found : undefined;
}

/** The request of the recipient that an amendment answers; `inPart` where that waits on for the rest. */
export interface SaidAnswer {
  readonly request?: number | undefined;
  readonly inPart?: boolean | undefined;
}

/** What the events of an amendment say of that. */
export function answering({ request: number, inPart }: SaidAnswer): Answering {
  if (number === undefined) return {};
  return { request: number, ...(inPart ? { inPart } : {}) };
}

/** Why an amendment does not answer what it says it does; whoever asked takes no part in the answer. */
export function faultOfAnswer(
  { request: number, inPart = false }: SaidAnswer,
  person: string,
  state: AcceptedAward,
): AwardRefusal | undefined {
  if (number === undefined) return inPart ? no.change('only a request is granted in part') : undefined;
  const found = waiting(state, number);
  if (!found) return no.request(number);
  return found.requester === person ? no.conflict() : undefined;
}

function faultOfSaying({ requester, arrival, today }: Said): AwardRefusal | undefined {
  if (arrival) return faultOfArrival(arrival, today, undefined);
  return requester === undefined ? no.arrival() : undefined;
}

/** Of what came otherwise nobody but the recipient itself acted. */
function by({ requester, arrival }: Omit<Said, 'today'>): Omit<Said, 'today'> {
  return arrival ? { arrival } : { requester };
}
