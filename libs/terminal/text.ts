/** Blanks that a line may end at: those of an amount keep it together. */
const BREAKS = /(?<!\b[A-Z]{3}) | (?!-?\d)/;

/** Columns where nothing says how wide the reader's window is. */
const USUAL_WIDTH = 80;

/** How wide answers may be: as the terminal is, else 80 columns. */
export function terminalWidth(): number {
  const said = process.stdout.isTTY ? process.stdout.columns : Number(process.env['COLUMNS']);
  return said > 0 ? said : USUAL_WIDTH;
}

/** A text after what stands before it, its further lines below its first. A word longer than the line stays whole. */
export function wrapped(before: string, text: string, width = terminalWidth()): string {
  const room = width - lengthOf(before);
  const lines: string[] = [];
  for (const word of text.split(BREAKS)) {
    const last = lines.at(-1);
    if (last !== undefined && lengthOf(last) + 1 + lengthOf(word) <= room)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return `${before}${lines.join(`\n${' '.repeat(lengthOf(before))}`)}`.trimEnd();
}

/** Characters, not the units they are stored in. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}
