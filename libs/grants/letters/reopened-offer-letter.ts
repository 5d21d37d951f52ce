import { dateInWords } from '#calendar/words.js';
import type { LetterDocument } from '#letters/letter.js';
import { formatMoneyInSentence } from '#money/format.js';
import { letterOf, paragraph, writtenBy } from './frame.js';
import type { ReopenedOfferLetterFacts } from './later-facts.js';
import { accessSection } from './shared-sections.js';
import { textsIn } from './texts/texts.js';

/** The letter on an offer that lapsed too early and can be accepted again (tilbud som er åpent igjen). */
export function reopenedOfferLetter(facts: ReopenedOfferLetterFacts): LetterDocument {
  const { language, amount, decidedOn, lapsedAfter, lastDay } = facts;
  const { offer, forewarning, grant } = textsIn(language);
  const day = (date: string) => dateInWords(date, language);
  return letterOf(facts, {
    title: offer.title(facts.application.title),
    opening: [paragraph(forewarning.weReferTo(facts.application.title, facts.scheme.name, day(decidedOn)))],
    sections: [
      {
        heading: offer.heading,
        blocks: [
          paragraph(offer.lapsed(day(lapsedAfter))),
          paragraph(offer.open(formatMoneyInSentence(amount, language))),
        ],
      },
      {
        heading: grant.acceptance,
        blocks: [paragraph(lastDay === undefined ? offer.whileAppealWaits : grant.acceptBy(day(lastDay)))],
      },
      accessSection(facts),
    ],
    ...writtenBy(facts, undefined),
  });
}
