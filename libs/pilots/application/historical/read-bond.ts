import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { isCurrency } from '#money/money.js';
import bondSchema from '#pilots/contract/historical.schema.json' with { type: 'json' };
import type { Fault, Reading } from '../../contract/faults.js';
import type { HistoricalBond } from '../../contract/historical.js';
import { shapeFaults } from '../../domain/schema.js';

const ajv = new Ajv2020({ allErrors: false, allowUnionTypes: true, ownProperties: true });
const isBond: ValidateFunction<HistoricalBond> = ajv.compile<HistoricalBond>(bondSchema);

/** A bond to be registered as another process sends it, or what is wrong with it. */
export function readBond(document: unknown): Reading<HistoricalBond> {
  if (!isBond(document)) return { ok: false, faults: shapeFaults(isBond) };
  const faults = [
    ...currencyFaults(document, ''),
    ...document.metrics.flatMap(({ terms, ...metric }, index) => [
      ...currencyFaults(metric, `/metrics/${index}`),
      ...currencyFaults({ ...terms }, `/metrics/${index}/terms`),
    ]),
  ];
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: document };
}

function currencyFaults(amounts: object, path: string): Fault[] {
  return Object.entries(amounts)
    .filter(([, value]) => isUnknown(value))
    .map(([member]) => ({ path: `${path}/${member}/currency`, message: 'This is no currency of ISO 4217.' }));
}

function isUnknown(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'currency' in value &&
    typeof value.currency === 'string' &&
    !isCurrency(value.currency)
  );
}
