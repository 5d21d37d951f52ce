import type { DocumentFault, OutcomeSettlement } from '../contract/settlement.js';
import type { Fault } from '../contract/faults.js';
import { TooMuch } from '../domain/exact.js';
import { readMeasurements } from '../domain/read-measurements.js';
import { readTerms } from '../domain/read-terms.js';
import { settle } from '../domain/settle.js';

/** The settlement of two documents, or all that keeps them from being settled. */
export type DocumentsSettled =
  | { readonly ok: true; readonly settlement: OutcomeSettlement }
  | { readonly ok: false; readonly faults: readonly DocumentFault[] };

/**
 * Settles documents from anywhere, such as parsed JSON files; nothing else is read or written. Faults of measurements
 * are looked for only when the terms are sound, since they are judged by them.
 */
export function settleDocuments(terms: unknown, measurements: unknown): DocumentsSettled {
  const readTermsOf = readTerms(terms);
  if (!readTermsOf.ok) return refused('terms', readTermsOf.faults);
  const readMeasured = readMeasurements(measurements, readTermsOf.value);
  if (!readMeasured.ok) return refused('measurements', readMeasured.faults);
  try {
    return { ok: true, settlement: settle(readTermsOf.value, readMeasured.value) };
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    return refused('measurements', [
      { path: '', message: `These results cannot be settled: ${error.message}.` },
    ]);
  }
}

function refused(document: DocumentFault['document'], faults: readonly Fault[]): DocumentsSettled {
  return { ok: false, faults: faults.map((fault) => ({ document, ...fault })) };
}
