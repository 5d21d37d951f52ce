import type { FirstWords } from '../persons/settled-issuers.js';

/** What is said once, in memory. */
export function firstWords(said = new Map<string, string>()): FirstWords {
  return {
    said: (name) => said.get(name),
    say: async (name, text) => {
      if (!said.has(name)) said.set(name, text);
      return said.get(name)!;
    },
  };
}
