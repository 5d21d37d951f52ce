const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

// What XML 1.0 §2.2 has no way to write, not even as a reference.
// oxlint-disable-next-line no-control-regex -- these are the ones that are looked for
const UNWRITABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

/**
 * Text as XML and HTML hold it, in content and in attributes alike; characters that XML cannot hold become the
 * replacement character.
 */
export function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(UNWRITABLE, '\uFFFD')
    .replace(/[&<>"'\t\n\r]/g, (character) => ENTITIES[character]!);
}
