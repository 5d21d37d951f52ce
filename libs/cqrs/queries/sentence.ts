import type { DomainEvent } from '#eventsourcing/event.js';
import type { Readable } from './readable.js';

/** What an event of a type tells in the history of a case. */
export interface Sentence<Data> {
  /** What happened, as a sentence. */
  what(data: Data): string;
  /** The words given for it; `undefined` when none were, `null` when they were erased. */
  why?(data: Data): string | null | undefined;
  /** A step of the inner work on a case: all an applicant reads of it before the decision. */
  readonly inner?: string;
}

/** What each of these events tells; a type without an entry does not compile. */
export type SentencesOf<Event extends DomainEvent> = {
  readonly [Type in Event['type']]: Sentence<Readable<Extract<Event, { type: Type }>['data']>>;
};

/** An event as it is told. */
export interface Told {
  readonly what: string;
  /** `null` when no words were given or they were erased. */
  readonly why: string | null;
  /** All an applicant reads of it before the decision; left out where nothing is withheld. */
  readonly inner?: string;
}

/** Tells an event whose data is in clear; one of a type that no sentence is known of is told by its name. */
export function toldBy(sentences: Readonly<Record<string, unknown>>, type: string, data: unknown): Told {
  if (!Object.hasOwn(sentences, type)) return { what: words(type), why: null };
  const sentence = sentences[type] as Sentence<unknown>;
  const { inner } = sentence;
  return {
    what: sentence.what(data),
    why: sentence.why?.(data) ?? null,
    ...(inner === undefined ? {} : { inner }),
  };
}

function words(type: string): string {
  return type.replaceAll(/(?!^)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
