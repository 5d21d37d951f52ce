import { StoreUnavailable } from '#eventsourcing/streams.js';
import { StorageUnavailable } from '#hosting/storage.js';
import {
  type PausedKey,
  ReadModelNotReady,
  type ReadModels,
  ReadModelsUnavailable,
  type RebuildProgress,
} from './read-models.js';
import type { Pauses } from './pauses.js';
import { messageOf } from '#text/thrown.js';

type Calls = Omit<ReadModels, 'query'> & {
  query(...parameters: Parameters<ReadModels['query']>): Promise<object[]>;
};

/** A method of `ReadModels` called in the worker; functions stay behind. */
export type Call = {
  [Method in keyof Calls]: {
    readonly id: number;
    readonly method: Method;
    readonly parameters: Method extends 'rebuild'
      ? readonly [names: readonly string[] | 'all']
      : Readonly<Parameters<Calls[Method]>>;
  };
}[keyof Calls];

/** An error as it crosses threads. */
export interface SentError {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
}

/** What the worker says. */
export type Answer =
  | { readonly kind: 'started' }
  | { readonly kind: 'result'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly error: SentError }
  /** Of the rebuild with this id, or of a build the worker started by itself. */
  | { readonly kind: 'progress'; readonly id: number | undefined; readonly progress: RebuildProgress }
  | { readonly kind: 'outage'; readonly error: SentError }
  | { readonly kind: 'paused'; readonly paused: PausedKey }
  /** All of a projection's paused keys from now on. */
  | { readonly kind: 'pauses'; readonly projection: string; readonly keys: Pauses }
  /** It could not start or cannot go on: the thread is to be ended. */
  | { readonly kind: 'broken'; readonly error: SentError };

/** The error as it is sent to another thread. */
export function sent(error: unknown): SentError {
  if (!(error instanceof Error)) return { name: 'Error', message: messageOf(error) };
  const { name, message } = error;
  return 'code' in error && typeof error.code === 'string'
    ? { name, message, code: error.code }
    : { name, message };
}

/** The error another thread has sent. */
export function received({ name, message, code }: SentError): Error {
  if (code === 'read-model-not-ready') return new ReadModelNotReady(message);
  if (code === 'read-models-unavailable') return new ReadModelsUnavailable(message);
  if (code === 'store-unavailable') return new StoreUnavailable(message);
  if (code === 'storage-unavailable') return new StorageUnavailable(message);
  return Object.assign(new Error(message), { name }, code === undefined ? {} : { code });
}
