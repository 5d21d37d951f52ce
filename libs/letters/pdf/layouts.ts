import type { Font, GlyphRun } from 'fontkit';
import { LRUCache } from 'lru-cache';

/** Words a font remembers: the texts of all letters, and the names and sums of some hundred. */
const MOST_WORDS = 5_000;

/**
 * The font, which lays a word out once: words recur from letter to letter, and laying them out takes most of the time
 * that a letter takes. Whoever asks gets positions of its own, for pdfkit scales them where they are.
 */
export function rememberLayouts(font: Font): Font {
  const remembered = new LRUCache<string, GlyphRun>({ max: MOST_WORDS });
  const layOut = font.layout.bind(font);
  font.layout = (word, ...how) => {
    if (how.some((each) => each !== undefined)) return layOut(word, ...how);
    const known = remembered.get(word) ?? layOut(word);
    remembered.set(word, known);
    return withPositionsOfItsOwn(known);
  };
  return font;
}

function withPositionsOfItsOwn(run: GlyphRun): GlyphRun {
  const positions = run.positions.map((each) => ({ ...each }));
  return Object.create(run, { positions: { value: positions } }) as GlyphRun;
}
