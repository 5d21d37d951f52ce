import type { ExecutionContext } from '@nestjs/common';
import { createParamDecorator, SetMetadata } from '@nestjs/common';
import type { Actor } from '#eventsourcing/event.js';
import type { PlatformRequest } from './request.js';

/** Metadata key of routes that need no token. */
export const PUBLIC = 'tilsagn:public';

/** A route that needs no token. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC, true);

/** Who asks. */
export const CurrentActor = createParamDecorator(
  (_: unknown, context: ExecutionContext): Actor =>
    context.switchToHttp().getRequest<PlatformRequest>().actor!,
);
