import { NotIJson, readJson } from '#text/i-json.js';
import { LARGEST_RECORD } from './unusable.js';

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
 * is for who reads it, so that a fault in one is no fault of the others. What is around the list must be
 * I-JSON, else there may be a second list, or half of one.
 */
export class JsonSplitter {
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
  /** The text without what is in the list. */
  private around: Buffer[] = [];
  private aroundSize = 0;

  /** Takes the next bytes; answers the elements that ended in them, undefined for one that is too large. */
  push(chunk: Buffer): (Buffer | undefined)[] {
    const ended: (Buffer | undefined)[] = [];
    let from = this.list === 'inside' ? 0 : -1;
    let outside = this.list === 'inside' ? -1 : 0;
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
          if (this.begins(byte)) {
            this.keepAround(chunk.subarray(outside, at + 1));
            [from, outside] = [at + 1, -1];
          }
          this.namesNext = byte === BRACE && this.depth === 1;
          break;
        case BRACE_END:
        case BRACKET_END:
          if (this.list === 'inside' && this.depth === this.listDepth) {
            end(at);
            this.list = 'over';
            [from, outside] = [-1, at];
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
    if (outside >= 0) this.keepAround(chunk.subarray(outside));
    return ended;
  }

  /** What is wrong with all of the text, once it has ended. */
  fault(): string | undefined {
    if (this.list === 'not yet') return `is not a 360Giving package: it has no list "${MEMBER}"`;
    if (this.depth !== 0 || this.inText)
      return 'ends in the middle: it was cut off, or a quote or bracket is missing';
    if (this.aroundSize > LARGEST_RECORD) return `has more than ${LARGEST_RECORD} bytes around its list`;
    return faultAround(Buffer.concat(this.around));
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

  private keepAround(part: Buffer): void {
    this.aroundSize += part.length;
    if (this.aroundSize <= LARGEST_RECORD) this.around.push(part);
    else this.around = [];
  }
}

function faultAround(bytes: Buffer): string | undefined {
  try {
    readJson(bytes);
    return undefined;
  } catch (error) {
    if (!(error instanceof NotIJson)) throw error;
    return error.pointer === '' ? `${error.detail} around its list` : `is not I-JSON: ${error.message}`;
  }
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09);
}
