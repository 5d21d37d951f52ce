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
export async function knownPersons(words: FirstWords, list: PersonMap = new Map()): Promise<KnownPersons> {
  for (const [subject, old] of list) {
    const said = await words.said(PERSON + subject);
    if (said !== undefined && said !== old)
      throw new ConfigError([
        `TILSAGN_PERSONS says that ${subject} is ${old}, who came to this installation as ${said}: ` +
          'set it back, since they have acted as that person',
      ]);
  }
  const standing = (subject: string): string | Promise<string> => {
    const old = list.get(subject);
    return old === undefined ? subject : words.say(PERSON + subject, old);
  };
  return {
    asBefore(subject) {
      const said = words.said(PERSON + subject);
      if (typeof said === 'object') return said.then((found) => found ?? standing(subject));
      return said ?? standing(subject);
    },
  };
}
