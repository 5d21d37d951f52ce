import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import {
  beginsWithName,
  isSubject,
  isWord,
  LONGEST_WORD,
  RESERVED_SUBJECTS,
} from '#access/identity/words.js';
import { notFound } from '#access/policy.js';
import { refused } from './problems.js';
import type { PlatformRequest } from './request.js';
import type { Schema } from './schemas.js';

const RESERVED = RESERVED_SUBJECTS.map((name) => `${name}:`);
const SCHEMA: Schema = {
  type: 'string',
  minLength: 1,
  maxLength: LONGEST_WORD,
  description: 'The subject of a person, as `GET /v1/me` answers it.',
};

/** A person, named by subject: whomever a token may stand for, and nobody else. */
export function Subject(): PropertyDecorator {
  return applyDecorators(
    ActorOnRecord(),
    ValidateBy({
      name: 'subjectOfPerson',
      validator: {
        validate: (value: unknown) => typeof value !== 'string' || !beginsWithName(value, RESERVED_SUBJECTS),
        defaultMessage: () => `must be a person: what begins with ${RESERVED.join(', ')} is none`,
      },
    }),
  );
}

/** Whoever can have acted, named by subject: also an import, as it stands with what it brought. */
export function ActorOnRecord(): PropertyDecorator {
  return ValidateBy(
    {
      name: 'subject',
      validator: {
        validate: isWord,
        defaultMessage: () =>
          `must be the subject of a token: 1 to ${LONGEST_WORD} characters on one line, one of them visible`,
      },
    },
    { context: { schema: SCHEMA } },
  );
}

const readSubject = createParamDecorator((name: string, context: ExecutionContext): string => {
  const { params } = context.switchToHttp().getRequest<PlatformRequest>();
  const value = (params as Readonly<Record<string, unknown>>)[name];
  if (isSubject(value)) return value;
  throw refused(notFound());
});

/** A person in a path, named by subject, percent-encoded there; nobody answers like one that is not there. */
export function SubjectInPath(name: string): ParameterDecorator {
  return (target, key, index) => {
    readSubject(name)(target, key, index);
    ApiParam({ name, schema: { ...SCHEMA, description: `${SCHEMA.description} Percent-encoded.` } })(
      target,
      key!,
      Object.getOwnPropertyDescriptor(target, key!)!,
    );
  };
}
