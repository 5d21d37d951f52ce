import { isVisible } from '#text/text.js';
import { InvalidToken } from '../invalid-token.js';
import { goesThroughLists, lastMember, type ClaimPath, type Equality } from './claim-path.js';

/** The claims of a token, or an object among them. */
export type Claims = Readonly<Record<string, unknown>>;

/** More than any provider puts in a token that fits in a header; a list beyond it is refused before it is looked through. */
const MOST_VALUES = 1000;
const LONGEST_VALUE = 1000;

/** Claims that hold a list in one text, parted by blanks (RFC 6749 §3.3). */
const SCOPES: ReadonlySet<string> = new Set(['scope', 'scp']);

/** What stands at a path, in the order of the token; empty where nothing does. @throws InvalidToken for another form */
export function valuesAt(claims: Claims, path: ClaimPath): readonly unknown[] {
  let found: unknown[] = [claims];
  for (const step of path.steps) {
    found =
      step.kind === 'member'
        ? found.flatMap((value) => memberOf(value, step.name, path))
        : found.flatMap((value) => elementsOf(value, step.where, path));
    if (found.length > MOST_VALUES) throw tooMany(path);
  }
  return found;
}

/** The one text at a path; undefined where nothing stands there. @throws InvalidToken */
export function textAt(claims: Claims, path: ClaimPath): string | undefined {
  const [value, ...others] = valuesAt(claims, path);
  if (value === undefined) return undefined;
  if (others.length > 0) throw new InvalidToken(`the claim "${path.text}" must be there once`);
  return textOf(value, path, 'a text');
}

/** The texts at a path: of a list, of a text, or of a scope with its blanks. @throws InvalidToken */
export function textsAt(claims: Claims, path: ClaimPath): readonly string[] {
  const texts = valuesAt(claims, path).flatMap((value) => {
    if (Array.isArray(value)) return listOf(value, path);
    const text = textOf(value, path);
    return SCOPES.has(lastMember(path)) ? text.split(' ').filter((word) => word !== '') : [text];
  });
  if (texts.length > MOST_VALUES) throw tooMany(path);
  return texts;
}

/** As {@link textsAt}, but one text is no list unless it is a scope, or one of several by its path. @throws InvalidToken */
export function listAt(claims: Claims, path: ClaimPath): readonly string[] {
  if (!goesThroughLists(path) && !SCOPES.has(lastMember(path)))
    for (const value of valuesAt(claims, path))
      if (!Array.isArray(value)) throw wrong(path, 'a list of texts', value);
  return textsAt(claims, path);
}

/** What is said of a path where the token holds something else. */
export function wrong({ text }: ClaimPath, expected: string, value: unknown): InvalidToken {
  return new InvalidToken(`the claim "${text}" must be ${expected}: the token has ${kindOf(value)} there`);
}

/** Whether it is an object with members, as JSON has them. */
export function isObject(value: unknown): value is Claims {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function memberOf(value: unknown, name: string, path: ClaimPath): readonly unknown[] {
  if (!isObject(value)) throw wrong(path, 'reached through objects', value);
  return Object.hasOwn(value, name) && value[name] !== undefined ? [value[name]] : [];
}

function elementsOf(value: unknown, where: readonly Equality[], path: ClaimPath): readonly unknown[] {
  if (!Array.isArray(value)) throw wrong(path, 'reached through lists', value);
  if (value.length > MOST_VALUES) throw tooMany(path);
  if (where.length === 0) return value;
  return value.filter((element) => {
    if (!isObject(element)) throw wrong(path, 'reached through lists of objects', element);
    return where.every(({ member, equals }) => Object.hasOwn(element, member) && element[member] === equals);
  });
}

function listOf(values: readonly unknown[], path: ClaimPath): readonly string[] {
  if (values.length > MOST_VALUES) throw tooMany(path);
  return values.map((value) => textOf(value, path));
}

function textOf(value: unknown, path: ClaimPath, expected = 'a text or a list of texts'): string {
  if (typeof value !== 'string') throw wrong(path, expected, value);
  if (!isVisible(value)) throw new InvalidToken(`the claim "${path.text}" must not be an empty text`);
  if (value.length > LONGEST_VALUE)
    throw new InvalidToken(`the claim "${path.text}" must not be longer than ${LONGEST_VALUE} characters`);
  return value;
}

function tooMany({ text }: ClaimPath): InvalidToken {
  return new InvalidToken(`the claim "${text}" must not hold more than ${MOST_VALUES} values`);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'boolean') return 'true or false';
  return (
    { number: 'a number', object: 'an object', string: 'a text' }[typeof value as string] ?? 'something else'
  );
}
