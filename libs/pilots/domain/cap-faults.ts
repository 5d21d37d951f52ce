import type { Fault } from '../contract/faults.js';
import type { OutcomeTerms, Pricing } from '../contract/terms.js';
import { exact, moneyText, total, ZERO, type Exact } from './exact.js';
import { pointerStep } from './schema.js';
import { payerCap, uncapped } from './shares.js';

/** Caps of what there is not, and caps below what is guaranteed. For terms whose other parts are sound. */
export function capFaults(terms: OutcomeTerms): Fault[] {
  return [
    ...unknownFaults(terms.caps.metrics, terms.metrics, 'metric'),
    ...unknownFaults(terms.caps.cohorts, terms.cohorts, 'cohort'),
    ...unknownFaults(terms.caps.payers, terms.payers, 'payer'),
    ...stateTwice(terms),
    ...guaranteeFaults(terms),
  ];
}

function unknownFaults(
  caps: Readonly<Record<string, number>> | undefined,
  known: readonly { readonly code: string }[],
  kind: string,
): Fault[] {
  return Object.keys(caps ?? {})
    .filter((code) => !known.some((item) => item.code === code))
    .map((code) => ({
      path: `/caps/${kind}s/${pointerStep(code)}`,
      message: `There is no ${kind} "${code}".`,
    }));
}

function stateTwice({ payers, caps }: OutcomeTerms): Fault[] {
  return payers
    .filter(({ code, role }) => role === 'state' && Object.hasOwn(caps.payers ?? {}, code))
    .map(({ code }) => ({
      path: `/caps/payers/${pointerStep(code)}`,
      message: 'The cap of the state is the member "state", and only that.',
    }));
}

function guaranteeFaults(terms: OutcomeTerms): Fault[] {
  const { caps, metrics, payers, currency } = terms;
  const guarantee = total(metrics.map(({ pricing }) => guaranteedBy(pricing)));
  const below = (path: string, cap: Exact | undefined, promised: Exact): Fault[] =>
    cap === undefined || cap.compare(promised) >= 0
      ? []
      : [
          {
            path,
            message: `This cap is below the guarantee, which comes to ${moneyText(promised, currency)} here.`,
          },
        ];
  const shares = uncapped(terms, guarantee);
  return [
    ...metrics.flatMap(({ code, pricing }) => {
      const cap = Object.hasOwn(caps.metrics ?? {}, code) ? exact(caps.metrics![code]!) : undefined;
      return below(`/caps/metrics/${pointerStep(code)}`, cap, guaranteedBy(pricing));
    }),
    ...payers.flatMap(({ code, role }) =>
      below(
        role === 'state' ? '/caps/state' : `/caps/payers/${pointerStep(code)}`,
        payerCap(terms, code),
        shares.get(code)!,
      ),
    ),
    ...below('/caps/overall', caps.overall === undefined ? undefined : exact(caps.overall), guarantee),
  ];
}

function guaranteedBy(pricing: Pricing): Exact {
  if (pricing.form === 'guaranteed') return exact(pricing.amount);
  return pricing.form === 'savings-share' ? exact(pricing.guaranteed) : ZERO;
}
