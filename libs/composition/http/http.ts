import { Module, type DynamicModule, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DevLogin } from '#http/dev-login/dev-login.js';
import type { Consequences } from '#http/consequences.js';
import type { EventStore } from '#event-store/port.js';
import type { Readiness } from '#hosting/health/readiness.js';
import { createHttpApp, type HttpAppOptions } from '#http/app.js';
import { openIdentity } from '#access/identity/open-identity.js';
import { InvalidToken } from '#access/identity/invalid-token.js';
import { personDigestOf } from '#access/identity/persons/person-digest.js';
import type { Foundation } from '../foundation.js';
import { readinessOf, type Judged } from '../readiness.js';

/** A service that answers nothing but how it is. */
@Module({})
class HealthOnly {}

interface OpenHttp {
  readonly app: NestFastifyApplication;
  readonly readiness: Readiness;
}

/** What else than the foundation says that a service can serve. */
type Parts = Omit<Judged, 'stores' | 'room' | 'identity'>;

/** How requests of people are served. */
export interface Serving {
  readonly devLogin?: DevLogin | undefined;
  /** Where others do what follows from commands; where it follows at once there is nothing to wait for. */
  readonly consequences?: Consequences;
}

/** A module over HTTP, with what tells that it can serve: initialised, not yet listening. */
export async function openHttp(
  module: Type | DynamicModule,
  foundation: Foundation,
  parts: Parts,
  serving: Serving = {},
): Promise<OpenHttp> {
  const { config, logger, closers, stores } = foundation;
  const digestOf = await personDigestOf(config.identity, stores.keys);
  const identity = await openIdentity(config, logger, { words: stores.keys, digestOf });
  closers.add(() => identity.close());
  return open(module, foundation, { ...parts, identity }, identity.tokens, serving);
}

/** How a service is that takes no requests of people, over HTTP: it asks no token issuer for its keys. */
export function openHealth(foundation: Foundation, parts: Parts): Promise<OpenHttp> {
  return open(HealthOnly, foundation, parts, NOBODY);
}

const NOBODY: HttpAppOptions['tokens'] = {
  verify: () => {
    throw new InvalidToken('this service takes no requests of people');
  },
};

async function open(
  module: Type | DynamicModule,
  { logger, clock, stores, room }: Foundation,
  judged: Omit<Judged, 'stores' | 'room'>,
  tokens: HttpAppOptions['tokens'],
  { devLogin, consequences = followingAtOnce(stores.log) }: Serving = {},
): Promise<OpenHttp> {
  const readiness = readinessOf({ stores, room, ...judged });
  const commandKey = await stores.keys.secret('command-hash');
  const app = await createHttpApp(module, {
    logger,
    clock,
    tokens,
    commandKey,
    compare: (a, b) => stores.log.compare(a, b),
    readiness,
    devLogin,
    consequences,
  });
  return { app, readiness };
}

function followingAtOnce(log: Pick<EventStore, 'isPosition'>): Consequences {
  return { isPosition: (text) => log.isPosition(text), after: (position) => Promise.resolve(position) };
}
