import type {
  AmendmentRefusalProposed,
  AmendmentRefused,
  AmendmentRequested,
  AwardEvent,
} from '../contract/events.js';
import type { AmendmentRequest } from '../domain/award/requests.js';
import type { AcceptedAward } from '../domain/award/state.js';
import type { CaseLog, Recorded } from './case-log.js';

/** A request of the recipient for an amendment; words are `null` where they were erased. */
export interface AmendmentRequestView {
  readonly number: number;
  /** Calendar date on which it was asked. */
  readonly requestedOn: string;
  /** `ended`: with the award, before it was answered. */
  readonly state: AmendmentRequest['status'];
  readonly wish: string | null;
  readonly grounds: string | null;
  /** Whether a part of it was granted. */
  readonly inPart: boolean;
  /** Whether an appeal decided that it is granted. */
  readonly toGrant: boolean;
  /** The refusal that waits or was made last; its number stands in the paths of approval and return. */
  readonly refusal?: {
    readonly number: number;
    readonly proposer: string;
    /** Calendar date; `null` while it is not decided. */
    readonly decidedOn: string | null;
    /** Once it is decided. */
    readonly grounds: string | null;
  };
}

/** The recipient's requests, in the order they were made. */
export function amendmentRequestsOf(
  { requests }: AcceptedAward,
  events: readonly Recorded<AwardEvent>[],
  log: Pick<CaseLog, 'read'>,
): Promise<AmendmentRequestView[]> {
  return Promise.all([...(requests ?? [])].map((each) => viewOf(each, events, log)));
}

async function viewOf(
  { request: number, status: state, inPart, toGrant, refusal }: AmendmentRequest,
  events: readonly Recorded<AwardEvent>[],
  log: Pick<CaseLog, 'read'>,
): Promise<AmendmentRequestView> {
  const asked = events.find((event) => event.type === 'AmendmentRequested' && event.data.request === number);
  if (asked?.type !== 'AmendmentRequested') throw new Error(`nobody made request ${number}`);
  const { requestedOn, wish, grounds } = (await log.read<AmendmentRequested>(asked)).data;
  return {
    number,
    requestedOn,
    state,
    wish,
    grounds,
    inPart: inPart === true,
    toGrant: toGrant === true,
    ...(refusal && { refusal: { ...refusal, ...(await decidedIn(events, refusal.number, log)) } }),
  };
}

/** What is said of a refusal once it is decided: before that its grounds are the officials'. */
async function decidedIn(
  events: readonly Recorded<AwardEvent>[],
  number: number,
  log: Pick<CaseLog, 'read'>,
): Promise<{ readonly decidedOn: string | null; readonly grounds: string | null }> {
  const refused = events.find(
    (event): event is Recorded<AmendmentRefused> =>
      event.type === 'AmendmentRefused' && event.data.refusal === number,
  );
  const proposed = events.find(
    (event): event is Recorded<AmendmentRefusalProposed> =>
      event.type === 'AmendmentRefusalProposed' && event.data.refusal === number,
  );
  if (!refused || !proposed) return { decidedOn: null, grounds: null };
  const { grounds } = (await log.read<AmendmentRefusalProposed>(proposed)).data;
  return { decidedOn: refused.data.decidedOn, grounds };
}
