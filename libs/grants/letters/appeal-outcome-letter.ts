import { dateInWords } from '#calendar/words.js';
import type { LetterDocument, Section } from '#letters/letter.js';
import { formatMoneyInSentence } from '#money/format.js';
import type { Money } from '#money/money.js';
import type { AppealOutcomeLetterFacts } from './facts.js';
import { decidedBy, letterOf, paragraph, registeredWords } from './frame.js';
import {
  accessSection,
  appealSection,
  detrimentSection,
  groundsSection,
  legalBasisSection,
} from './shared-sections.js';
import { textsIn } from './texts/texts.js';

/** The letter on an appeal's outcome, whoever decided it: the deciding body or the appeal body. */
export function appealOutcomeLetter(facts: AppealOutcomeLetterFacts): LetterDocument {
  const { language, against, receivedOn } = facts;
  const texts = textsIn(language);
  const [received, decided] = [dateInWords(receivedOn, language), dateInWords(against.decidedOn, language)];
  const { title } = facts.application;
  const reference = texts.outcome.weReferTo(received, against.kind, decided, title);
  return letterOf(facts, {
    title: texts.outcome.title,
    opening: [paragraph([reference, ...registeredWords(facts, 'appeal', facts.registration)].join(' '))],
    sections: [
      { heading: texts.decision, blocks: [paragraph(resultOf(facts).join(' '))] },
      groundsSection(facts, facts.grounds),
      detrimentSection(facts, facts.detriment),
      legalBasisSection(facts),
      costs(facts),
      facts.appeal ? appealSection(facts, facts.appeal) : final(facts),
      facts.ofOther ? undefined : accessSection(facts),
    ],
    ...decidedBy(facts, facts.decidedBy),
  });
}

/** What was decided, and to what sum; what was decided in another appeal need not be what this one asked for. */
function resultOf(facts: AppealOutcomeLetterFacts): string[] {
  const { language, outcome, against, detriment, newAmount, inPart, joined } = facts;
  const texts = textsIn(language).outcome;
  if (inPart) {
    const amount = formatMoneyInSentence(inPart, language);
    return [
      texts.inPart,
      ...(joined ? [texts.together] : []),
      against.kind === 'recovery' ? texts.newClaim(amount) : texts.newAmount(amount),
    ];
  }
  const result = detriment ? texts.toDetriment : texts.result(notDecidedAnew(facts) ? 'set-aside' : outcome);
  const words = joined && outcome === 'reversed' && !detriment ? texts.reversedForAll : result;
  return [
    words,
    ...(joined ? [texts.together] : []),
    ...(newAmount ? [amountNow(newAmount, facts)] : []),
    ...requestGranted(facts),
  ];
}

/** Of a grant that was revoked in full nothing is decided again. */
function notDecidedAnew({ outcome, grantRevoked = false }: AppealOutcomeLetterFacts): boolean {
  return outcome === 'annulled' && grantRevoked;
}

/** What was refused is granted by another decision; where the refusal falls only, or the grant is revoked, it is not. */
function requestGranted({ language, outcome, against, grantRevoked }: AppealOutcomeLetterFacts): string[] {
  if (against.kind !== 'refusal') return [];
  const { wonOnAppeal, nothingToAmend } = textsIn(language).refusal;
  const granted = outcome === 'reversed' || outcome === 'changed';
  if (grantRevoked) return [nothingToAmend(granted)];
  return granted ? [wonOnAppeal] : [];
}

function amountNow(amount: Money, { language }: AppealOutcomeLetterFacts): string {
  const { newAmount, nothingNow } = textsIn(language).outcome;
  return amount.amount === 0 ? nothingNow : newAmount(formatMoneyInSentence(amount, language));
}

/** Who won an appeal may have its costs covered, and must be told so. */
function costs(facts: AppealOutcomeLetterFacts): Section | undefined {
  const { language, outcome, costsClaimPeriod, detriment } = facts;
  if (detriment || outcome === 'dismissed' || outcome === 'let-stand') return undefined;
  const texts = textsIn(language);
  const period = costsClaimPeriod && texts.duration(costsClaimPeriod);
  return { heading: texts.outcome.costs, blocks: [paragraph(texts.outcome.costsText(period))] };
}

/** An annulled decision is decided again, so nothing is final there. */
function final({ language, outcome }: AppealOutcomeLetterFacts): Section | undefined {
  if (outcome === 'annulled') return undefined;
  const texts = textsIn(language).outcome;
  return { heading: texts.final, blocks: [paragraph(texts.finalText)] };
}
