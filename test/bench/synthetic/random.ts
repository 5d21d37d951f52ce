/** Numbers that look random and are the same for the same seed. */
export class Random {
  constructor(private state: number) {}

  /** From 0 up to and without 1. */
  next(): number {
    return this.bits() / 2 ** 32;
  }

  /** A whole number from 0 up to and without `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  /** A whole number between the two, both included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!;
  }

  /** Shaped like the ids the system derives. */
  uuid(): string {
    const [a, b, c, d] = [this.bits(), this.bits(), this.bits(), this.bits()];
    return (
      `${high(a)}${low(a)}-${high(b)}-5${low(b).slice(1)}-` +
      `a${high(c).slice(1)}-${low(c)}${high(d)}${low(d)}`
    );
  }

  /** Of the length of an HMAC-SHA-256 in base64url. */
  mark(): string {
    return `${this.uuid()}-${high(this.bits())}-A`;
  }

  /** About so many words. */
  words(count: number): string {
    const first = this.below(TEXT.length - count * LETTERS);
    return TEXT.slice(first, first + count * LETTERS);
  }

  private bits(): number {
    this.state = (this.state + 0x9e3779b9) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  }
}

const QUADS = Array.from({ length: 2 ** 16 }, (_, number) => number.toString(16).padStart(4, '0'));
const high = (bits: number): string => QUADS[bits >>> 16]!;
const low = (bits: number): string => QUADS[bits & 0xffff]!;

const WORDS = (
  'the of in and with for at coast valley fjord meadow river kulturlandskap species habitat youth volunteer ' +
  'association municipality restoration inventory season school library heritage path shelter workshop ' +
  'measurement results partners transport equipment staff evaluation naturmangfold friluftsliv åpen skjøtsel'
).split(' ');

/** Letters in a word and the blank after it, on average. */
const LETTERS = 8;
const TEXT = textOf(new Random(4711), 20_000);

function textOf(random: Random, words: number): string {
  return Array.from({ length: words }, () => random.pick(WORDS)).join(' ');
}
