/** Where a line may end: after spaces, and after a hyphen, dash or slash between letters (not within `2027-03-31`). */
const PIECES = /(?<= )(?=[^ ])|(?<=\p{L}[-–/])(?=\p{L})/u;

/**
 * Breaks text into lines no wider than `width`; a line break in the text is kept. A line that goes on keeps its last
 * space, so that the words do not run together for who reads the file without looking at it.
 */
export function breakLines(text: string, width: number, measure: (text: string) => number): string[] {
  return text.split('\n').flatMap((line) => wrapped(line, width, measure));
}

function wrapped(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const piece of text.split(PIECES).flatMap((whole) => fitting(whole, width, measure))) {
    if (line && used + measure(piece.trimEnd()) > width) {
      lines.push(line);
      line = '';
      used = 0;
    }
    line += piece;
    used += measure(piece);
  }
  return [...lines, line.trimEnd()];
}

/** The piece itself, or, when it is wider than a whole line, parts of it that are not. */
function fitting(piece: string, width: number, measure: (text: string) => number): string[] {
  if (measure(piece.trimEnd()) <= width) return [piece];
  const parts: string[] = [];
  let part = '';
  for (const character of piece) {
    if (part && measure(part + character) > width) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}
