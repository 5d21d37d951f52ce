import { ConfigError } from '#hosting/config.js';
import type { PersonMap } from './person-map.js';
import type { FirstWords } from './settled-issuers.js';

/** As whom the subjects of tokens stand in events. */
export interface KnownPersons {
  /** Durable, where it is another one, before it resolves. */
  asBefore(subject: string): string | Promise<string>;
}

/** Everybody stands in events as their token says. */
export const AS_TOKENS_SAY: KnownPersons = { asBefore: (subject) => subject };

const PERSON = 'person:';

/**
 * Whoever came once as an old person stays that, whatever a later list leaves out: a person who lost their line would be
 * two, who could approve what they proposed. @throws ConfigError where a list says of somebody who came that they are another
 */
export function knownPersons(words: FirstWords, list: PersonMap = new Map()): KnownPersons {
  const turned = [...list].find(([subject, old]) => (words.said(PERSON + subject) ?? old) !== old);
  if (turned !== undefined)
    throw new ConfigError([
      `TILSAGN_PERSONS says that ${turned[0]} is ${turned[1]}, who came to this data folder as ` +
        `${words.said(PERSON + turned[0])}: set it back, since they have acted as that person`,
    ]);
  return {
    asBefore(subject) {
      const said = words.said(PERSON + subject);
      if (said !== undefined) return said;
      const old = list.get(subject);
      return old === undefined ? subject : words.say(PERSON + subject, old).then(() => old);
    },
  };
}
