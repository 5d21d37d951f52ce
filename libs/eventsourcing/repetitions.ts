import type { DomainEvent } from './event.js';
import { refusal, type Refusal } from './refusal.js';
import type { StreamRules } from './stream-rules.js';

/** How often people may lead to one type of event in a stream whose rules say nothing else: far beyond any real case. */
export const MOST_OF_A_KIND = 200;

/** The same was done in one stream as often as it may be. */
export const TOO_MANY_REPETITIONS = 'too-many-repetitions';

/** How often people may lead to this type of event in one stream. */
export function mostOf<Event extends DomainEvent>(
  { most = MOST_OF_A_KIND, mostOf: own = {} }: Pick<StreamRules<never, never, Event>, 'most' | 'mostOf'>,
  type: Event['type'],
): number {
  return own[type] ?? most;
}

/** Why these events may not join those that are there, counted by type. */
export function repeatedTooOften<Event extends DomainEvent>(
  rules: Pick<StreamRules<never, never, Event>, 'most' | 'mostOf'>,
  counted: ReadonlyMap<string, number>,
  events: readonly Event[],
): Refusal<typeof TOO_MANY_REPETITIONS> | undefined {
  const after = new Map<string, number>();
  for (const { type } of events) {
    const count = (after.get(type) ?? counted.get(type) ?? 0) + 1;
    after.set(type, count);
    const most = mostOf(rules, type);
    if (count > most) return tooMany(type, most);
  }
  return undefined;
}

function tooMany(event: string, most: number) {
  const detail = `${event} happens at most ${most} times to one and the same, and has: it is not done once more`;
  return refusal('conflict', TOO_MANY_REPETITIONS, detail, { event, most });
}
