const BLANK = /^[\s\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Z}\u2800]*$/u;
/** With the format characters that Unicode has deprecated: they change what stands around them, or nothing. */
const BREAKS_OR_TURNS = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Noncharacter_Code_Point}\u206a-\u206f]/u;
const ALL_OF_THEM = new RegExp(`${BREAKS_OR_TURNS.source}+`, 'gu');

/** Whether a reader sees anything of it: spaces, fillers, soft hyphens and marks of direction alone show nothing. */
export function isVisible(text: string): boolean {
  return !BLANK.test(text);
}

/**
 * Whether it stands on one line and reads in the order it is stored: no control character, no line or paragraph
 * separator, nothing that turns the direction of what follows (Unicode TR 36, "bidirectional text spoofing").
 */
export function isOneLine(text: string): boolean {
  return text.isWellFormed() && !BREAKS_OR_TURNS.test(text);
}

/** The text on one line: what {@link isOneLine} refuses is a blank, or a replacement character, in its place. */
export function onOneLine(text: string): string {
  return text.toWellFormed().replace(ALL_OF_THEM, ' ');
}

/** What a reader sees of it: without fillers and marks that show nothing, and the blanks around it. */
export function shownOf(text: string): string {
  return text.replaceAll(/[\p{Default_Ignorable_Code_Point}\p{Cf}]+/gu, '').trim();
}
