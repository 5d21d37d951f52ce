/** How often a command is decided anew before it says that others would not let it through. */
export const MOST_ATTEMPTS = 100;

/** Lost once or twice, the next try is likely to succeed: nobody has to wait. */
const AT_ONCE = 2;
const FIRST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 200;

/** Milliseconds to wait after so many lost tries, from a random number of 0 up to 1: writers that met do not meet again. */
export function pauseAfter(lost: number, random: number): number {
  if (lost <= AT_ONCE) return 0;
  return random * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (lost - AT_ONCE));
}
