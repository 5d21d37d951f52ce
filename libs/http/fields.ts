import type { Type } from '@nestjs/common';
import { applyDecorators } from '@nestjs/common';
import { Transform, Type as Typed } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsEmail,
  IsObject,
  IsString,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { isCalendarDate, isInstant } from '#calendar/oslo.js';
import { ACCOUNT_NUMBER, isAccountNumber } from '#money/account-number.js';
import { isCurrency } from '#money/money.js';
import { canonicalOrganisation } from '#organisations/organisation-number.js';
import { isOneLine, isVisible } from '#text/text.js';
import type { Schema } from './schemas.js';

interface Field {
  readonly name: string;
  readonly schema: Schema;
  readonly message: string;
  /** The member is a list of these. */
  readonly each?: boolean;
  readonly check: (value: unknown, body: object) => boolean;
}

function field({ name, schema, message, each = false, check }: Field): PropertyDecorator {
  const validator = {
    validate: (value: unknown, args?: { readonly object: object }) => check(value, args?.object ?? {}),
    defaultMessage: () => message,
  };
  return ValidateBy({ name, validator }, { each, context: { schema } });
}

function textual(
  name: string,
  message: string,
  schema: Schema,
  fits: (text: string) => boolean,
): PropertyDecorator {
  return field({
    name,
    message,
    schema: { type: 'string', ...schema },
    check: (value) => typeof value === 'string' && fits(value),
  });
}

/** The member may be left out; `null` is not leaving it out. */
export function Optional(): PropertyDecorator {
  return ValidateIf((_, value) => value !== undefined);
}

const CONTROL_BUT_BREAKS = /(?![\n\r\t])\p{Cc}/u;

interface TextRules {
  /** Line breaks and tabs may stand in it. */
  readonly lines?: boolean;
  /** The member is a list of texts. */
  readonly each?: boolean;
}

/** Text that says something: of at most `max` characters, one of them visible; on one line where `lines` does not allow more. */
export function Text(max: number, { lines = false, each = false }: TextRules = {}): PropertyDecorator {
  return field({
    name: 'text',
    each,
    schema: { type: 'string', minLength: 1, maxLength: max },
    message: `must be text of 1 to ${max} characters, ${lines ? 'no control characters but line breaks' : 'on one line, without marks that turn its direction'}`,
    check: (value) =>
      typeof value === 'string' &&
      isVisible(value) &&
      Array.from(value).length <= max &&
      (lines ? !CONTROL_BUT_BREAKS.test(value) : isOneLine(value)),
  });
}

/** Text that matches a pattern. */
export function Pattern(pattern: RegExp, what: string): PropertyDecorator {
  return textual('pattern', `must be ${what}`, { pattern: pattern.source }, (text) => pattern.test(text));
}

/** A name a client chooses for what it creates; it becomes part of the path. */
export function Slug(): PropertyDecorator {
  return applyDecorators(
    Pattern(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters and digits, joined by single hyphens'),
    Text(64),
  );
}

const REFERENCE = /^[A-Za-z0-9][A-Za-z0-9._~-]{0,127}$/;

/** The id of something that is there. */
export function Reference(): PropertyDecorator {
  return Pattern(REFERENCE, 'an id');
}

/** An organisation, however its number is written: from here on it stands in the one form. */
export function Organisation(): PropertyDecorator {
  return applyDecorators(InOneForm(), Reference());
}

/** Members that name organisations come in the one form; whether there can be such a number the deciders judge. */
export function InOneForm(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => inOneForm(value));
}

function inOneForm(value: unknown): unknown {
  if (typeof value === 'string') return canonicalOrganisation(value);
  if (Array.isArray(value)) return value.map(inOneForm);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([member, each]) => [member, inOneForm(each)]));
}

/** The years the API knows: the databases behind it carry them all, and laws and plans lie within. */
const YEARS = { minimum: 1900, maximum: 2199 };

/** A budget year. */
export function Year(): PropertyDecorator {
  return field({
    name: 'year',
    schema: { type: 'integer', ...YEARS },
    message: `must be a year from ${YEARS.minimum} to ${YEARS.maximum}`,
    check: (value) =>
      Number.isInteger(value) && (value as number) >= YEARS.minimum && (value as number) <= YEARS.maximum,
  });
}

/** A calendar date that exists. */
export function CalendarDate(): PropertyDecorator {
  return textual('calendarDate', 'must be a calendar date, YYYY-MM-DD', { format: 'date' }, isDate);
}

/** Whether the text is a calendar date in the years the API knows. */
export function isDate(text: string): boolean {
  const year = Number(text.slice(0, 4));
  return isCalendarDate(text) && year >= YEARS.minimum && year <= YEARS.maximum;
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

/** An instant with an offset. */
export function Instant(): PropertyDecorator {
  return textual(
    'instant',
    'must be an instant with an offset, such as 2026-01-31T12:00:00Z',
    { format: 'date-time' },
    (text) => INSTANT.test(text) && isInstant(text) && isDate(new Date(text).toISOString().slice(0, 10)),
  );
}

/** An ISO 4217 currency. */
export function Currency(): PropertyDecorator {
  return textual('currency', 'must be an ISO 4217 currency', { examples: ['NOK'] }, isCurrency);
}

/** More than any state budget, and small enough that ninety years of it add up exactly. */
export const MOST_MINOR_UNITS = 100_000_000_000_000;

/** A whole number of minor units (øre, pence), 0 or more. */
export function MinorUnits(): PropertyDecorator {
  return field({
    name: 'minorUnits',
    schema: { type: 'integer', minimum: 0, maximum: MOST_MINOR_UNITS, description: 'Minor units.' },
    message: `must be a whole number of minor units from 0 to ${MOST_MINOR_UNITS}`,
    check: (value) =>
      Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= MOST_MINOR_UNITS,
  });
}

/** A whole number between two others, both included. */
export function Whole(minimum: number, maximum: number): PropertyDecorator {
  return field({
    name: 'whole',
    schema: { type: 'integer', minimum, maximum },
    message: `must be a whole number from ${minimum} to ${maximum}`,
    check: (value) => Number.isInteger(value) && (value as number) >= minimum && (value as number) <= maximum,
  });
}

/** The number of a bank account: a Norwegian BBAN of 11 digits, or an IBAN without spaces; check digits must fit. */
export function Account(): PropertyDecorator {
  return textual(
    'account',
    'must be an account number of 11 digits whose last, the check digit, fits, or an IBAN without spaces that has the form of its country and check digits that fit',
    { pattern: ACCOUNT_NUMBER.source },
    isAccountNumber,
  );
}

/** An e-mail address; what international ones may hold is still on one line. */
export function Email(): PropertyDecorator {
  return applyDecorators(
    IsEmail(),
    textual('oneLine', 'must be on one line, without marks that turn its direction', {}, isOneLine),
  );
}

/** A telephone number. */
export function Telephone(): PropertyDecorator {
  return Pattern(/^\+?[0-9][0-9 ()-]{3,29}$/, 'a telephone number');
}

/** An object of a class of its own. */
export function Part(type: () => Type<object>): PropertyDecorator {
  return applyDecorators(IsObject(), ValidateNested(), Typed(type));
}

/** A list of objects of one class. */
export function Parts(
  type: () => Type<object>,
  { min = 0, max }: { readonly min?: number; readonly max: number },
): PropertyDecorator {
  return applyDecorators(
    List({ min, max }),
    IsObject({ each: true }),
    ValidateNested({ each: true }),
    Typed(type),
  );
}

/** A list; what stands in it is said by another decorator. */
export function List({ min = 0, max }: { readonly min?: number; readonly max: number }): PropertyDecorator {
  return applyDecorators(IsArray(), ...(min > 0 ? [ArrayMinSize(min)] : []), ArrayMaxSize(max));
}

/** Belongs to bodies where another member has this value, and is refused in all others. */
export function OnlyWhen(member: string, value: string): PropertyDecorator {
  return field({
    name: 'onlyWhen',
    schema: {},
    message: `belongs to ${member} ${value} only`,
    check: (_, body) => (body as Record<string, unknown>)[member] === value,
  });
}

/** Must be there where another member has this value. */
export function NeededWhen(member: string, value: string): PropertyDecorator {
  return applyDecorators(
    ValidateIf((body: Record<string, unknown>, own: unknown) => own !== undefined || body[member] === value),
    OnlyWhen(member, value),
  );
}

/** Must be there where another member is not, and is refused beside it. */
export function InsteadOf(member: string): PropertyDecorator {
  const absent = (body: object) => (body as Record<string, unknown>)[member] === undefined;
  return applyDecorators(
    ValidateIf((body: object, own: unknown) => own !== undefined || absent(body)),
    field({
      name: 'insteadOf',
      schema: {},
      message: `must not stand beside ${member}`,
      check: (_, body) => absent(body),
    }),
  );
}

/** A parameter that is read by its own rules elsewhere (`limit`, `cursor`, `after`). */
export function Parameter(): PropertyDecorator {
  return applyDecorators(Optional(), IsString());
}

/** A JSON object that is read by rules of its own elsewhere, such as a JSON Schema; `schema` says which. */
export function Document(schema: Schema = {}): PropertyDecorator {
  return field({
    name: 'document',
    schema: { type: 'object', ...schema },
    message: 'must be a JSON object',
    check: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  });
}

/** An object whose members, however they are called, are ids. */
export function References(max: number): PropertyDecorator {
  return field({
    name: 'references',
    schema: { type: 'object', additionalProperties: { type: 'string' }, maxProperties: max },
    message: `must be an object of at most ${max} members, each of them an id`,
    check: (value) =>
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      Object.keys(value).length <= max &&
      Object.values(value).every((id) => typeof id === 'string' && REFERENCE.test(id)),
  });
}
