import { dateInWords } from '#calendar/words.js';
import type { Block, LabelledLine, LetterDocument, Section } from '#letters/letter.js';
import type { CaseFacts, DecidedBy, Official, RegistrationFacts } from './facts.js';
import type { LetterTexts } from './texts/bokmal.js';
import { textsIn } from './texts/texts.js';

/** What one letter says beyond what all of them say. */
export interface Content {
  readonly title: string;
  readonly opening: readonly Block[];
  /** Undefined, or without blocks, where the case has nothing to say under a heading: it then falls away. */
  readonly sections: readonly (Section | undefined)[];
  readonly officials: readonly LabelledLine[];
  readonly note: string;
}

/** A letter with the head and foot that every letter of a case has. */
export function letterOf(facts: CaseFacts, content: Content): LetterDocument {
  const { language, sender, addressee, reference, yourReference, enquiries } = facts;
  const texts = textsIn(language);
  const shown = shownAs(facts, texts);
  const day = dateInWords(facts.date, language);
  const asked: Section | undefined = enquiries
    ? { heading: texts.enquiries, blocks: [paragraph(texts.enquiriesTo(enquiries))] }
    : undefined;
  return {
    language,
    date: facts.date,
    sender: { name: sender.name, lines: sender.lines ?? [] },
    addressee: [
      addressee.name,
      ...(addressee.actsFor ? [texts.actsFor(addressee.actsFor)] : []),
      ...(addressee.contactPerson ? [texts.attention(addressee.contactPerson)] : []),
      ...(addressee.address ?? []),
      ...(addressee.organisation ? [texts.organisation(addressee.organisation)] : []),
    ],
    details: [
      { label: texts.date, value: facts.place ? `${facts.place}, ${day}` : day },
      { label: texts.ourReference, value: reference },
      ...(yourReference ? [{ label: texts.yourReference, value: yourReference }] : []),
      ...(facts.copyTo ? [{ label: texts.copyTo, value: facts.copyTo }] : []),
    ],
    title: content.title,
    opening: shown ? [paragraph(shown.words), ...content.opening] : content.opening,
    sections: [...content.sections, asked].flatMap((section) => (section?.blocks.length ? [section] : [])),
    signature: {
      closing: texts.closing,
      name: sender.name,
      officials: content.officials,
      note: content.note,
    },
    footer: {
      text: [sender.name, reference, ...(shown ? [shown.mark] : [])].join(' · '),
      pageOf: texts.pageOf,
    },
    ...(shown ? { mark: shown.mark } : {}),
  };
}

/** What a letter says of itself that is shown and not sent. */
function shownAs({ draft = false, copy = false }: CaseFacts, texts: LetterTexts) {
  if (copy) return { words: texts.copy, mark: texts.copyMark };
  return draft ? { words: texts.draft, mark: texts.draftMark } : undefined;
}

/**
 * The signature of a decision: who prepared it, who approved it, and that these are two; where one person decided, as
 * at an appeal body, who that was.
 */
export function decidedBy(
  { language }: CaseFacts,
  { preparedBy, approvedBy }: DecidedBy,
): Pick<Content, 'officials' | 'note'> {
  const texts = textsIn(language);
  const prepared = preparedBy.map((each) => official(each, texts)).join('; ');
  const approved = approvedBy && official(approvedBy, texts);
  if (approved !== undefined && prepared === '')
    return { officials: [{ label: texts.decidedBy, value: approved }], note: texts.unsigned };
  const preparers = { label: texts.preparedBy, value: prepared };
  if (approved === undefined) return { officials: [preparers], note: texts.notApproved };
  return { officials: [preparers, { label: texts.approvedBy, value: approved }], note: texts.twoPersons };
}

/** The signature of a letter that decides nothing; without a caseworker the program wrote it. */
export function writtenBy(
  { language }: CaseFacts,
  caseworker: Official | undefined,
): Pick<Content, 'officials' | 'note'> {
  const texts = textsIn(language);
  if (!caseworker) return { officials: [], note: texts.automatic };
  const value = official(caseworker, texts);
  return { officials: [{ label: texts.caseworker, value }], note: texts.unsigned };
}

/** Running text. */
export function paragraph(text: string): Block {
  return { kind: 'paragraph', text };
}

/** Text somebody wrote, as the paragraphs its empty lines make of it. */
export function paragraphs(text: string): Block[] {
  return text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(paragraph);
}

/** A list, or nothing where there is nothing to list. */
export function list(items: readonly string[], numbered = false): Block[] {
  return items.length === 0 ? [] : [{ kind: 'list', items, numbered }];
}

/** The sentence that says how something came outside the portal, and who registered it. */
export function registeredWords(
  { language }: CaseFacts,
  what: 'application' | 'appeal',
  registration: RegistrationFacts | undefined,
): readonly string[] {
  if (!registration) return [];
  const texts = textsIn(language);
  const { channel, sentOn, registeredBy } = registration;
  const day = dateInWords(sentOn, language);
  return [texts.registered(what, channel, day, official(registeredBy, texts))];
}

function official({ name, title }: Official, { nameNotGiven }: LetterTexts): string {
  return [name, title].filter(Boolean).join(', ') || nameNotGiven;
}
