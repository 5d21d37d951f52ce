import { dateInOslo } from '#calendar/oslo.js';
import type { AwardEvent } from '../contract/events.js';

/** Events of an award that change what is to be done about the recipient's requests for an amendment. */
export const QUEUE_REQUEST_EVENTS = [
  'AmendmentRequested',
  'AmendmentRequestWithdrawn',
  'AmendmentRefusalProposed',
  'AmendmentRefusalReturned',
  'AmendmentRefused',
  'AmendmentRequestReopened',
  'AmendmentRequestResumed',
] as const satisfies readonly AwardEvent['type'][];

interface Duty {
  readonly id: string;
  readonly next: string;
  /** Calendar date. */
  readonly due?: string | undefined;
}

/** The duties of a case: a request waits for its answer, or its refusal for another person, until the award ends. */
export function requestsAfter(
  before: string,
  event: { readonly type: string; readonly data: object; readonly metadata: { readonly occurredAt: string } },
): string {
  const { type, data } = event as { readonly metadata: { readonly occurredAt: string } } & AwardEvent;
  switch (type) {
    case 'AmendmentRequested':
      return waiting(before, { request: data.request, next: ANSWER, due: data.requestedOn });
    case 'AmendmentRefusalProposed':
      return waiting(before, { request: data.request, next: 'approve-amendment-refusal' });
    case 'AmendmentRefusalReturned':
      return waiting(before, { request: data.request, next: ANSWER });
    case 'AmendmentRequestReopened': {
      if (data.ended) return before;
      const due = dateInOslo(event.metadata.occurredAt);
      return waiting(before, { request: data.request, next: ANSWER, due });
    }
    case 'AmendmentRequestResumed': {
      const due = dateInOslo(event.metadata.occurredAt);
      return waiting(before, { request: data.request, next: ANSWER, due });
    }
    case 'AwardAmended':
    case 'AwardContinued': {
      const { request, inPart } = data;
      if (request === undefined) return before;
      return inPart ? waiting(before, { request, next: ANSWER }) : without(before, request);
    }
    case 'AmendmentRequestWithdrawn':
    case 'AmendmentRefused':
      return without(before, data.request);
    case 'AwardRevoked': {
      const goesOn =
        data.schedule !== undefined && data.decision === undefined && data.amountInForce.amount > 0;
      return goesOn ? before : withoutAll(before);
    }
    case 'AwardClosed':
      return withoutAll(before);
    default:
      return before;
  }
}

const ANSWER = 'answer-amendment-request';
const OF_REQUEST = 'request for amendment ';

/** It stays due when it was. */
function waiting(
  before: string,
  { request, next, due }: { readonly request: number; readonly next: string; readonly due?: string },
): string {
  const duties = JSON.parse(before) as Duty[];
  const id = idOf(request);
  const own = { id, next, due: due ?? duties.find((each) => each.id === id)?.due };
  return JSON.stringify([...duties.filter((each) => each.id !== id), own]);
}

function without(before: string, request: number): string {
  return JSON.stringify((JSON.parse(before) as Duty[]).filter(({ id }) => id !== idOf(request)));
}

function withoutAll(before: string): string {
  if (!before.includes(OF_REQUEST)) return before;
  return JSON.stringify((JSON.parse(before) as Duty[]).filter(({ id }) => !id.startsWith(OF_REQUEST)));
}

function idOf(request: number): string {
  return `${OF_REQUEST}${request}`;
}
