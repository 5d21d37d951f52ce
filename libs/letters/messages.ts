import type { LetterDocument } from './letter.js';

/** To the thread that sets letters. */
export interface ToTypesetter {
  readonly id: number;
  readonly letter: LetterDocument;
}

/** From it: the file, or why there is none. */
export type FromTypesetter =
  | { readonly id: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly id: number; readonly error: string };
