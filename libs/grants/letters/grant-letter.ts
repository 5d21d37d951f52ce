import { dateInWords } from '#calendar/words.js';
import type { Block, LabelledLine, LetterDocument, Section } from '#letters/letter.js';
import { formatMoneyIn, formatMoneyInSentence } from '#money/format.js';
import { sum, type Money } from '#money/money.js';
import type { GrantLetterFacts } from './facts.js';
import { decidedBy, letterOf, list, paragraph, paragraphs } from './frame.js';
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

/** The grant letter (tilskuddsbrev): the decision that grants money, and all that binds the recipient. */
export function grantLetter(facts: GrantLetterFacts): LetterDocument {
  const texts = textsIn(facts.language).grant;
  return letterOf(facts, {
    title: texts.title(facts.application.title),
    opening: [
      paragraph(applicationReference(facts)),
      ...reversalReference(facts),
      ...(facts.followedUpBy ? [paragraph(texts.followedUpBy(facts.followedUpBy))] : []),
      overview(facts),
    ],
    sections: [
      decision(facts),
      purpose(facts),
      groundsSection(facts, facts.grounds),
      detrimentSection(facts, facts.reverses?.detriment),
      legalBasis(facts),
      conditions(facts),
      coFunding(facts),
      acceptance(facts),
      payment(facts),
      continuation(facts),
      reporting(facts),
      { heading: texts.control, blocks: [paragraph(texts.controlText)] },
      { heading: texts.sanctions, blocks: [paragraph(texts.sanctionsText)] },
      stateAid(facts),
      appealSection(facts, facts.appeal),
      accessSection(facts),
    ],
    ...decidedBy(facts, facts.decidedBy),
  });
}

function overview(facts: GrantLetterFacts): Block {
  const { overview: labels, period } = textsIn(facts.language);
  const rows: [string, string | undefined][] = [
    [labels.project, facts.application.title],
    [labels.scheme, facts.scheme.name],
    [labels.amount, money(facts, facts.amount)],
    [labels.period, facts.period && period(day(facts, facts.period.from), day(facts, facts.period.to))],
    [labels.budget, budgetPost(facts)],
    [labels.acceptBy, facts.acceptBy && day(facts, facts.acceptBy)],
  ];
  return {
    kind: 'overview',
    rows: rows.flatMap(([label, value]): LabelledLine[] => (value ? [{ label, value }] : [])),
  };
}

function decision(facts: GrantLetterFacts): Section {
  const { decision: heading, appliedFor, grant } = textsIn(facts.language);
  const { amount: applied } = facts.application;
  const inPart =
    applied && applied.currency === facts.amount.currency && applied.amount > facts.amount.amount;
  const granted = (inPart ? grant.inPart : grant.granted)(said(facts, facts.amount));
  const text = applied ? `${granted} ${appliedFor(said(facts, applied))}` : granted;
  return { heading, blocks: [paragraph(text)] };
}

function purpose(facts: GrantLetterFacts): Section {
  const { purpose: heading, goal, purposeText } = textsIn(facts.language).grant;
  const ofScheme = facts.scheme.goal ? [paragraph(goal(facts.scheme.goal))] : [];
  return { heading, blocks: [...ofScheme, paragraph(purposeText), ...paragraphs(facts.purpose)] };
}

function legalBasis(facts: GrantLetterFacts): Section {
  const section = legalBasisSection(facts);
  const post = budgetPost(facts);
  if (!post) return section;
  const { budget } = textsIn(facts.language).legalBasis;
  return { ...section, blocks: [...section.blocks, paragraph(budget(post))] };
}

function conditions(facts: GrantLetterFacts): Section {
  const { conditions: heading, conditionsText, beforePayout, standing } = textsIn(facts.language).grant;
  const own = facts.conditions.map(({ text, beforePayout: first }) => (first ? beforePayout(text) : text));
  return { heading, blocks: [paragraph(conditionsText), ...list([...own, ...standing], true)] };
}

function coFunding(facts: GrantLetterFacts): Section | undefined {
  if (!facts.coFunding || facts.coFunding.amount === 0) return undefined;
  const { coFunding: heading, coFundingText } = textsIn(facts.language).grant;
  return { heading, blocks: [paragraph(coFundingText(said(facts, facts.coFunding)))] };
}

function acceptance(facts: GrantLetterFacts): Section {
  const texts = textsIn(facts.language);
  const { acceptance: heading, acceptBy, acceptWithin, accept } = texts.grant;
  const { acceptBy: last, acceptWithin: within } = facts;
  const text = last ? acceptBy(day(facts, last)) : within ? acceptWithin(texts.duration(within)) : accept;
  return { heading, blocks: [paragraph(text)] };
}

function payment(facts: GrantLetterFacts): Section {
  const texts = textsIn(facts.language).grant;
  const { number, dueDate, condition, amount } = texts.paymentColumns;
  const { schedule } = facts;
  if (schedule.length === 0) return { heading: texts.payment, blocks: [paragraph(texts.paymentUnplanned)] };
  const conditional = schedule.some((payments) => payments.condition);
  const total = { ...facts.amount, amount: sum(schedule.map((each) => each.amount.amount)) };
  const rows = schedule.map((each, index) => [
    String(index + 1),
    day(facts, each.dueDate),
    ...(conditional ? [each.condition ?? ''] : []),
    money(facts, each.amount),
  ]);
  return {
    heading: texts.payment,
    blocks: [
      paragraph(texts.paymentText),
      {
        kind: 'table',
        columns: [
          { heading: number, width: 10 },
          { heading: dueDate, width: conditional ? 25 : 45 },
          ...(conditional ? [{ heading: condition, width: 37 }] : []),
          { heading: amount, width: conditional ? 28 : 45, align: 'right' },
        ],
        rows,
        total: [texts.sum, ...Array.from({ length: conditional ? 2 : 1 }, () => ''), money(facts, total)],
      },
    ],
  };
}

function continuation(facts: GrantLetterFacts): Section | undefined {
  if (!facts.continuation?.length) return undefined;
  const { continuation: heading, continuationText, continuationColumns } = textsIn(facts.language).grant;
  return {
    heading,
    blocks: [
      paragraph(continuationText),
      {
        kind: 'table',
        columns: [
          { heading: continuationColumns.year, width: 50 },
          { heading: continuationColumns.amount, width: 50, align: 'right' },
        ],
        rows: facts.continuation.map(({ year, amount }) => [String(year), money(facts, amount)]),
      },
    ],
  };
}

function reporting(facts: GrantLetterFacts): Section {
  const texts = textsIn(facts.language).grant;
  const { report, content, dueDate } = texts.reportColumns;
  const unspent = texts.unspent(facts.period && day(facts, facts.period.to));
  if (facts.reports.length === 0)
    return { heading: texts.reporting, blocks: [paragraph(texts.reportingNone), paragraph(unspent)] };
  const rows = facts.reports.map((each) => [
    each.title,
    texts.reportContent(each.withAccounts ?? false, each.withAuditorStatement ?? false),
    day(facts, each.dueDate),
  ]);
  return {
    heading: texts.reporting,
    blocks: [
      paragraph(texts.reportingText),
      {
        kind: 'table',
        columns: [
          { heading: report, width: 30 },
          { heading: content, width: 45 },
          { heading: dueDate, width: 25 },
        ],
        rows,
      },
      paragraph(unspent),
    ],
  };
}

function stateAid(facts: GrantLetterFacts): Section | undefined {
  if (!facts.deMinimis) return undefined;
  const { grant, ...texts } = textsIn(facts.language);
  const { limit, window, legalReference } = facts.deMinimis;
  return {
    heading: grant.stateAid,
    blocks: [paragraph(grant.stateAidText(said(facts, limit), texts.duration(window), legalReference))],
  };
}

function budgetPost({ language, scheme }: GrantLetterFacts): string | undefined {
  return scheme.budgetChapter && textsIn(language).budgetPost(scheme.budgetChapter, scheme.budgetPost);
}

/** Money in the running text. */
function said({ language }: GrantLetterFacts, amount: Money): string {
  return formatMoneyInSentence(amount, language);
}

/** Money in a table. */
function money({ language }: GrantLetterFacts, amount: Money): string {
  return formatMoneyIn(amount, language);
}

function day({ language }: GrantLetterFacts, date: string): string {
  return dateInWords(date, language);
}
