import type { Fault } from '../../contract/faults.js';
import type { OutcomeContract } from '../../contract/pilot.js';
import type { OutcomeTerms } from '../../contract/terms.js';
import { readTerms } from '../read-terms.js';
import { pointerStep } from '../schema.js';
import { takesPart, type KnownPilot } from './state.js';
import { targetFaults } from './target-faults.js';

/** Everything that keeps a contract from being signed: of its terms, and of what ties them to the pilot. */
export function contractFaults(contract: OutcomeContract, state: KnownPilot): Fault[] {
  const reading = readTerms(contract.terms);
  if (!reading.ok) return reading.faults.map(({ path, message }) => ({ path: `/terms${path}`, message }));
  const terms = reading.value;
  return [
    ...frameworkFaults(terms, state),
    ...payerFaults(contract, terms, state),
    ...payeeFaults(contract, terms, state),
    ...liabilityFaults(contract, terms),
    ...targetFaults(contract.targets, terms),
  ];
}

function frameworkFaults(terms: OutcomeTerms, { currency, framework }: KnownPilot): Fault[] {
  const most = framework?.framework.maxStateShare;
  return [
    ...(terms.currency === currency
      ? []
      : [{ path: '/terms/currency', message: `The pilot is in ${currency}.` }]),
    ...(most === undefined || terms.caps.state <= most
      ? []
      : [{ path: '/terms/caps/state', message: `The framework allows the state ${most} minor units.` }]),
    ...(framework === undefined || terms.period.from >= framework.framework.inForceFrom
      ? []
      : [
          {
            path: '/terms/period/from',
            message: `The framework is in force from ${framework.framework.inForceFrom}.`,
          },
        ]),
  ];
}

/** Behind every payer but the state stands a party of the fitting role. */
function payerFaults({ payers }: OutcomeContract, terms: OutcomeTerms, state: KnownPilot): Fault[] {
  const others = terms.payers.filter(({ role }) => role !== 'state');
  const unknown = Object.keys(payers).filter((code) => !others.some((payer) => payer.code === code));
  return [
    ...unknown.map((code) => ({
      path: `/payers/${pointerStep(code)}`,
      message: 'The terms have no such payer, or it is the state.',
    })),
    ...others.flatMap(({ code, role }): Fault[] => {
      const path = `/payers/${pointerStep(code)}`;
      const organisation = Object.hasOwn(payers, code) ? payers[code] : undefined;
      if (organisation === undefined)
        return [{ path, message: 'It is not said which organisation this payer is.' }];
      const roles =
        role === 'municipality'
          ? (['municipality'] as const)
          : (['municipality', 'investor', 'intermediary'] as const);
      return takesPart(state, organisation, roles)
        ? []
        : [{ path, message: `${organisation} does not take part as ${roles.join(' or ')}.` }];
    }),
  ];
}

function payeeFaults({ statePayee }: OutcomeContract, terms: OutcomeTerms, state: KnownPilot): Fault[] {
  return takesPart(state, statePayee, [terms.statePayee])
    ? []
    : [
        {
          path: '/statePayee',
          message: `The terms pay the ${terms.statePayee}, and ${statePayee} is none here.`,
        },
      ];
}

/** What is reserved is what the state may have to pay at most, not more and not less. */
function liabilityFaults({ liability }: OutcomeContract, { caps, period }: OutcomeTerms): Fault[] {
  const first = Number(period.from.slice(0, 4));
  const early = liability.flatMap(({ year }, index) =>
    year >= first ? [] : [{ path: `/liability/${index}/year`, message: `The contract begins in ${first}.` }],
  );
  const twice = liability.flatMap(({ year }, index) =>
    liability.findIndex((each) => each.year === year) === index
      ? []
      : [{ path: `/liability/${index}/year`, message: `${year} is given twice.` }],
  );
  const odd = liability.flatMap(({ amount }, index) =>
    Number.isSafeInteger(amount) && amount >= 0
      ? []
      : [{ path: `/liability/${index}/amount`, message: 'This must be whole minor units, not below 0.' }],
  );
  if (odd.length > 0) return [...early, ...twice, ...odd];
  // Exact, where a sum of numbers could leave the range in which they are.
  const total = liability.reduce((all, { amount }) => all + BigInt(amount), 0n);
  const adds =
    total === BigInt(caps.state)
      ? []
      : [
          {
            path: '/liability',
            message: `The years add up to ${total}, the cap of the state is ${caps.state}.`,
          },
        ];
  return [...early, ...twice, ...adds];
}
