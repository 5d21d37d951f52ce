import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { Catch, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { STATUS_CODES } from 'node:http';
import type { Logger } from '#hosting/logging.js';
import type { KnownRoutes } from './known-routes.js';
import type { Problem } from './problems.js';
import { documentOf, invalidRequest, problemOf } from './problems.js';
import { pathOf } from './request.js';

const UNEXPECTED: Problem = {
  code: 'internal-error',
  status: 500,
  detail: 'something went wrong here; quote the correlation id when you report it',
};

/** The client went away before its request was whole: nobody reads this answer, and nothing is wrong here. */
const BROKEN_OFF: Problem = { code: 'request-interrupted', status: 400 };

/** Answers every error as an RFC 9457 problem; what nobody foresaw is logged and tells the client nothing. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly logger: Logger,
    private readonly routes: KnownRoutes,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const brokenOff = request.raw.destroyed && !request.raw.complete ? BROKEN_OFF : undefined;
    const problem = problemOf(error) ?? this.problemOfHttp(error, request) ?? brokenOff ?? UNEXPECTED;
    if (problem.status >= 500)
      this.logger.error({ correlationId: request.id, err: error }, `answered ${problem.code}`);
    if (reply.sent) return;
    const document = documentOf(
      { ...problem, facts: { ...problem.facts, correlationId: request.id } },
      pathOf(request),
    );
    void reply
      .code(problem.status)
      .headers({ 'content-type': 'application/problem+json', ...problem.headers })
      .send(document);
  }

  private problemOfHttp(error: unknown, request: FastifyRequest): Problem | undefined {
    if (!(error instanceof HttpException)) return undefined;
    if (error.getStatus() !== 404) return problemOfHttp(error);
    const methods = this.routes.methodsOf(pathOf(request));
    if (methods.length === 0 || methods.includes(request.method))
      return { code: 'unknown-route', status: 404, detail: 'there is no such route' };
    const allow = methods.join(', ');
    return {
      code: 'method-not-allowed',
      status: 405,
      detail: `this route takes ${allow}`,
      headers: { allow },
    };
  }
}

/** Errors of the framework before a controller is reached; their own words stay inside but for a fixed few. */
function problemOfHttp(error: HttpException): Problem | undefined {
  const status = error.getStatus();
  if (status === 413)
    return { code: 'too-large', status, detail: 'the body is larger than this service takes' };
  if (status === 415) return { code: 'unsupported-media-type', status, detail: 'send application/json' };
  if (status === 400) return invalidRequest([{ pointer: '', detail: 'the body is not valid JSON' }]).problem;
  if (status >= 500) return undefined;
  return { code: (STATUS_CODES[status] ?? 'bad request').toLowerCase().replaceAll(' ', '-'), status };
}
