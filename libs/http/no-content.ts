import type { PipeTransform } from '@nestjs/common';
import { Body } from '@nestjs/common';
import { ApiBody } from '@nestjs/swagger';
import { DECLARING } from './impartiality.js';
import { invalidRequest } from './problems.js';

/** Refuses every member of a body. */
export class NothingPipe implements PipeTransform<unknown> {
  transform(body: unknown): unknown {
    if (body === undefined) return {};
    if (typeof body !== 'object' || body === null || Array.isArray(body))
      throw invalidRequest([{ pointer: '', detail: 'must be a JSON object' }]);
    const members = Object.keys(body).map((name) => ({
      pointer: `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      detail: 'is not a member that is known here',
    }));
    if (members.length > 0) throw invalidRequest(members);
    return body;
  }
}

/** The body of a command that says all by its path: an empty object, or none. */
export const NoContent = (): ParameterDecorator => Body(new NothingPipe());

/** Documents a route whose body is {@link NoContent}. */
export function TakesNoContent(): MethodDecorator {
  const nothing = ApiBody({
    required: false,
    schema: { type: 'object', additionalProperties: false },
    examples: { example: { value: {} } },
  });
  // Of an official step the description says what may stand in its body.
  return (target, key, descriptor) => {
    if (Reflect.getMetadata(DECLARING, descriptor.value as object) !== true) nothing(target, key, descriptor);
  };
}
