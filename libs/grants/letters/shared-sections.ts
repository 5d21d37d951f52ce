import { dateInWords } from '#calendar/words.js';
import type { Block, Section } from '#letters/letter.js';
import type { AppealFacts, CaseFacts, ReversedFacts } from './facts.js';
import { list, paragraph, paragraphs, registeredWords } from './frame.js';
import { textsIn } from './texts/texts.js';

/** Why it was decided so. */
export function groundsSection({ language }: CaseFacts, grounds: string): Section {
  return { heading: textsIn(language).grounds, blocks: paragraphs(grounds) };
}

/** The rules a decision rests on, as the regulation version names them. */
export function legalBasisSection(facts: CaseFacts): Section {
  const { legalBasis } = textsIn(facts.language);
  const { version, inForceFrom } = facts.regulation;
  const since = inForceFrom && dateInWords(inForceFrom, facts.language);
  return {
    heading: legalBasis.heading,
    blocks: [paragraph(legalBasis.regulation(facts.scheme.name, version, since)), ...references(facts)],
  };
}

/** Where the rules are found; nothing where the regulation version names no source. */
export function references({ language, regulation }: CaseFacts): Section['blocks'] {
  if (regulation.legalReferences.length === 0) return [];
  return [paragraph(textsIn(language).legalBasis.references), ...list(regulation.legalReferences)];
}

/** The right of appeal: how long, to whom, how, and that enforcement may be deferred; nothing where there is none. */
export function appealSection({ language }: CaseFacts, appeal: AppealFacts | undefined): Section | undefined {
  if (!appeal) return undefined;
  const texts = textsIn(language);
  const { right, period, how, deferral, heading } = texts.appeal;
  const deadline = appeal.deadline && dateInWords(appeal.deadline, language);
  return {
    heading,
    blocks: [
      paragraph(`${right(appeal.body)} ${period(texts.duration(appeal.period), deadline)}`),
      paragraph(how(appeal.sendTo ?? texts.portal, appeal.body)),
      paragraph(deferral),
    ],
  };
}

/** That the decision takes the place of another, and why; nothing where it does not. */
export function reversalReference(
  facts: CaseFacts & { readonly reverses?: ReversedFacts | undefined },
): Block[] {
  const { reverses, language } = facts;
  if (!reverses) return [];
  const say = textsIn(language).replaces[reverses.because];
  return [paragraph(say(dateInWords(reverses.decidedOn, language), reverses.detriment !== undefined))];
}

/** What allows a decision to be changed to the party's detriment, and why. */
export function detrimentSection(
  { language }: CaseFacts,
  detriment: ReversedFacts['detriment'],
): Section | undefined {
  if (!detriment) return undefined;
  const { whyToDetriment: heading, allows } = textsIn(language).outcome;
  return { heading, blocks: [paragraph(allows(detriment.ground)), ...paragraphs(detriment.grounds)] };
}

/** The right to see the documents of the case. */
export function accessSection({ language }: CaseFacts): Section {
  const { heading, text } = textsIn(language).access;
  return { heading, blocks: [paragraph(text)] };
}

/** The sentence that names the application. */
export function applicationReference(facts: CaseFacts): string {
  const { language, application, scheme } = facts;
  const { title, submittedOn } = application;
  const day = submittedOn && dateInWords(submittedOn, language);
  const reference = textsIn(language).weReferTo(title, scheme.name, day);
  return [reference, ...registeredWords(facts, 'application', application.registration)].join(' ');
}
