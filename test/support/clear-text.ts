import { relative } from 'node:path';
import { bytesOf, filesIn } from '#hosting/testing/files.js';

/** Which of the words stand in which file of a folder, as text or as base64 at any place of three bytes. */
export function clearIn(folder: string, words: readonly string[]): string[] {
  const forms = words.flatMap((word) => [
    { word, bytes: Buffer.from(word) },
    { word, bytes: Buffer.from(word, 'utf16le') },
    ...[0, 1, 2].map((offset) => ({
      word,
      bytes: Buffer.from(
        Buffer.from('x'.repeat(offset) + word)
          .toString('base64')
          .slice(4, -4),
      ),
    })),
  ]);
  return filesIn(folder).flatMap((path) => {
    const bytes = bytesOf(path);
    return forms
      .map(({ word, bytes: form }) => ({ word, at: bytes.indexOf(form) }))
      .filter(({ at }) => at >= 0)
      .map(({ word, at }) => `${relative(folder, path)}: ${word}: ${bytes.toString('latin1', at, at + 80)}`);
  });
}

/** The body with every sentence in it about a person; notes where they stand. */
export function naming(person: string, value: unknown, at: string, places: string[]): unknown {
  if (typeof value === 'string') {
    if (!value.includes(' ')) return value;
    places.push(at);
    return `${person} writes in ${at}.`;
  }
  if (Array.isArray(value)) return value.map((item, index) => naming(person, item, `${at}/${index}`, places));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([member, below]) => [
      member,
      naming(person, below, `${at}/${member}`, places),
    ]),
  );
}
