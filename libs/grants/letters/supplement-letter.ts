import { dateInWords } from '#calendar/words.js';
import type { LetterDocument } from '#letters/letter.js';
import type { SupplementLetterFacts } from './facts.js';
import { letterOf, list, paragraph, writtenBy } from './frame.js';
import { applicationReference } from './shared-sections.js';
import { textsIn } from './texts/texts.js';

/** The request for supplement (mangelbrev): what is missing, until when, and what follows if it stays away. */
export function supplementLetter(facts: SupplementLetterFacts): LetterDocument {
  const { supplement: texts, portal } = textsIn(facts.language);
  const deadline = dateInWords(facts.deadline, facts.language);
  return letterOf(facts, {
    title: texts.title(facts.application.title),
    opening: [paragraph(applicationReference(facts))],
    sections: [
      { heading: texts.missing, blocks: [paragraph(texts.missingText), ...list(facts.missing, true)] },
      { heading: texts.deadline, blocks: [paragraph(texts.deadlineText(deadline, facts.sendTo ?? portal))] },
      { heading: texts.consequence, blocks: [paragraph(texts.consequenceText)] },
    ],
    ...writtenBy(facts, facts.caseworker),
  });
}
