import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { endWithProblem } from './unreadable.js';

/** How fast a body must come on average once its first moments are over. */
export interface BodyPace {
  readonly graceMs: number;
  readonly bytesPerSecond: number;
}

/** Slower than any line people work on: 50 MB may take three and a half hours. */
export const BODY_PACE: BodyPace = { graceMs: 20_000, bytesPerSecond: 4096 };

/** Whether so many bytes after so long are too few. */
export function isTooSlow(bytes: number, elapsedMs: number, { graceMs, bytesPerSecond }: BodyPace): boolean {
  return bytes < ((elapsedMs - graceMs) / 1000) * bytesPerSecond;
}

/** Cuts connections whose bodies come in drips, with 408: each would hold memory for as long as it likes. */
export function addBodyPace(fastify: FastifyInstance, pace: BodyPace): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (hasBody(request)) watch(request, reply, pace);
    done();
  });
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function watch({ raw }: FastifyRequest, reply: FastifyReply, pace: BodyPace): void {
  const { socket } = raw;
  const before = socket.bytesRead ?? 0;
  const begun = performance.now();
  const look = () => {
    if (raw.complete || socket.destroyed) return;
    // Bytes that wait to be taken say that the slow one is this side.
    const slow =
      raw.readableLength === 0 && isTooSlow(socket.bytesRead - before, performance.now() - begun, pace);
    if (!slow) timer = setTimeout(look, pace.graceMs / 4).unref();
    else if (reply.raw.headersSent) socket.destroy();
    else endWithProblem(socket, { code: 'body-too-slow', status: 408, detail: 'the body comes too slowly' });
  };
  let timer = setTimeout(look, pace.graceMs * 1.25).unref();
  // A body may still come when it is answered already, as one of a wrong type is.
  reply.raw.once('close', () => raw.complete && clearTimeout(timer));
}
