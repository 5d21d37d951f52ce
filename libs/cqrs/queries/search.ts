/** Text as it is searched: lower case, composed (NFC). */
export function searchable(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** LIKE patterns for what contains each word of a text, in any order; wildcards stand for themselves. */
export function wordPatterns(text = ''): string[] {
  return searchable(text)
    .split(/\s+/u)
    .filter((word) => word !== '')
    .map((word) => `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`);
}
