import { basename } from 'node:path';
import { inspect } from './inspect.js';
import { recordsIn } from './records.js';

/** A file with records to read. */
export interface GivingFile {
  readonly name: string;
  /** Of its bytes, in hex. */
  readonly sha256: string;
  /** From the first on, each time. @throws UnreadableFile */
  readonly records: () => AsyncIterable<unknown>;
}

/** Opens a 360Giving file. @throws UnreadableFile when there is nothing to read in it */
export async function openGivingFile(path: string): Promise<GivingFile> {
  const form = await inspect(path);
  return { name: basename(path), sha256: form.sha256, records: () => recordsIn(path, form) };
}
