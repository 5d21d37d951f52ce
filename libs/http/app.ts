import type { DynamicModule, Type } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { newId } from '#eventsourcing/ids.js';
import { keyedHash } from '#sealing/keyed-hash.js';
import type { Position } from '#eventsourcing/event.js';
import type { Clock } from '#hosting/clock.js';
import { inOneLook } from '#cqrs/one-look.js';
import { HealthController } from './health.controller.js';
import { Readiness } from '#hosting/health/readiness.js';
import { AuthenticationGuard } from './authentication.guard.js';
import type { TokenVerifier } from '#access/identity/token-verifier.js';
import type { Logger } from '#hosting/logging.js';
import { NestLog } from '#hosting/logging.js';
import { withHeaders } from './answers.js';
import type { BodyPace } from './body-pace.js';
import { addBodyPace, BODY_PACE } from './body-pace.js';
import { CommandContexts } from './commands.js';
import { AwaitsConsequences, type Consequences } from './consequences.js';
import { addJsonBodies } from './json-body.js';
import { addDevLogin, type DevLogin } from './dev-login/dev-login.js';
import { TakesDeclarations } from './impartiality.js';
import { KnownRoutes } from './known-routes.js';
import { setupDocs } from './openapi.js';
import { ProblemFilter } from './problem-filter.js';
import type { PlatformRequest } from './request.js';
import { addStreamedBodies } from './streamed-body.js';
import { answerUnreadable, answerUnroutable } from './unreadable.js';
import { RequestPipe } from './validation.js';

/** What the platform needs to serve a module over HTTP. */
export interface HttpAppOptions {
  readonly logger: Logger;
  readonly clock: Clock;
  readonly tokens: Pick<TokenVerifier, 'verify'>;
  /** Key of the hash that tells a repeated command from another one: the same on all replicas, kept for good. */
  readonly commandKey: Uint8Array;
  /** Which of two positions of the log comes later: above 0 where the first does. */
  readonly compare: (a: Position, b: Position) => number;
  /** What follows from commands; nothing that is waited for when left out. */
  readonly consequences?: Consequences;
  readonly readiness?: Readiness;
  /** Bytes a request body may have. */
  readonly bodyLimit?: number;
  /** The login page of the dev issuer; none where it is left out. */
  readonly devLogin?: DevLogin | undefined;
  /** How fast bodies must come. */
  readonly bodyPace?: BodyPace;
}

/** Characters that tell the subjects of one installation apart. */
const PSEUDONYM = 16;
const BODY_LIMIT = 1024 * 1024;
const ASKING: ReadonlySet<string> = new Set(['GET', 'HEAD']);
const CORRELATION = /^[A-Za-z0-9._:-]{1,128}$/;

const NOTHING_AWAITED: Consequences = {
  isPosition: () => true,
  after: (position) => Promise.resolve(position),
};

/** What every application has beside its own modules. */
@Module({ controllers: [HealthController] })
class HttpRoot {}

/** A module as an HTTP application: initialised, not yet listening. */
export async function createHttpApp(
  module: Type | DynamicModule,
  options: HttpAppOptions,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    logger: false,
    bodyLimit: options.bodyLimit ?? BODY_LIMIT,
    forceCloseConnections: 'idle',
    genReqId: correlationOf,
    clientErrorHandler: answerUnreadable,
    // Longer than any path Node takes: ids that are too long are judged like all others.
    routerOptions: { maxParamLength: 100_000 },
    frameworkErrors: answerUnroutable,
  });
  const fastify: FastifyInstance = adapter.getInstance();
  fastify.removeContentTypeParser(['text/plain', 'application/json']);
  addJsonBodies(fastify);
  addBodyPace(fastify, options.bodyPace ?? BODY_PACE);
  addStreamedBodies(fastify);
  const routes = new KnownRoutes();
  fastify.addHook('onRoute', ({ url, method, config }) => {
    if (!config?.unlisted) routes.add(url, method);
  });
  addHooks(fastify, options);

  const root: DynamicModule = {
    module: HttpRoot,
    imports: [module],
    providers: [{ provide: Readiness, useValue: options.readiness ?? new Readiness() }],
  };
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    logger: new NestLog(options.logger),
    abortOnError: false,
    bodyParser: false,
  });
  app.useGlobalGuards(new AuthenticationGuard(options.tokens));
  app.useGlobalInterceptors(
    new AwaitsConsequences(options.consequences ?? NOTHING_AWAITED),
    new TakesDeclarations(),
  );
  app.useGlobalPipes(new RequestPipe());
  app.useGlobalFilters(new ProblemFilter(options.logger, routes));
  if (options.devLogin) addDevLogin(fastify, options.devLogin);
  setupDocs(app, { devLogin: options.devLogin !== undefined });
  await app.init();
  await fastify.ready();
  return app;
}

function addHooks(fastify: FastifyInstance, { logger, clock, commandKey, compare }: HttpAppOptions): void {
  const contexts = new CommandContexts(clock, commandKey);
  fastify.decorateRequest('identity');
  fastify.decorateRequest('actor');
  fastify.decorateRequest('declared');
  fastify.decorateRequest('stated');
  fastify.decorateRequest('settledAt');
  fastify.decorateRequest('commandContexts', { getter: () => contexts });
  fastify.decorateRequest('comparePositions', { getter: () => compare });
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('x-correlation-id', request.id).headers(securityHeaders(request.url));
    done();
  });
  // Whatever a query asks of the log stands on the same events, and each stream is read once for it.
  fastify.addHook('preHandler', ({ method }, _reply, done) =>
    ASKING.has(method) ? inOneLook(done) : done(),
  );
  fastify.addHook('preSerialization', (_request, reply, payload, done) =>
    done(null, withHeaders(reply, payload)),
  );
  if (!logger.isLevelEnabled('info')) return;
  fastify.addHook('onResponse', (request, reply, done) => {
    logger.info(requestFields(request, reply, commandKey), 'request');
    done();
  });
}

/** The route's pattern, never the address: ids and queries stay out of the log, and so does who asked, but for a pseudonym. */
function requestFields(
  request: FastifyRequest & Pick<PlatformRequest, 'identity'>,
  reply: FastifyReply,
  key: Uint8Array,
) {
  const { identity } = request;
  return {
    correlationId: request.id,
    ...(identity && {
      subject: keyedHash(key, `subject in the log: ${identity.subject}`).slice(0, PSEUDONYM),
    }),
    method: request.method,
    route: request.is404 ? 'unknown' : request.routeOptions.url,
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 10) / 10,
  };
}

const SECURITY = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
};
const FOR_DATA = {
  ...SECURITY,
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};
const FOR_DOCS = {
  ...SECURITY,
  'content-security-policy':
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

function securityHeaders(url: string) {
  return url.startsWith('/docs') ? FOR_DOCS : FOR_DATA;
}

function correlationOf(request: { readonly headers: NodeJS.Dict<string | string[]> }): string {
  const given = request.headers['x-correlation-id'];
  return typeof given === 'string' && CORRELATION.test(given) ? given : newId();
}
