import type { ArgumentMetadata, PipeTransform, Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import type { ValidationError } from 'class-validator';
import { validateSync } from 'class-validator';
import { notFound } from '#access/policy.js';
import type { InvalidMember } from './problems.js';
import { invalidRequest, refused } from './problems.js';

const BUILT_IN = new Set<unknown>([String, Number, Boolean, Array, Object]);
const RULES = {
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: true,
  validationError: { target: false, value: false },
};
const UNKNOWN_MEMBER = 'is not a member that is known here';
const ID = /^[A-Za-z0-9][A-Za-z0-9._~-]{0,127}$/;

/**
 * Turns bodies and queries into their classes and refuses what does not fit, with JSON pointers; values keep the
 * type they have in JSON. An id in a path that no resource can have answers like one that no resource has.
 */
export class RequestPipe implements PipeTransform<unknown> {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if (type === 'param') return idInPath(value);
    if (type === 'custom' || metatype === undefined || BUILT_IN.has(metatype)) return value;
    return check(value === undefined ? {} : value, metatype as Type<object>, type === 'query');
  }
}

/** A value as an instance of its class. @throws ProblemException 400 where it does not fit */
export function check(value: unknown, dto: Type<object>, inQuery = false): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalidRequest([{ pointer: '', detail: 'must be a JSON object' }]);
  const [made, errors] = attempt(() => {
    const passedOver = unseenIn(value);
    if (passedOver.length > 0) throw invalidRequest(passedOver);
    const instance = plainToInstance(dto, value);
    return [instance, validateSync(instance, RULES)] as const;
  });
  if (errors.length === 0) return made;
  throw invalidRequest(membersOf(errors).map((member) => (inQuery ? inParameter(member) : member)));
}

/** Content nested so deeply that following it exhausts the stack is refused, not a fault. */
function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) throw invalidRequest([{ pointer: '', detail: 'is nested too deeply' }]);
    throw error;
  }
}

/** Members that class-transformer drops before the unknown ones are looked for, wherever they stand. */
function unseenIn(value: unknown, above = ''): InvalidMember[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([member, below]: [string, unknown]) =>
    member === 'constructor' || member === '__proto__'
      ? [{ pointer: `${above}/${member}`, detail: UNKNOWN_MEMBER }]
      : unseenIn(below, `${above}/${escaped(member)}`),
  );
}

/** An id in a path. @throws ProblemException 404 */
export function idInPath(value: unknown): string {
  if (typeof value === 'string' && ID.test(value)) return value;
  throw refused(notFound());
}

function inParameter({ pointer = '', detail }: InvalidMember): InvalidMember {
  return { parameter: pointer.slice(1), detail };
}

/** Every broken rule with the JSON pointer (RFC 6901) of the member it is about. */
export function membersOf(errors: readonly ValidationError[], above = ''): InvalidMember[] {
  return errors.flatMap(({ property, constraints = {}, children = [] }) => {
    const pointer = `${above}/${escaped(property)}`;
    const own = Object.entries(constraints).map(([rule, message]) => ({
      pointer,
      detail: rule === 'whitelistValidation' ? UNKNOWN_MEMBER : short(message, property),
    }));
    return [...own, ...membersOf(children, pointer)];
  });
}

function escaped(member: string): string {
  return member.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The pointer already says which member is meant. */
function short(message: string, property: string): string {
  return message.startsWith(`${property} `) ? message.slice(property.length + 1) : message;
}
