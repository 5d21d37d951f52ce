import type { FastifyInstance } from 'fastify';
import { NotIJson, readJson } from '#text/i-json.js';
import { invalidRequest } from './problems.js';

/** Reads bodies of JSON as I-JSON, so that a client learns of what others would read otherwise. */
export function addJsonBodies(fastify: FastifyInstance): void {
  fastify.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, jsonBody(body));
    } catch (error) {
      done(error as Error);
    }
  });
}

/** What a body of JSON says. @throws ProblemException 400 with what is wrong where */
export function jsonBody(bytes: Uint8Array): unknown {
  try {
    return readJson(bytes);
  } catch (error) {
    if (!(error instanceof NotIJson)) throw error;
    const { pointer, detail } = error;
    throw invalidRequest([{ pointer, detail: pointer === '' ? `the body ${detail}` : detail }]);
  }
}
