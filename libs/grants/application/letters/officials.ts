import type { Called } from '#people/person.js';
import { readsLikeName } from '#people/subjects.js';
import type { Official } from '../../letters/facts.js';

/** Tells how a letter names an official. */
export type Officials = (subject: string) => Official;

/** Officials under the names of the directory; one who is not in it under their subject, where that reads like a name. */
export function officialsCalled(called: ReadonlyMap<string, Called>): Officials {
  return (subject) => called.get(subject) ?? (readsLikeName(subject) ? { name: subject } : {});
}
