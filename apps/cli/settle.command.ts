import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import { canonicalJson } from '#event-store/canonical.js';
import type { Json } from '#eventsourcing/event.js';
import { settleDocuments } from '#pilots/documents/settle-documents.js';
import type { DocumentFault } from '#pilots/contract/settlement.js';
import { NotIJson, readJson } from '#text/i-json.js';
import { jsonOption } from './options.js';
import { print } from '#terminal/output.js';
import { faultLines, settlementText } from './settlement-text.js';

interface SettleOptions {
  readonly terms: Uint8Array;
  readonly measurements: Uint8Array;
  readonly json?: true;
}

/** The documents have faults, which have been printed. */
export class FaultsFound extends Error {}

/** `tilsagn settle` */
export function addSettle(program: Command): void {
  program
    .command('settle')
    .summary('what an outcome contract pays for results')
    .description(
      'Computes what outcome terms pay for verified measurements, each step explained. Nothing is stored, and no\n' +
        'data folder is opened. The same files always give the same bytes.\n' +
        'Exit code 3: the documents have faults; each is listed with its JSON pointer.',
    )
    .requiredOption('--terms <file>', 'outcome terms as JSON', contentOf)
    .requiredOption('--measurements <file>', 'verified measurements as JSON', contentOf)
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nexample:\n  npm run --silent tilsagn -- settle --terms test/settlements/tiered.terms.json' +
        ' --measurements test/settlements/tiered-411.measurements.json',
    )
    .action(({ terms, measurements, json }: SettleOptions) => {
      const faults: DocumentFault[] = [];
      const documents = {
        terms: parsed('terms', terms, faults),
        measurements: parsed('measurements', measurements, faults),
      };
      const result =
        faults.length > 0
          ? ({ ok: false, faults } as const)
          : settleDocuments(documents.terms, documents.measurements);
      if (!result.ok) {
        print(json ? inBytes({ faults: result.faults }) : faultLines(result.faults));
        throw new FaultsFound('the documents have faults');
      }
      print(json ? inBytes(result.settlement) : settlementText(result.settlement));
    });
}

/** RFC 8785, so that two runs can be compared byte by byte. */
function inBytes(document: object): string {
  return canonicalJson(document as Json);
}

function contentOf(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch {
    throw new InvalidArgumentError('It cannot be read.');
  }
}

/** What the bytes say; what they are not goes to the faults. */
function parsed(document: DocumentFault['document'], bytes: Uint8Array, faults: DocumentFault[]): unknown {
  try {
    return readJson(bytes);
  } catch (error) {
    if (!(error instanceof NotIJson)) throw error;
    faults.push({ document, path: error.pointer, message: `This ${error.detail}.` });
    return undefined;
  }
}
