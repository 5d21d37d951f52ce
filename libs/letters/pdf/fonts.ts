import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import { rememberLayouts } from './layouts.js';

/** The letters' own family, and the one that has the signs of more languages: Skolt and Kildin Sámi among them. */
const FAMILIES = {
  own: { folder: '@expo-google-fonts/source-sans-3', file: 'SourceSans3' },
  wider: { folder: '@expo-google-fonts/noto-sans', file: 'NotoSans' },
} as const;

type Family = keyof typeof FAMILIES;

/** The weights letters are set in: read once, since reading one takes longer than a page of text. */
const FONTS = {
  own: { regular: font('own', '400Regular'), bold: font('own', '600SemiBold') },
  wider: { regular: font('wider', '400Regular'), bold: font('wider', '600SemiBold') },
} as const satisfies Readonly<Record<Family, Readonly<Record<string, Font>>>>;

const SIGNS = { own: signsOf('own'), wider: signsOf('wider') } as const satisfies Readonly<
  Record<Family, ReadonlySet<number>>
>;

/** A weight of the letters' fonts. */
export type Weight = keyof (typeof FONTS)['own'];

/** A piece of a line in one font. */
export interface Run {
  readonly text: string;
  readonly font: Font;
  /** What the file calls that font. */
  readonly name: string;
}

/** The font whose measures the lines have. */
export const OWN = FONTS.own.regular;

/** Whether one of the families has a sign for the character, in both weights. */
export function hasSign(codePoint: number): boolean {
  return has('own', codePoint) || has('wider', codePoint);
}

/** A line in the fonts that have its signs. A word keeps to one of them wherever one has them all. */
export function runsOf(line: string, weight: Weight): Run[] {
  const runs: { text: string; family: Family }[] = [];
  for (const word of line.split(/(?<= )/u)) {
    const whole = familyOf(word);
    const parts = whole ? [{ text: word, family: whole }] : Array.from(word, inItsFamily);
    for (const part of parts) {
      const last = runs.at(-1);
      if (last?.family === part.family) last.text += part.text;
      else runs.push({ ...part });
    }
  }
  return runs.map(({ text, family }) => ({
    text,
    font: FONTS[family][weight],
    name: `${family}-${weight}`,
  }));
}

function inItsFamily(character: string): { readonly text: string; readonly family: Family } {
  return { text: character, family: familyOf(character) ?? 'own' };
}

function familyOf(text: string): Family | undefined {
  return (['own', 'wider'] as const).find((family) =>
    Array.from(text).every((character) => has(family, character.codePointAt(0) ?? 0)),
  );
}

function has(family: Family, codePoint: number): boolean {
  return SIGNS[family].has(codePoint);
}

/** The code points that all weights of a family have a sign for. */
function signsOf(family: Family): ReadonlySet<number> {
  const [first, ...others] = Object.values(FONTS[family]);
  return new Set(
    first!.characterSet.filter((each) => others.every((other) => other.hasGlyphForCodePoint(each))),
  );
}

function font(family: Family, weight: string): Font {
  const { folder, file } = FAMILIES[family];
  const path = createRequire(import.meta.url).resolve(`${folder}/${weight}/${file}_${weight}.ttf`);
  const read = create(readFileSync(path)) as Font;
  // fontkit keeps a sign with the characters it was first asked for: one that came first as a part of an accented sign
  // would have none, and no reader could tell it in any letter.
  for (const codePoint of read.characterSet) read.glyphForCodePoint(codePoint);
  return rememberLayouts(read);
}
