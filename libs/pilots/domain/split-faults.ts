import type { Fault } from '../contract/faults.js';
import type { OutcomeTerms, PayerShare } from '../contract/terms.js';
import { decimalText, exact, total } from './exact.js';
import { tranchesOf } from './shares.js';

/** What contradicts itself in who pays. */
export function splitFaults(terms: OutcomeTerms): Fault[] {
  const { split } = terms;
  return [
    ...stateFaults(terms),
    ...(split.by === 'percentages'
      ? shareFaults(split.shares, terms, '/split/shares')
      : split.tranches.flatMap(({ shares }, index) =>
          shareFaults(shares, terms, `/split/tranches/${index}/shares`),
        )),
    ...trancheFaults(terms),
    ...idleFaults(terms),
  ];
}

function stateFaults({ payers }: OutcomeTerms): Fault[] {
  const states = payers.flatMap(({ role }, index) => (role === 'state' ? [index] : []));
  if (states.length === 0) return [{ path: '/payers', message: 'No payer is the state.' }];
  return states
    .slice(1)
    .map((index) => ({ path: `/payers/${index}/role`, message: 'Another payer is the state already.' }));
}

function shareFaults(shares: readonly PayerShare[], { payers }: OutcomeTerms, path: string): Fault[] {
  const known = payers.map(({ code }) => code);
  const faults = shares.flatMap(({ payer }, index): Fault[] => {
    const at = `${path}/${index}/payer`;
    if (!known.includes(payer)) return [{ path: at, message: `There is no payer "${payer}".` }];
    const first = shares.findIndex((share) => share.payer === payer);
    return first === index ? [] : [{ path: at, message: `The payer "${payer}" has a share already.` }];
  });
  const sum = total(shares.map(({ percent }) => exact(percent)));
  if (!sum.equals(exact(100)))
    faults.push({ path, message: `The shares come to ${decimalText(sum, 9)} % instead of 100 %.` });
  return faults;
}

function trancheFaults({ split }: OutcomeTerms): Fault[] {
  const tranches = tranchesOf(split);
  return tranches.flatMap(({ upTo }, index): Fault[] => {
    const path = `/split/tranches/${index}/upTo`;
    const before = tranches[index - 1]?.upTo;
    const isLast = index === tranches.length - 1;
    if (isLast && upTo !== undefined) return [{ path, message: 'The last tranche must have no end.' }];
    if (!isLast && upTo === undefined) return [{ path, message: 'Only the last tranche has no end.' }];
    if (before !== undefined && upTo !== undefined && upTo <= before)
      return [{ path, message: 'This tranche overlaps the one before it.' }];
    return [];
  });
}

function idleFaults({ payers, split }: OutcomeTerms): Fault[] {
  const paying = new Set(tranchesOf(split).flatMap(({ shares }) => shares.map(({ payer }) => payer)));
  return payers.flatMap(({ code }, index) =>
    paying.has(code) ? [] : [{ path: `/payers/${index}`, message: `The payer "${code}" has no share.` }],
  );
}
