/**
 * The name of a person as it is compared with another: in one Unicode form (NFC), without regard to case (the full case
 * folding of the Unicode Standard, section 3.13) and with single blanks. Nothing else makes two names one.
 */
export function comparable(name: string): string {
  const folded = Array.from(name.normalize('NFC'), (letter) => folding(letter)).join('');
  return folded.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
}

/** The dotless i has the capital of the other one, and is another letter. */
function folding(letter: string): string {
  return letter === 'ı' ? letter : letter.toLowerCase().toUpperCase().toLowerCase();
}
