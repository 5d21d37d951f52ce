import { faultOfArrival, type Arrival } from '#eventsourcing/arrivals.js';
import { accept, refuse, type Decision } from '#eventsourcing/decider.js';
import { sameOrganisation } from '#organisations/organisation-number.js';
import { mistypedAmong } from '#organisations/refusals.js';
import type {
  ApplicationEvent,
  CasePower,
  CaseRepresentationEnded,
  CaseRepresentationEvent,
  CaseRepresentativeRecorded,
} from '../../contract/events.js';
import { no, type ApplicationRefusal } from './refusals.js';
import type { CaseRepresentative, SubmittedApplication } from './state.js';

type Answer = Decision<ApplicationEvent, ApplicationRefusal>;

/** Who says so: the party in the portal, the representative there, or an official of what came otherwise. */
interface Said {
  readonly recordedBy: string;
  readonly saidBy: 'party' | 'representative' | 'official';
  readonly arrival?: Arrival | undefined;
  /** Calendar date. */
  readonly today: string;
}

/** What the sender does not say as the event does. */
type OfRecord = 'representation' | 'copyToParty' | 'powerOfAttorney' | 'since';

/** The party lets somebody act in the case beside it. */
interface RecordRepresentative extends Said, Omit<CaseRepresentativeRecorded['data'], OfRecord> {
  readonly type: 'RecordRepresentative';
  readonly powerOfAttorney?: string | undefined;
  readonly copyToParty?: boolean | undefined;
}

/** The latest takes the place of the one before: notices have one address. */
function record(command: RecordRepresentative, state: SubmittedApplication): Answer {
  const { type: _, saidBy, today, arrival, copyToParty = false, ...said } = command;
  const { organisation, lawyer, powerOfAttorney = '' } = said;
  if (state.status === 'withdrawn') return refuse(no.longerOpen(state.status));
  const fault = mistypedAmong({ organisation }) ?? faultOfSaying(command);
  if (fault) return refuse(fault);
  if (organisation !== undefined && sameOrganisation(organisation, state.submission.applicant.organisation))
    return refuse(no.ownPeople());
  if (!lawyer && powerOfAttorney.trim() === '') return refuse(no.powerOfAttorney());
  return accept<ApplicationEvent>({
    type: 'CaseRepresentativeRecorded',
    data: {
      representation: (state.representations ?? 0) + 1,
      ...said,
      copyToParty,
      ...(arrival === undefined ? {} : { arrival }),
      since: arrival?.sentOn ?? today,
    },
  });
}

/** The party or the representative ends it; `by` says whose word an official registers. */
interface EndRepresentation extends Said {
  readonly type: 'EndRepresentation';
  readonly by?: CaseRepresentationEnded['data']['by'] | undefined;
}

function end(command: EndRepresentation, { representative }: SubmittedApplication): Answer {
  const { saidBy, recordedBy, arrival, by = 'party' } = command;
  const fault = faultOfSaying(command);
  if (fault) return refuse(fault);
  if (!representative) return refuse(no.representative());
  return accept<ApplicationEvent>({
    type: 'CaseRepresentationEnded',
    data: {
      representation: representative.representation,
      by: saidBy === 'official' ? by : saidBy,
      recordedBy,
      ...(arrival === undefined ? {} : { arrival }),
    },
  });
}

function faultOfSaying({ saidBy, arrival, today }: Said): ApplicationRefusal | undefined {
  if (arrival) return faultOfArrival(arrival, today, undefined);
  return saidBy === 'official' ? no.arrival() : undefined;
}

/** Whether the representative of a case may do something for its party. */
export function mayInCase({ powers }: Pick<CaseRepresentative, 'powers'>, power: CasePower): boolean {
  return powers.includes(power) || powers.includes('all');
}

/** The case after its representation changed. */
export function evolveRepresentation(
  state: SubmittedApplication,
  event: CaseRepresentationEvent,
): SubmittedApplication {
  if (event.type === 'CaseRepresentationEnded') return { ...state, representative: undefined };
  const { representation, organisation, lawyer, powers, copyToParty, since } = event.data;
  return {
    ...state,
    representations: representation,
    representative: { representation, organisation, lawyer, powers, copyToParty, since },
  };
}

/** Who acts in the case beside its party. */
export const representations = { RecordRepresentative: record, EndRepresentation: end };
