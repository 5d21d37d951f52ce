import type { FastifyRequest } from 'fastify';
import type { Declaration } from '#impartiality/impartiality.js';
import type { CommandContext } from '#eventsourcing/command.js';
import type { Identity } from '#access/identity/identity.js';
import type { Actor, Position } from '#eventsourcing/event.js';

/** A request as the platform's hooks leave it: `id` is the correlation id. */
export interface PlatformRequest extends FastifyRequest {
  /** Whom the token stands for; set by the guard on every route that is not public. */
  identity?: Identity;
  /** Who asks, and for whom: set by the guard on every route that is not public, but where nobody has to choose. */
  actor?: Actor;
  /** What its body declares on impartiality, and the body as it was sent with that. */
  declared?: Declaration;
  stated?: unknown;
  /** Where everything ended that followed from the command it was to come after. */
  settledAt?: Position;
  /** Builds the context of a command out of a request. */
  commandContexts: {
    of(request: PlatformRequest, actor: Actor, reference?: string): CommandContext;
    ofItem(whole: CommandContext, item: BulkItem): CommandContext;
  };
  /** Which of two positions of the log comes later. */
  comparePositions: (a: Position, b: Position) => number;
}

/** As much of an item of a bulk command as the context of its command is built from. */
export interface BulkItem {
  readonly id: string;
  readonly impartiality?: Declaration;
}

/** The path a request names, without its query. */
export function pathOf(request: { readonly url: string }): string {
  const query = request.url.indexOf('?');
  return query < 0 ? request.url : request.url.slice(0, query);
}
