import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBody } from '@nestjs/swagger';
import type { Action } from '#access/policy.js';
import { DECLARING, ImpartialityDto } from './impartiality.js';
import type { Dto } from './schemas.js';
import { DECLARATION, propertiesOf, rememberDeclaring, rememberDto } from './schemas.js';

/** Codes with which every official step may be refused. */
export const OFFICIAL = [
  'impartiality-not-declared',
  'impartiality-in-doubt',
  'conflict-of-interest',
  'too-many-declarations',
  'acts-for-another',
];

/** What the documentation says of an official step. */
export function officially({ official }: Action): string {
  if (!official) return '';
  return official.undeclared
    ? '\n\nAn official step: not by somebody with a conflict of interest in the case.'
    : '\n\nAn official step: by somebody who has declared their impartiality in the case, before or with `impartiality` in the body.';
}

/** Whether a body may declare impartiality: that of one official step which has no such member of its own. */
export function takesDeclaration(
  { action, command }: { readonly action?: Action; readonly command?: string },
  body: Dto | undefined,
): boolean {
  const own = body !== undefined && 'impartiality' in propertiesOf(body).properties;
  return action?.official !== undefined && command !== undefined && command !== 'bulk' && !own;
}

/** Lets the body of a route declare impartiality beside what it says. */
export function declaring(body: Dto | undefined): MethodDecorator {
  rememberDto(ImpartialityDto);
  if (body) rememberDeclaring(body);
  const none = ApiBody({
    required: false,
    schema: { type: 'object', properties: DECLARATION, additionalProperties: false },
    examples: { example: { value: {} } },
  });
  return applyDecorators(SetMetadata(DECLARING, true), ...(body ? [] : [none]));
}
