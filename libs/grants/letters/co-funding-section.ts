import type { LabelledLine, LetterLanguage, Section } from '#letters/letter.js';
import { formatMoneyIn } from '#money/format.js';
import type { CoFundingFacts } from './facts.js';
import { paragraph } from './frame.js';
import { textsIn } from './texts/texts.js';

/** How a reduction for too little co-funding is calculated, line by line. */
export function coFundingSection(language: LetterLanguage, facts: CoFundingFacts): Section {
  const { coFunding: texts } = textsIn(language);
  const { currency, years, percent, promised, unspent } = facts;
  const line = (label: string, amount: number): LabelledLine => {
    return { label, value: formatMoneyIn({ amount, currency }, language) };
  };
  const rows = [
    line(texts.granted(yearsOf(years)), facts.granted),
    line(texts.totalCosts, facts.totalCosts),
    ...(promised === undefined ? [] : [line(texts.promisedAmount, promised)]),
    line(texts.came, facts.came),
    line(texts.allowed, facts.allowed),
    line(texts.spent, facts.spent),
    ...(unspent > 0 ? [line(texts.unspent, unspent)] : []),
    line(texts.reduction, facts.reduction),
  ];
  const rule = percent === undefined ? texts.promised : texts.leastShare(percent);
  return { heading: texts.heading, blocks: [paragraph(rule), { kind: 'overview', rows }] };
}

function yearsOf(years: readonly number[]): string {
  const [first, last] = [years[0], years.at(-1)];
  return first === last ? `${first}` : `${first}–${last}`;
}
