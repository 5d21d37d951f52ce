import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { UnreadableFile } from './unusable.js';
import { Utf8Evidence } from './utf8-evidence.js';

/** How the text of a file is written. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** What a file is, found from its bytes alone. */
export interface FileForm {
  readonly format: 'json' | 'csv' | 'xlsx';
  readonly encoding: Encoding;
  /** Of its bytes, in hex. */
  readonly sha256: string;
}

const WANTED =
  'wanted is 360Giving data: JSON with a list "grants", or a table as CSV or XLSX with its column titles';

/** Reads all bytes once to tell what they are. @throws UnreadableFile */
export async function inspect(path: string): Promise<FileForm> {
  const digest = createHash('sha256');
  const evidence = new Utf8Evidence();
  let form: Omit<FileForm, 'sha256'> | undefined;
  let doubted = false;
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      if (!form) {
        form = formOf(chunk, path);
        doubted = form.format === 'csv' && form.encoding === 'utf-8' && !isMarked(chunk);
      }
      digest.update(chunk);
      if (doubted) evidence.take(chunk);
    }
  } catch (error) {
    if (error instanceof UnreadableFile || !isSystemError(error)) throw error;
    throw new UnreadableFile(`${path} cannot be read: ${error.message}`, { cause: error });
  }
  if (!form) throw new UnreadableFile(`${path} is empty; ${WANTED}`);
  // What is no UTF-8 and says no other encoding was saved by a spreadsheet of Western Europe.
  const encoding = doubted && !evidence.isUtf8() ? 'windows-1252' : form.encoding;
  return { ...form, encoding, sha256: digest.digest('hex') };
}

/** What the first bytes tell. */
function formOf(head: Buffer, path: string): Omit<FileForm, 'sha256'> {
  const found = SIGNATURES.find(([signature]) => head.toString('latin1', 0, signature.length) === signature);
  if (found) throw new UnreadableFile(`${path} is ${found[1]}; ${WANTED}`);
  if (head.toString('latin1', 0, 4) === 'PK\u0003\u0004') return { format: 'xlsx', encoding: 'utf-8' };
  const encoding = encodingOf(head);
  const start = new TextDecoder(encoding).decode(head.subarray(0, 4096)).trimStart();
  if (start.startsWith('<')) throw new UnreadableFile(`${path} is HTML or XML; ${WANTED}`);
  if (start.includes('\0')) throw new UnreadableFile(`${path} is no text; ${WANTED}`);
  return { format: /^[{[]/.test(start) ? 'json' : 'csv', encoding };
}

const SIGNATURES: readonly (readonly [string, string])[] = [
  ['\u00d0\u00cf\u0011\u00e0', 'a spreadsheet of Excel before 2007 (save it as .xlsx)'],
  ['%PDF', 'a PDF'],
  ['\u001f\u008b', 'compressed with gzip (unpack it first)'],
  ['\u00ff\u00fe\0\0', 'UTF-32 (save it as UTF-8)'],
];

/** By byte order mark, or by where the zeros of the first character are, which is ASCII in every form. */
function encodingOf([first, second]: Buffer): Encoding {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first !== 0 && second === 0) return 'utf-16le';
  return first === 0 && second !== 0 ? 'utf-16be' : 'utf-8';
}

/** Whether the bytes begin with the mark of UTF-8. */
function isMarked(head: Buffer): boolean {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
}

/** Whether an error is the file system's word. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
