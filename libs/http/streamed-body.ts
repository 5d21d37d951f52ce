import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { errorCodes, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { ProblemException } from './problems.js';

/** More than a client has usually under way when it is refused, in bytes. */
const MOST_DISCARDED = 8 * 1024 * 1024;

/** The body of a request that is taken as it comes instead of being gathered. */
export class StreamedBody {
  constructor(private readonly request: FastifyRequest) {}

  /** The header as it was sent; undefined when it was not. */
  header(name: string): string | undefined {
    const value = this.request.headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  }

  /** A parameter of the query that was sent once. */
  parameter(name: string): string | undefined {
    const value = (this.request.query as Record<string, unknown>)[name];
    return typeof value === 'string' ? value : undefined;
  }

  /**
   * The bytes, once; whoever stops taking them does not close the connection, so that there is an answer.
   * @throws ProblemException `upload-interrupted` when the client breaks off
   */
  async *bytes(): AsyncGenerator<Uint8Array> {
    try {
      yield* this.raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
    } catch (cause) {
      if (!this.raw.destroyed) throw cause;
      throw new ProblemException({
        code: 'upload-interrupted',
        status: 400,
        detail: 'the connection ended before the body did',
      });
    }
  }

  /** Lets what was not taken pass by, up to a bound: a client that still sends would not read its answer. */
  async discard(): Promise<void> {
    let passed = 0;
    try {
      for await (const piece of this.raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
        passed += piece.length;
        if (passed > MOST_DISCARDED) return;
      }
    } catch {
      // The client is gone: nobody waits for the answer any more.
    }
  }

  /** What of the request tells its command from another one; the announced digest stands for the bytes. */
  toJSON(): object {
    const headers = ['content-type', 'content-digest', 'content-disposition'];
    return {
      query: this.request.query,
      headers: Object.fromEntries(headers.map((name) => [name, this.header(name) ?? null])),
    };
  }

  private get raw(): IncomingMessage {
    return this.request.raw;
  }
}

const STREAMS = 'streamsBody';

/** Lets a route take bodies of these media types as {@link StreamedBody}, without the usual limit. */
export function TakesStream(mediaTypes: readonly string[]): MethodDecorator {
  return applyDecorators(
    RouteConfig({ [STREAMS]: true }),
    ApiConsumes(...mediaTypes),
    ApiBody({ required: true, schema: { type: 'string', format: 'binary' } }),
  );
}

/** The streamed body of a request; undefined when there is none, or when it came as JSON. */
export const Streamed = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  return body instanceof StreamedBody ? body : undefined;
});

/** Hands bodies that are not JSON on as they come where the route says so; everywhere else they stay refused. */
export function addStreamedBodies(fastify: FastifyInstance): void {
  fastify.addContentTypeParser('*', (request, _payload, done) => {
    const config = request.routeOptions.config as unknown as Record<string, unknown>;
    if (config[STREAMS] === true) done(null, new StreamedBody(request));
    else done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE());
  });
  fastify.addHook('onSend', (request, reply, payload, done) => {
    closeUnread(request, reply);
    done(null, payload);
  });
}

/** A connection whose request was not read to its end cannot carry another one. */
function closeUnread({ body, raw }: FastifyRequest, reply: FastifyReply): void {
  if (body instanceof StreamedBody && !raw.complete) void reply.header('connection', 'close');
}
