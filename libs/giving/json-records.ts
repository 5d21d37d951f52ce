import { createReadStream } from 'node:fs';
import { NotIJson, readJson } from '#text/i-json.js';
import type { Encoding } from './inspect.js';
import { JsonSplitter } from './json-splitter.js';
import { textOf } from './text.js';
import { LARGEST_RECORD, UnreadableFile, UnusableRecord } from './unusable.js';

/** The records in the list "grants" of a JSON file, or in the list that it is, one at a time. @throws UnreadableFile */
export async function* jsonRecords(path: string, encoding: Encoding): AsyncGenerator {
  const splitter = new JsonSplitter();
  for await (const chunk of bytesOf(path, encoding))
    for (const bytes of splitter.push(chunk)) yield bytes === undefined ? tooLarge() : recordIn(bytes);
  const fault = splitter.fault();
  if (fault !== undefined) throw new UnreadableFile(`${path} ${fault}`);
}

async function* bytesOf(path: string, encoding: Encoding): AsyncGenerator<Buffer> {
  if (encoding === 'utf-8') yield* createReadStream(path) as AsyncIterable<Buffer>;
  else for await (const text of textOf(path, encoding)) yield Buffer.from(text);
}

function tooLarge(): UnusableRecord {
  return new UnusableRecord('record-too-large', `the record has more than ${LARGEST_RECORD} bytes`);
}

function recordIn(bytes: Buffer): unknown {
  try {
    return readJson(bytes);
  } catch (error) {
    if (!(error instanceof NotIJson)) throw error;
    const place = error.pointer === '' ? '' : `is not I-JSON: ${error.pointer} `;
    return new UnusableRecord('not-i-json', `the record ${place}${error.detail}`, idIn(bytes));
  }
}

/** The id of a record that is not all it should be; none where it may tell who a private person is. */
function idIn(bytes: Buffer): string | undefined {
  try {
    const record = JSON.parse(bytes.toString()) as { readonly id?: unknown } | null;
    if (!record || 'recipientIndividual' in record) return undefined;
    return typeof record.id === 'string' ? record.id : undefined;
  } catch {
    return undefined;
  }
}
