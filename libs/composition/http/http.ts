import { Module, type DynamicModule, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Readiness } from '#hosting/health/readiness.js';
import { createHttpApp } from '#http/app.js';
import { tokenVerifierOf } from '#access/identity/key-sets.js';
import { personDigestOf } from '#access/identity/person-digest.js';
import type { Foundation } from '../foundation.js';
import { readinessOf, type Judged } from '../readiness.js';

/** A service that answers nothing but how it is. */
@Module({})
export class HealthOnly {}

/** A module over HTTP, with what tells that it can serve: initialised, not yet listening. */
export async function openHttp(
  module: Type | DynamicModule,
  { config, logger, clock, folder, stores }: Foundation,
  judged: Omit<Judged, 'stores' | 'room'>,
): Promise<{ readonly app: NestFastifyApplication; readonly readiness: Readiness }> {
  const room = { folder: folder.path, largest: config.attachmentMaxBytes };
  const readiness = readinessOf({ stores, room, ...judged });
  const digestOf = await personDigestOf(config.identity, stores.keys);
  const app = await createHttpApp(module, {
    logger,
    clock,
    tokens: await tokenVerifierOf(config, digestOf === undefined ? {} : { digestOf }),
    commandKey: await stores.keys.secret('command-hash'),
    readiness,
  });
  return { app, readiness };
}
