import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';

const FAMILY = '@expo-google-fonts/source-sans-3';

/** The weights letters are set in: read once, since reading one takes longer than a page of text. */
export const fonts = { regular: font('400Regular'), bold: font('600SemiBold') } as const;

/** A weight of the letters' font. */
export type Weight = keyof typeof fonts;

/** Whether both weights have a sign for the character. */
export function hasSign(codePoint: number): boolean {
  return Object.values(fonts).every((weight) => weight.hasGlyphForCodePoint(codePoint));
}

function font(weight: string): Font {
  const path = createRequire(import.meta.url).resolve(`${FAMILY}/${weight}/SourceSans3_${weight}.ttf`);
  const read = create(readFileSync(path)) as Font;
  // fontkit keeps a sign with the characters it was first asked for: one that came first as a part of an accented sign
  // would have none, and no reader could tell it in any letter.
  for (const codePoint of read.characterSet) read.glyphForCodePoint(codePoint);
  return read;
}
