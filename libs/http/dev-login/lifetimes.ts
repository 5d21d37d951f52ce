const HOUR = 3600;
const DAY = 24 * HOUR;

const WORDS: Readonly<Record<string, string>> = {
  [HOUR]: 'an hour',
  [12 * HOUR]: 'twelve hours',
  [DAY]: 'a day',
  [7 * DAY]: 'a week',
};

/** How long a token may be asked for, in seconds as texts. */
export const LIFETIMES: { readonly offered: readonly string[]; readonly usual: string } = {
  offered: Object.keys(WORDS),
  usual: String(12 * HOUR),
};

/** A number of seconds in words. */
export function lifetimeWords(seconds: string): string {
  return WORDS[seconds] ?? `${seconds} seconds`;
}
