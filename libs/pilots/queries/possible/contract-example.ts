import { yearOf } from '#calendar/oslo.js';
import type { ContractBody } from '../../application/pilots/contract-body.js';
import type { OutcomeTerms } from '../../contract/terms.js';
import type { KnownPilot } from '../../domain/pilot/state.js';
import * as examples from '../../http/examples/pilots.js';

const YEARS = 3;

/** A contract that this pilot could draft: its currency, its municipality, within its framework. */
export function contractFor({ currency, partners, framework }: KnownPilot, today: string): ContractBody {
  const town =
    partners.find(({ role }) => role === 'municipality')?.organisation ?? examples.contract.statePayee;
  const from = framework?.framework.inForceFrom ?? today;
  const year = Math.max(yearOf(from), yearOf(today));
  const cap = Math.min(
    examples.terms.caps.state,
    framework?.framework.maxStateShare ?? examples.terms.caps.state,
  );
  const terms: OutcomeTerms = {
    ...examples.terms,
    currency,
    period: { from, to: `${year + YEARS}-12-31` },
    caps: { ...examples.terms.caps, state: cap },
  };
  return {
    terms,
    payers: { town },
    statePayee: town,
    liability: [{ year, amount: cap }],
    targets: examples.contract.targets,
  };
}
