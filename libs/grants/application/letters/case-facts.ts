import { dateInOslo, type CalendarDate } from '#calendar/oslo.js';
import type { Arrival } from '#eventsourcing/arrivals.js';
import type { LetterLanguage } from '#letters/letter.js';
import type { Language } from '../../contract/events.js';
import { PRIVATE_PERSON } from '../../domain/application/private-person.js';
import type { AppealFacts, CaseFacts, RegistrationFacts } from '../../letters/facts.js';
import type { CaseInWords } from './case-words.js';
import { lastOf } from './opened-events.js';
import type { Officials } from './officials.js';

const TAGS: Readonly<Record<Language, LetterLanguage>> = { nb: 'nb-NO', nn: 'nn-NO', en: 'en-GB' };

/** How a letter is written: in which form, of which day, and whether it is only shown. */
export interface Writing {
  readonly language: Language;
  readonly date: CalendarDate;
  readonly draft?: true;
  readonly copy?: true;
  /** Whom its officials are. */
  readonly officials: Officials;
}

/** What every letter of the case states; what the case does not hold, such as addresses, stays out. */
export function caseFacts(
  theCase: CaseInWords,
  {
    language,
    date,
    draft,
    copy,
    officials,
  }: Omit<Writing, 'officials'> & Partial<Pick<Writing, 'officials'>>,
): CaseFacts {
  const { id, number = id, state, scheme, regulation } = theCase;
  const { name, goal, budgetChapter, budgetPost } = scheme;
  const { version, inForceFrom, legalReferences, authority } = regulation;
  const { title, amount, arrival } = state.submission;
  const submitted = submittedIn(theCase);
  return {
    language: TAGS[language],
    date,
    sender: { name: authority?.name ?? scheme.directorate, lines: authority?.lines },
    enquiries: authority?.enquiries,
    ...addressOf(theCase),
    reference: number,
    scheme: { name, goal, budgetChapter, budgetPost },
    regulation: { version, inForceFrom, legalReferences },
    application: {
      title,
      amount,
      submittedOn: arrival?.receivedOn ?? dateInOslo(submitted.recordedAt),
      registration: officials && registrationOf(arrival, officials),
    },
    ...(draft ? { draft } : {}),
    ...(copy ? { copy } : {}),
  };
}

/** How something came outside the portal, with whoever registered it by name. */
export function registrationOf(
  arrival: Arrival | undefined,
  officials: Officials,
): RegistrationFacts | undefined {
  if (!arrival) return undefined;
  const { channel, sentOn, registeredBy } = arrival;
  return { channel, sentOn, registeredBy: officials(registeredBy) };
}

/** How a decision is appealed; undefined where the regulation gives no right to. */
export function appealFacts({ regulation }: CaseInWords, deadline?: CalendarDate): AppealFacts | undefined {
  const { appeal } = regulation;
  if (!appeal) return undefined;
  return { period: appeal.period, body: appeal.bodyName, ...(deadline === undefined ? {} : { deadline }) };
}

/** The application as it was submitted. */
export function submittedIn({ id, events }: CaseInWords) {
  const submitted = lastOf(events, 'ApplicationSubmitted');
  if (!submitted) throw new Error(`case ${id} has no submission`);
  return submitted;
}

/** Letters go to whoever represents the party, and name it. */
function addressOf(theCase: CaseInWords): Pick<CaseFacts, 'addressee' | 'copyTo'> {
  const party = partyOf(theCase);
  if (!theCase.state.representative) return { addressee: party };
  const { name, organisation, address, copyToParty } = lastOf(
    theCase.events,
    'CaseRepresentativeRecorded',
  )!.data;
  return {
    addressee: { name, organisation, address, actsFor: party.name },
    ...(copyToParty ? { copyTo: party.name } : {}),
  };
}

function partyOf(theCase: CaseInWords): CaseFacts['addressee'] {
  const { applicant } = submittedIn(theCase).data;
  const { name, organisation, contactPerson = name, address } = applicant;
  return name === PRIVATE_PERSON ? { name: contactPerson, address } : { name, organisation, address };
}
