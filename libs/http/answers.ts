import type { FastifyReply } from 'fastify';
import { CommandAnswer, etag } from './commands.js';

/** A body with the revision it shows; the platform sends the revision as ETag. */
export class Tagged<Body = unknown> {
  constructor(
    readonly body: Body,
    readonly revision: number,
  ) {}
}

/** An answer to a query, with the ETag a later command can send as If-Match. */
export function tagged<Body>(body: Body, revision: number): Tagged<Body> {
  return new Tagged(body, revision);
}

/** Sets what an answer says beside its body, and returns the body. */
export function withHeaders(reply: FastifyReply, payload: unknown): unknown {
  if (payload instanceof CommandAnswer) {
    const { receipt, location } = payload;
    void reply.code(location === undefined ? 200 : 201).header('etag', etag(receipt.revision));
    if (location !== undefined) void reply.header('location', location);
    return receipt;
  }
  if (payload instanceof Tagged) {
    void reply.header('etag', etag(payload.revision));
    return payload.body;
  }
  return payload;
}
