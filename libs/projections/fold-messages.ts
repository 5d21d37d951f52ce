import type { Position } from '#eventsourcing/event.js';
import type { Statement } from './database.js';
import type { SentError } from './messages.js';
import type { PausedKey } from './read-models.js';

/** What the folding thread is told. */
export type ToFolding =
  | {
      readonly kind: 'fold';
      /** The projections to fold and the generation of their empty tables. */
      readonly models: readonly { readonly name: string; readonly generation: number }[];
    }
  | { readonly kind: 'rows'; readonly id: number; readonly rows: readonly object[] }
  | { readonly kind: 'failed'; readonly id: number; readonly error: SentError };

/** What the folding thread asks and says. */
export type FromFolding =
  | { readonly kind: 'read'; readonly id: number; readonly statement: Statement }
  | { readonly kind: 'write'; readonly id: number; readonly statements: readonly Statement[] }
  | { readonly kind: 'progress'; readonly events: number }
  | { readonly kind: 'folded'; readonly models: readonly FoldedModel[] }
  | { readonly kind: 'broken'; readonly error: SentError };

/** How far a model was folded. */
export interface FoldedModel {
  readonly name: string;
  readonly position: Position;
  readonly paused: readonly PausedKey[];
  /** Keys whose rows the database refused. */
  readonly refused: readonly string[];
}
