/** Words that stand where a funder does not name the person. */
const NOBODY = new Set(
  'anonymised anonymized anonymous applicant award beneficiary bursary grant grantee individual name not of person private recipient redacted scholar scholarship student the to undisclosed withheld'.split(
    ' ',
  ),
);

/** Whether a text holds the name of a person, in whatever order, case or accents its words stand. */
export function holdsName(text: string, name: string): boolean {
  const wanted = wordsOf(name).filter((word) => !NOBODY.has(word) && !/^\d+$/.test(word));
  if (wanted.every((word) => word.length < 2 && /^\p{Script=Latin}$/u.test(word))) return false;
  const words = wordsOf(text);
  const whole = wanted.join(' ');
  if (wanted.every((word) => words.includes(word))) return true;
  // Not every script puts blanks between words, and ids put none between names.
  return (/\P{Script=Latin}/u.test(wanted.join('')) || whole.length > 3) && words.join(' ').includes(whole);
}

function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}
