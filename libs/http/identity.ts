import type { ExecutionContext } from '@nestjs/common';
import { createParamDecorator, SetMetadata } from '@nestjs/common';
import type { Identity } from '#access/identity/identity.js';
import type { Actor } from '#eventsourcing/event.js';
import type { PlatformRequest } from './request.js';

/** Metadata key of routes that need no token. */
export const PUBLIC = 'tilsagn:public';

/** A route that needs no token. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC, true);

/** Metadata key of routes that answer whoever signed in, also before they chose for whom they act. */
export const BEFORE_CHOOSING = 'tilsagn:before-choosing';

/** A route that answers whoever signed in, also before they chose for whom they act. */
export const BeforeChoosing = (): MethodDecorator & ClassDecorator => SetMetadata(BEFORE_CHOOSING, true);

/** Whom the token stands for. */
export const CurrentIdentity = createParamDecorator(
  (_: unknown, context: ExecutionContext): Identity =>
    context.switchToHttp().getRequest<PlatformRequest>().identity!,
);

/** Who asks, and for whom; `undefined` only before they chose. */
export const CurrentActor = createParamDecorator(
  (_: unknown, context: ExecutionContext): Actor =>
    context.switchToHttp().getRequest<PlatformRequest>().actor!,
);
