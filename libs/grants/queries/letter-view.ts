import type { Language, Letter, LetterKind } from '../contract/events.js';
import type { Readable } from '#cqrs/queries/readable.js';

/** A letter in a list; its bytes are at `/v1/cases/{id}/letters/{id of the letter}`. */
export interface LetterView {
  readonly id: string;
  readonly kind: LetterKind;
  /** Calendar date it bears. */
  readonly date: string;
  readonly language: Language;
  /** File name; `null` where the key was erased. */
  readonly name: string | null;
  /** Bytes. */
  readonly size: number;
  /** SHA-256 of the bytes, lower-case hex; `null` where the key was erased. */
  readonly sha256: string | null;
}

/** A letter as it is listed: without its address in the store. */
export function letterViewOf(letter: Readable<Letter>): LetterView {
  const { id, kind, date, language, name, size, sha256 } = letter;
  return { id, kind, date, language, name, size, sha256 };
}
