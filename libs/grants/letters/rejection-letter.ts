import type { LetterDocument, LetterLanguage, Section } from '#letters/letter.js';
import { formatMoneyInSentence } from '#money/format.js';
import type { InadmissibilityLetterFacts, RejectionLetterFacts, ScoreFacts } from './facts.js';
import { decidedBy, letterOf, list, paragraph } from './frame.js';
import {
  accessSection,
  appealSection,
  applicationReference,
  detrimentSection,
  groundsSection,
  legalBasisSection,
  reversalReference,
} from './shared-sections.js';
import { textsIn } from './texts/texts.js';

/** The letter of rejection (avslag): considered, and not granted. */
export function rejectionLetter(facts: RejectionLetterFacts): LetterDocument {
  const { decision, appliedFor, rejection } = textsIn(facts.language);
  const { title, amount } = facts.application;
  const applied = amount ? ` ${appliedFor(formatMoneyInSentence(amount, facts.language))}` : '';
  return letterOf(facts, {
    title: rejection.title(title),
    opening: [paragraph(`${applicationReference(facts)}${applied}`), ...reversalReference(facts)],
    sections: [
      { heading: decision, blocks: [paragraph(rejection.decisionText)] },
      groundsSection(facts, facts.grounds),
      detrimentSection(facts, facts.reverses?.detriment),
      scores(facts.scores ?? [], facts.language),
      legalBasisSection(facts),
      appealSection(facts, facts.appeal),
      accessSection(facts),
    ],
    ...decidedBy(facts, facts.decidedBy),
  });
}

/** The letter of inadmissibility (avvisning): not considered, because requirements are not met. */
export function inadmissibilityLetter(facts: InadmissibilityLetterFacts): LetterDocument {
  const { decision, inadmissibility } = textsIn(facts.language);
  const unmet = facts.unmet?.length ? [paragraph(inadmissibility.unmet), ...list(facts.unmet)] : [];
  return letterOf(facts, {
    title: inadmissibility.title(facts.application.title),
    opening: [paragraph(applicationReference(facts)), ...reversalReference(facts)],
    sections: [
      { heading: decision, blocks: [paragraph(inadmissibility.decisionText), ...unmet] },
      groundsSection(facts, facts.grounds),
      detrimentSection(facts, facts.reverses?.detriment),
      legalBasisSection(facts),
      appealSection(facts, facts.appeal),
      accessSection(facts),
    ],
    ...decidedBy(facts, facts.decidedBy),
  });
}

function scores(scored: readonly ScoreFacts[], language: LetterLanguage): Section | undefined {
  if (scored.length === 0) return undefined;
  const { scores: heading, scoresText, scoreColumns, score, threshold } = textsIn(language).rejection;
  const rows = scored.map((each) => [
    each.criterion,
    score(String(each.score), String(each.max)),
    [
      each.rationale?.trim(),
      each.threshold !== undefined && each.score < each.threshold && threshold(String(each.threshold)),
    ]
      .filter(Boolean)
      .join(' '),
  ]);
  return {
    heading,
    blocks: [
      paragraph(scoresText),
      {
        kind: 'table',
        columns: [
          { heading: scoreColumns.criterion, width: 30 },
          { heading: scoreColumns.score, width: 16 },
          { heading: scoreColumns.rationale, width: 54 },
        ],
        rows,
      },
    ],
  };
}
