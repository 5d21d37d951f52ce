import type { DynamicModule, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { LightMyRequestResponse } from 'fastify';
import type { Role } from '#access/roles.js';
import { ManualClock } from '#hosting/clock.js';
import type { HttpAppOptions } from '../app.js';
import { createHttpApp } from '../app.js';
import { DevIssuer, type DevToken } from '#access/identity/dev-issuer.js';
import { TokenVerifier } from '#access/identity/token-verifier.js';
import { createLogger } from '#hosting/logging.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';

/** Somebody who sends requests to an application under test. */
export interface Client {
  readonly authorization: string;
  get(url: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  /** Sends an object as JSON, a string as it is. */
  post(url: string, body?: unknown, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
}

/** An application under test with an issuer of its own. */
export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly clock: ManualClock;
  /** A person with a valid token. */
  as(subject: string, roles: readonly Role[], organisation?: string): Promise<Client>;
  /** Who holds a token. */
  holding(token: DevToken): Promise<Client>;
  close(): Promise<void>;
}

/** Starts a module as the platform serves it, silent and at a fixed time. */
export async function startTestApp(
  module: Type | DynamicModule,
  options: Partial<HttpAppOptions> = {},
): Promise<TestApp> {
  const folder = temporaryFolder();
  const issuer = await DevIssuer.open(folder.path);
  const clock = new ManualClock('2026-01-31T12:00:00Z');
  const app = await createHttpApp(module, {
    logger: createLogger('silent'),
    clock,
    tokens: new TokenVerifier([issuer.trusted]),
    commandKey: Buffer.alloc(32, 1),
    compare: (a, b) => Number(a) - Number(b),
    ...options,
  });
  const holding = async (token: DevToken) => clientOf(app, `Bearer ${await issuer.issue(token)}`);
  return {
    app,
    clock,
    as: (subject, roles, organisation) =>
      holding({ subject, roles, ...(organisation === undefined ? {} : { organisation }) }),
    holding,
    async close() {
      await app.close();
      folder.remove();
    },
  };
}

function clientOf(app: NestFastifyApplication, authorization: string): Client {
  return {
    authorization,
    get: (url, headers = {}) => app.inject({ method: 'GET', url, headers: { authorization, ...headers } }),
    post(url, body, headers = {}) {
      const json = body === undefined ? {} : { 'content-type': 'application/json' };
      const payload = typeof body === 'string' ? body : JSON.stringify(body);
      return app.inject({
        method: 'POST',
        url,
        headers: { authorization, ...json, ...headers },
        ...(body === undefined ? {} : { payload }),
      });
    },
  };
}
