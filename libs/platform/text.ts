const BLANK = /^[\s\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Z}\u2800]*$/u;
const BREAKS_OR_TURNS = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Noncharacter_Code_Point}]/u;

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
