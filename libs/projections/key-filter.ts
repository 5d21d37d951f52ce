const BITS = 2 ** 23;
const PROBES = 4;

/**
 * A Bloom filter: remembers in one fixed megabyte which keys a table may have. At a million keys two of a hundred
 * unknown keys are taken for known, which costs a look into the table and nothing else.
 */
export class KeyFilter {
  private readonly words = new Uint32Array(BITS / 32);

  add(id: string): void {
    this.probe(id, (word, bit) => {
      this.words[word] = this.words[word]! | bit;
      return true;
    });
  }

  /** False: certainly never added. */
  mayHave(id: string): boolean {
    return this.probe(id, (word, bit) => (this.words[word]! & bit) !== 0);
  }

  private probe(id: string, each: (word: number, bit: number) => boolean): boolean {
    let first = 0x811c9dc5;
    let second = 0x9747b28c;
    for (let index = 0; index < id.length; index++) {
      const code = id.charCodeAt(index);
      first = Math.imul(first ^ code, 0x01000193);
      second = Math.imul(second ^ code, 0x5bd1e995) + first;
    }
    for (let round = 0; round < PROBES; round++) {
      const at = (first + Math.imul(round, second | 1)) >>> 9;
      if (!each(at >>> 5, 1 << (at & 31))) return false;
    }
    return true;
  }
}
