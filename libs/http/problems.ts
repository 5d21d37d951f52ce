import { STATUS_CODES } from 'node:http';
import type { Refusal, RefusalKind } from '#eventsourcing/refusal.js';
import { AppendTooLarge, EventTooLarge, StoreUnavailable, UnreadableEvent } from '#eventsourcing/streams.js';
import { ReadModelsUnavailable } from '#projections/read-models.js';
import { notFound } from '#access/policy.js';
import { StorageClosed, StorageUnavailable } from '#hosting/storage.js';

/** What went wrong, before it becomes the body of an answer. */
export interface Problem {
  /** Stable name; the type of the answer is `urn:tilsagn:problem:<code>`. */
  readonly code: string;
  readonly status: number;
  readonly detail?: string;
  /** Further members of the body. */
  readonly facts?: { readonly [name: string]: unknown };
  /** Headers of the answer. */
  readonly headers?: { readonly [name: string]: string };
}

/** An RFC 9457 problem document. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly instance?: string;
  readonly [member: string]: unknown;
}

/** Thrown where an answer is a problem. */
export class ProblemException extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.code);
    this.name = 'ProblemException';
  }
}

const STATUS: Readonly<Record<RefusalKind, number>> = {
  invalid: 422,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  precondition: 412,
  gone: 410,
  'too-large': 413,
  unsupported: 415,
};

/** The problem of a refusal. Everything not found answers alike, so that hidden and missing cannot be told apart. */
export function problemOfRefusal(no: Refusal): Problem {
  const { kind, code, detail, facts } = no.kind === 'not-found' ? notFound() : no;
  return { code, status: STATUS[kind], detail, ...(facts === undefined ? {} : { facts }) };
}

/** A refusal as an exception, for queries and controllers. */
export function refused(no: Refusal): ProblemException {
  return new ProblemException(problemOfRefusal(no));
}

/** A member of a request that cannot be used: where it stands (RFC 6901) and what is wrong with it. */
export interface InvalidMember {
  readonly pointer?: string;
  readonly parameter?: string;
  readonly header?: string;
  readonly detail: string;
}

/** The request cannot be understood: 400, with what is wrong where. */
export function invalidRequest(errors: readonly InvalidMember[]): ProblemException {
  const [first] = errors;
  const where = first && (first.pointer ?? first.parameter ?? first.header);
  const detail = first && (where ? `${where}: ${first.detail}` : first.detail);
  return new ProblemException({
    code: 'invalid-request',
    status: 400,
    ...(detail === undefined ? {} : { detail }),
    facts: { errors },
  });
}

/** The problem of any error; `undefined` for one that nobody foresaw. */
export function problemOf(error: unknown): Problem | undefined {
  if (error instanceof ProblemException) return error.problem;
  if (error instanceof StoreUnavailable)
    return {
      code: error.code,
      status: 503,
      detail: 'the event log cannot be reached now; try again with the same Idempotency-Key',
      headers: { 'retry-after': '1' },
    };
  if (error instanceof StorageUnavailable || error instanceof StorageClosed)
    return {
      code: 'storage-unavailable',
      status: 503,
      detail: 'what you ask for cannot be stored or read now; try again with the same Idempotency-Key',
      headers: { 'retry-after': '1' },
    };
  if (error instanceof ReadModelsUnavailable)
    return {
      code: error.code,
      status: 503,
      detail: 'what is read from cannot be reached now; ask again later',
      headers: { 'retry-after': '5' },
    };
  if (error instanceof UnreadableEvent)
    return {
      code: 'case-unreadable',
      status: 503,
      detail: `what is recorded at position ${error.position} cannot be read; the operator is told`,
      facts: { position: error.position },
    };
  if (error instanceof EventTooLarge)
    return {
      code: error.code,
      status: 413,
      detail: `what you send takes ${error.bytes} bytes as an event, the limit is ${error.limit}`,
    };
  if (error instanceof AppendTooLarge)
    return {
      code: error.code,
      status: 413,
      detail: `what you send leads to ${error.events} events of ${error.bytes} bytes together, the limit is ${error.limit}`,
    };
  return undefined;
}

/** The problem document of a problem. Facts never replace a member that RFC 9457 defines. */
export function documentOf({ code, status, detail, facts }: Problem, instance?: string): ProblemDocument {
  return {
    ...facts,
    type: `urn:tilsagn:problem:${code}`,
    title: titleOf(code, status),
    status,
    ...(detail === undefined ? {} : { detail }),
    ...(instance === undefined ? {} : { instance }),
  };
}

function titleOf(code: string, status: number): string {
  const words = code.replaceAll('-', ' ') || (STATUS_CODES[status] ?? 'problem');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
