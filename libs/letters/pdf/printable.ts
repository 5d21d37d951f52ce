/** Stands for a character that the font has no sign for, so that the reader sees that something is missing. */
export const REPLACEMENT = '□';

/** Marks that only steer how others are shown: joiners, variation selectors, direction marks, the soft hyphen. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
const CONTROL = /[^\P{Control}\n]+/gu;
/** A number stays beside the sign that says what it counts. */
const BESIDE = /(?<=§|\bkr|\bnr\.) (?=\d)/gu;

/** Text in characters the font has: composed where it can be, else its plain form, else a replacement. */
export function printable(text: string, has: (codePoint: number) => boolean): string {
  const plain = text
    .normalize('NFC')
    .replace(/\r\n?|\u2028|\u2029/gu, '\n')
    .replace(INVISIBLE, '')
    .replace(CONTROL, ' ')
    .replace(BESIDE, '\u00a0');
  return Array.from(plain, (character) => shown(character, has)).join('');
}

function shown(character: string, has: (codePoint: number) => boolean): string {
  if (character === '\n' || hasAll(character, has)) return character;
  const compatible = character.normalize('NFKC');
  return hasAll(compatible, has) ? compatible : REPLACEMENT;
}

function hasAll(text: string, has: (codePoint: number) => boolean): boolean {
  return Array.from(text).every((character) => has(character.codePointAt(0) ?? 0));
}
