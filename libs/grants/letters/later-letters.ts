import { dateInWords } from '#calendar/words.js';
import type { Block, LetterDocument, Section } from '#letters/letter.js';
import { formatMoneyIn, formatMoneyInSentence } from '#money/format.js';
import { decidedBy, letterOf, list, paragraph, paragraphs } from './frame.js';
import type {
  AmendmentLetterFacts,
  ClaimLetterFacts,
  LaterDecisionFacts,
  RefusalLetterFacts,
  ReinstatementLetterFacts,
  RevocationLetterFacts,
} from './later-facts.js';
import { accessSection, appealSection, groundsSection, legalBasisSection } from './shared-sections.js';
import { textsIn } from './texts/texts.js';

/** The letter of a revocation (omgjøring), in full or in part. */
export function revocationLetter(facts: RevocationLetterFacts): LetterDocument {
  const { language, before, inForce, forCoFunding = false } = facts;
  const { revoked } = textsIn(language);
  const was = formatMoneyInSentence(before, language);
  const decision =
    inForce.amount === 0 ? revoked.whole(was) : revoked.inPart(was, formatMoneyInSentence(inForce, language));
  const arithmetic = forCoFunding ? [paragraph(revoked.arithmetic)] : [];
  return laterDecision(facts, {
    title: revoked.title(facts.application.title),
    decision: [paragraph(decision), ...arithmetic],
    sections: [
      { heading: revoked.consequences, blocks: [paragraph(revoked.unpaid), paragraph(revoked.paid)] },
    ],
  });
}

/** The letter on a revocation that was reversed of own motion (omgjøring til gunst). */
export function reinstatementLetter(facts: ReinstatementLetterFacts): LetterDocument {
  const { language, inForce } = facts;
  const { reinstated, revoked } = textsIn(language);
  return laterDecision(facts, {
    title: reinstated.title(facts.application.title),
    decision: [paragraph(reinstated.decisionText(formatMoneyInSentence(inForce, language)))],
    sections: [
      { heading: revoked.consequences, blocks: [paragraph(reinstated.paid), paragraph(reinstated.claims)] },
    ],
  });
}

/** The letter of a claim for repayment (krav om tilbakebetaling). */
export function claimLetter(facts: ClaimLetterFacts): LetterDocument {
  const { language, basis, amount, dueOn, left } = facts;
  const { claim } = textsIn(language);
  const sum = formatMoneyInSentence(amount, language);
  const kept = left ? [paragraph(claim.left(formatMoneyInSentence(left, language)))] : [];
  return laterDecision(facts, {
    title: claim.title(facts.application.title),
    decision: [
      paragraph(claim.decisionText(sum, dateInWords(dueOn, language))),
      paragraph(claim.because[basis]),
      ...kept,
    ],
    sections: [{ heading: claim.payment, blocks: [paragraph(claim.paymentText)] }],
  });
}

/** The letter of an amendment (endring) that takes from the party. */
export function amendmentLetter(facts: AmendmentLetterFacts): LetterDocument {
  const { language, before, amount, added, dropped } = facts;
  const { amendment, grant } = textsIn(language);
  const [was, is] = [formatMoneyInSentence(before, language), formatMoneyInSentence(amount, language)];
  const change = Math.sign(amount.amount - before.amount);
  const sentence = { '-1': amendment.less, 0: amendment.same, 1: amendment.more }[change]!(is, was);
  const conditions = [
    ...(added.length > 0 ? [paragraph(amendment.added)] : []),
    ...list(added.map(({ text, beforePayout }) => (beforePayout ? grant.beforePayout(text) : text))),
    ...(dropped > 0 ? [paragraph(amendment.dropped(dropped))] : []),
  ];
  return laterDecision(facts, {
    title: amendment.title(facts.application.title),
    decision: [paragraph(`${amendment.decisionText} ${sentence}`)],
    sections: [paymentsOf(facts), { heading: grant.conditions, blocks: conditions }],
  });
}

/** The letter on the refusal (avslag) of an amendment that the recipient asked for, or of the rest of it. */
export function refusalLetter(facts: RefusalLetterFacts): LetterDocument {
  const { language, requestedOn, wish, inPart = false } = facts;
  const { refusal } = textsIn(language);
  const asked = dateInWords(requestedOn, language);
  return laterDecision(facts, {
    title: refusal.title(facts.application.title),
    decision: [
      paragraph(inPart ? refusal.rest(asked) : refusal.decisionText(asked)),
      paragraph(refusal.wish),
      ...paragraphs(wish),
      paragraph(refusal.unchanged),
    ],
    sections: [],
  });
}

/** A decision with its grounds, its rules and how it is appealed. */
function laterDecision(
  facts: LaterDecisionFacts,
  content: {
    readonly title: string;
    readonly decision: readonly Block[];
    readonly sections: readonly (Section | undefined)[];
  },
): LetterDocument {
  const { forewarning, decision: heading } = textsIn(facts.language);
  const granted = facts.grantedOn && dateInWords(facts.grantedOn, facts.language);
  return letterOf(facts, {
    title: content.title,
    opening: [paragraph(forewarning.weReferTo(facts.application.title, facts.scheme.name, granted))],
    sections: [
      { heading, blocks: content.decision },
      groundsSection(facts, facts.grounds),
      ...content.sections,
      legalBasisSection(facts),
      appealSection(facts, facts.appeal),
      accessSection(facts),
    ],
    ...decidedBy(facts, facts.decidedBy),
  });
}

function paymentsOf({ language, schedule }: AmendmentLetterFacts): Section | undefined {
  if (schedule.length === 0) return undefined;
  const { amendment, grant } = textsIn(language);
  const { dueDate, amount } = grant.paymentColumns;
  return {
    heading: grant.payment,
    blocks: [
      paragraph(amendment.schedule),
      {
        kind: 'table',
        columns: [
          { heading: dueDate, width: 50 },
          { heading: amount, width: 50, align: 'right' },
        ],
        rows: schedule.map((each) => [
          dateInWords(each.dueDate, language),
          formatMoneyIn(each.amount, language),
        ]),
      },
    ],
  };
}
