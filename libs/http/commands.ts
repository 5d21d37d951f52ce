import type { ExecutionContext } from '@nestjs/common';
import { createParamDecorator } from '@nestjs/common';
import canonicalize from 'canonicalize';
import type { KeyObject } from 'node:crypto';
import { createHmac, createSecretKey } from 'node:crypto';
import type { CommandContext, Outcome, Receipt } from '#eventsourcing/command.js';
import type { Actor } from '#eventsourcing/event.js';
import { derivedId, newId } from '#eventsourcing/ids.js';
import type { Declaration } from '#impartiality/impartiality.js';
import type { Clock } from '#hosting/clock.js';
import { organisationAsked } from './organisation-header.js';
import { invalidRequest, refused } from './problems.js';
import type { BulkItem, PlatformRequest } from './request.js';
import { pathOf } from './request.js';

/** As much of a request as the context of its command is built from. */
export interface CommandRequest {
  /** Correlation id. */
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: { readonly [name: string]: string | string[] | undefined };
  readonly body?: unknown;
  /** What its body declares on impartiality, and the body as it was sent with that. */
  readonly declared?: Declaration;
  readonly stated?: unknown;
}

const KEY = /^[\x21-\x7e]{1,200}$/;
const TAG = /^"(\d{1,15})"$/;

/** Builds the context of a command out of its request. */
export class CommandContexts {
  private readonly key: KeyObject;

  /** The key is a secret of this installation, the same on every replica and after every restart. */
  constructor(
    private readonly clock: Clock,
    key: Uint8Array,
  ) {
    this.key = createSecretKey(key);
  }

  /**
   * `reference` is the member of the content that names what is reported: without a key of its own, a report that has it
   * is the same command when it says the same.
   * @throws ProblemException 400 for a malformed header or content that is not I-JSON
   */
  of(request: CommandRequest, actor: Actor, reference?: string): CommandContext {
    const key = keyOf(request);
    const ifMatch = revisionOf(request);
    const operation = `${request.method} ${pathOf(request)}`;
    const chosen = organisationAsked(request);
    const commandHash = this.hash(request.stated ?? request.body, chosen);
    // Without the header the ids are those that commands on record have.
    const identity = (...parts: readonly string[]) =>
      ({ commandId: derivedId(...parts, ...(chosen === undefined ? [] : [chosen])), keyed: true }) as const;
    const identified = () => {
      if (key !== undefined) return identity('command', actor.subject, operation, key);
      if (names(request.body, reference)) return identity('report', actor.subject, operation, commandHash);
      return { commandId: newId() };
    };
    return {
      actor,
      ...identified(),
      commandHash,
      correlationId: request.id,
      now: this.clock.now(),
      ...(ifMatch === undefined ? {} : { ifMatch }),
      ...(request.declared && { impartiality: request.declared }),
    };
  }

  /** The context of an item of a bulk command: sent again under the same key with the same content, it is the same. */
  ofItem(whole: CommandContext, item: BulkItem): CommandContext {
    const { ifMatch: _, impartiality: __, ...rest } = whole;
    return {
      ...rest,
      commandId: derivedId('item', whole.commandId, item.id),
      commandHash: this.hash(item, undefined),
      ...(item.impartiality && { impartiality: item.impartiality }),
    };
  }

  private hash(body: unknown, chosen: string | undefined): string {
    const hash = createHmac('sha256', this.key).update(canonical(body));
    // No JSON goes on behind its end, so this is the hash of no other content.
    if (chosen !== undefined) hash.update(`\nfor ${JSON.stringify(chosen)}`);
    return hash.digest('base64url');
  }
}

/** The context of the command a request carries. */
export const Command = createParamDecorator((_: unknown, context: ExecutionContext): CommandContext => {
  const request = context.switchToHttp().getRequest<PlatformRequest>();
  return request.commandContexts.of(request, request.actor!);
});

/**
 * The context of a report of money that moved, which the content names by a reference. Who reports it again, not knowing
 * whether it arrived, has it counted once, also without an `Idempotency-Key`.
 */
export const Report = createParamDecorator((reference: string, context: ExecutionContext): CommandContext => {
  const request = context.switchToHttp().getRequest<PlatformRequest>();
  return request.commandContexts.of(request, request.actor!, reference);
});

/** The id of what a command creates: the same again when the command is sent again. */
export function createdId(context: Pick<CommandContext, 'commandId'>): string {
  return derivedId('created', context.commandId);
}

/** The answer of a carried out command; the platform adds ETag, Location and status when it is sent. */
export class CommandAnswer {
  constructor(
    readonly receipt: Receipt,
    readonly location?: string,
  ) {}
}

/**
 * The answer to an outcome: `{id, revision, position}`, 201 with Location for what was created, else 200.
 * @throws ProblemException for a refusal
 */
export function respond(outcome: Outcome, created?: { readonly location: string }): CommandAnswer {
  if (!outcome.ok) throw refused(outcome.refusal);
  return new CommandAnswer(outcome.receipt, created?.location);
}

/** The entity tag of a revision. */
export function etag(revision: number): string {
  return `"${revision}"`;
}

function names(body: unknown, reference: string | undefined): boolean {
  if (reference === undefined || typeof body !== 'object' || body === null) return false;
  return Object.hasOwn(body, reference);
}

function keyOf({ headers }: CommandRequest): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !KEY.test(key))
    throw invalidRequest([
      { header: 'Idempotency-Key', detail: 'must be 1 to 200 visible ASCII characters' },
    ]);
  return key;
}

function revisionOf({ headers }: CommandRequest): number | undefined {
  const tag = headers['if-match'];
  if (tag === undefined || tag === '*') return undefined;
  const revision = typeof tag === 'string' ? TAG.exec(tag)?.[1] : undefined;
  if (revision === undefined)
    throw invalidRequest([{ header: 'If-Match', detail: 'must be one entity tag such as "3", or *' }]);
  return Number(revision);
}

function canonical(body: unknown): string {
  try {
    return canonicalize(body ?? null) ?? 'null';
  } catch {
    throw invalidRequest([{ pointer: '', detail: 'must be JSON as RFC 7493 (I-JSON) defines it' }]);
  }
}
