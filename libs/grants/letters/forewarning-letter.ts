import { dateInWords } from '#calendar/words.js';
import type { LetterDocument } from '#letters/letter.js';
import { formatMoneyInSentence } from '#money/format.js';
import { coFundingSection } from './co-funding-section.js';
import type { ForewarningLetterFacts } from './facts.js';
import { letterOf, paragraph, writtenBy } from './frame.js';
import { accessSection, groundsSection, references } from './shared-sections.js';
import { textsIn } from './texts/texts.js';

/** The forewarning (forhåndsvarsel) of a decision the party did not ask for, so that it can answer first. */
export function forewarningLetter(facts: ForewarningLetterFacts): LetterDocument {
  const { language, measure, scheme, regulation, decidedOn, amount, replyBy } = facts;
  const { forewarning: texts, legalBasis, portal } = textsIn(language);
  const { sendTo = portal } = facts;
  const decided = decidedOn && dateInWords(decidedOn, language);
  const considered = texts[measure](amount && formatMoneyInSentence(amount, language));
  return letterOf(facts, {
    title: texts.title(measure),
    opening: [paragraph(texts.weReferTo(facts.application.title, scheme.name, decided))],
    sections: [
      { heading: texts.notice, blocks: [paragraph(`${considered} ${texts.notDecided}`)] },
      groundsSection(facts, facts.grounds),
      ...(facts.coFunding ? [coFundingSection(language, facts.coFunding)] : []),
      {
        heading: legalBasis.heading,
        blocks: [paragraph(texts.legalBasis(scheme.name, regulation.version)), ...references(facts)],
      },
      {
        heading: texts.reply,
        blocks: [paragraph(texts.replyText(dateInWords(replyBy, language), sendTo))],
      },
      accessSection(facts),
    ],
    ...writtenBy(facts, facts.caseworker),
  });
}
