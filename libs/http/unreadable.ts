import type { FastifyReply, FastifyRequest } from 'fastify';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Problem } from './problems.js';
import { documentOf, invalidRequest } from './problems.js';
import { pathOf } from './request.js';

const STATUS: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Answers what cannot even be read as an HTTP request, and closes the connection. */
export function answerUnreadable(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy(error);
    return;
  }
  const status = STATUS[error.code ?? ''] ?? 400;
  endWithProblem(socket, {
    code: 'unreadable-request',
    status,
    detail: 'this is not a well-formed HTTP request',
  });
}

/** Answers a problem on the bare connection, and closes it whatever still comes. */
export function endWithProblem(socket: Socket, problem: Problem): void {
  const body = JSON.stringify(documentOf(problem));
  const { status } = problem;
  socket.write(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/problem+json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
  socket.destroySoon();
}

/** Answers a path that cannot be decoded, which is found before any hook or filter is reached. */
export function answerUnroutable(_: Error, request: FastifyRequest, reply: FastifyReply): void {
  const { problem } = invalidRequest([{ detail: 'the path is not a valid URL' }]);
  const facts = { ...problem.facts, correlationId: request.id };
  // As bytes: hooks did not run, so nothing serialises it.
  void reply
    .code(problem.status)
    .headers({ 'content-type': 'application/problem+json', 'x-correlation-id': request.id })
    .send(Buffer.from(JSON.stringify(documentOf({ ...problem, facts }, pathOf(request)))));
}
