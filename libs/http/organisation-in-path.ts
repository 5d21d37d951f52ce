import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { canonicalOrganisation } from '#organisations/organisation-number.js';
import { idInPath } from './validation.js';
import type { PlatformRequest } from './request.js';

const readOrganisation = createParamDecorator((name: string, context: ExecutionContext): string => {
  const { params } = context.switchToHttp().getRequest<PlatformRequest>();
  const value = (params as Readonly<Record<string, unknown>>)[name];
  return idInPath(typeof value === 'string' ? canonicalOrganisation(value) : value);
});

/** An organisation in a path, however its number is written there: it comes in the one form. */
export function OrganisationInPath(name: string): ParameterDecorator {
  return (target, key, index) => {
    readOrganisation(name)(target, key, index);
    ApiParam({ name, schema: { type: 'string' } })(
      target,
      key!,
      Object.getOwnPropertyDescriptor(target, key!)!,
    );
  };
}
