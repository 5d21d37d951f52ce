import { createReadStream } from 'node:fs';
import { NotIJson, readJson } from '#text/i-json.js';
import type { Encoding } from './inspect.js';
import { textOf } from './text.js';
import { LARGEST_RECORD, UnreadableFile, UnusableRecord } from './unusable.js';

/** The records in the list "grants" of a JSON file, or in the list that it is, one at a time. @throws UnreadableFile */
export async function* jsonRecords(path: string, encoding: Encoding): AsyncGenerator {
  const splitter = new Splitter();
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

const [QUOTE, BACKSLASH, COMMA, COLON] = Buffer.from('"\\,:') as unknown as [number, number, number, number];
const [BRACE, BRACKET, BRACE_END, BRACKET_END] = Buffer.from('{[}]') as unknown as [
  number,
  number,
  number,
  number,
];
const MEMBER = 'grants';

/**
 * Cuts the elements of the list out of the bytes of a JSON text, by strings and brackets alone: what is in an element
 * is for who reads it, so that a fault in one is no fault of the others.
 */
class Splitter {
  private depth = 0;
  private inText = false;
  private escaped = false;
  /** The text that was last begun where a member's name may stand. */
  private name: string | undefined;
  private namesNext = false;
  private list: 'not yet' | 'inside' | 'over' = 'not yet';
  private listDepth = 0;
  private parts: Buffer[] = [];
  private size = 0;

  /** Takes the next bytes; answers the elements that ended in them, undefined for one that is too large. */
  push(chunk: Buffer): (Buffer | undefined)[] {
    const ended: (Buffer | undefined)[] = [];
    let from = this.list === 'inside' ? 0 : -1;
    const end = (at: number) => {
      this.keep(chunk.subarray(from, at));
      const element = Buffer.concat(this.parts);
      if (this.size > LARGEST_RECORD) ended.push(undefined);
      else if (!isBlank(element)) ended.push(element);
      [this.parts, this.size] = [[], 0];
    };
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at]!;
      if (this.inText) {
        this.text(byte);
        continue;
      }
      switch (byte) {
        case QUOTE:
          this.inText = true;
          if (this.namesNext) this.name = '';
          break;
        case BRACE:
        case BRACKET:
          this.depth++;
          if (this.begins(byte)) from = at + 1;
          this.namesNext = byte === BRACE && this.depth === 1;
          break;
        case BRACE_END:
        case BRACKET_END:
          if (this.list === 'inside' && this.depth === this.listDepth) {
            end(at);
            this.list = 'over';
            from = -1;
          }
          this.depth--;
          break;
        case COMMA:
          if (this.list === 'inside' && this.depth === this.listDepth) {
            end(at);
            from = at + 1;
          } else if (this.depth === 1) this.namesNext = true;
          break;
        case COLON:
          this.namesNext = false;
          break;
      }
    }
    if (from >= 0) this.keep(chunk.subarray(from));
    return ended;
  }

  /** What is wrong with all of the text, once it has ended. */
  fault(): string | undefined {
    if (this.list === 'not yet') return `is not a 360Giving package: it has no list "${MEMBER}"`;
    return this.depth === 0 && !this.inText
      ? undefined
      : 'ends in the middle: it was cut off, or a quote or bracket is missing';
  }

  private text(byte: number): void {
    if (this.escaped) this.escaped = false;
    else if (byte === BACKSLASH) this.escaped = true;
    else if (byte === QUOTE) this.inText = false;
    else if (this.namesNext && this.name !== undefined && this.name.length <= MEMBER.length)
      this.name += String.fromCharCode(byte);
  }

  private begins(byte: number): boolean {
    if (this.list !== 'not yet' || byte !== BRACKET) return false;
    if (this.depth > 1 && !(this.depth === 2 && this.name === MEMBER && !this.namesNext)) return false;
    this.list = 'inside';
    this.listDepth = this.depth;
    return true;
  }

  private keep(part: Buffer): void {
    this.size += part.length;
    if (this.size <= LARGEST_RECORD) this.parts.push(part);
    else this.parts = [];
  }
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09);
}
