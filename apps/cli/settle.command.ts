import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import { canonicalJson } from '#event-store/canonical.js';
import type { Json } from '#eventsourcing/event.js';
import { settleDocuments } from '#pilots/application/settle-documents.js';
import type { DocumentFault } from '#pilots/contract/settlement.js';
import { jsonOption } from './options.js';
import { print } from './output.js';
import { faultLines, settlementText } from './settlement-text.js';

interface SettleOptions {
  readonly terms: string;
  readonly measurements: string;
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
      const documents = { terms: parsed(terms), measurements: parsed(measurements) };
      const broken = Object.entries(documents)
        .filter(([, document]) => document === undefined)
        .map(([name]): DocumentFault => ({
          document: name as DocumentFault['document'],
          path: '',
          message: 'This is not JSON.',
        }));
      const result =
        broken.length > 0
          ? ({ ok: false, faults: broken } as const)
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

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new InvalidArgumentError('It cannot be read.');
  }
}

/** Undefined for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
