import { arrived } from '#eventsourcing/arrivals.js';
import type { CaseRepresentationEvent } from '../../contract/events.js';
import type { SentencesOf } from '#cqrs/queries/sentence.js';

/** What the events of a case's representation tell. */
export const REPRESENTATION_SENTENCES: SentencesOf<CaseRepresentationEvent> = {
  CaseRepresentativeRecorded: {
    what: ({ name, lawyer, powers, arrival }) =>
      `${name ?? 'Somebody'}${lawyer ? ', a lawyer,' : ''} represents the applicant (${powers.join(', ')})${arrived(arrival)}`,
    why: ({ powerOfAttorney = null }) => powerOfAttorney,
  },
  CaseRepresentationEnded: {
    what: ({ by, arrival }) =>
      `${by === 'party' ? 'The applicant' : 'The representative'} ended the representation${arrived(arrival)}`,
  },
};
