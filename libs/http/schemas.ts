import type { Type } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage } from 'class-validator';

/** A class that describes a body or a query. */
export type Dto = Type<object>;

/** A JSON schema as OpenAPI 3.1 has it. */
export type Schema = Exclude<
  NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string],
  { $ref: string }
>;

/** As much of class-validator's metadata as a schema follows from. */
interface Rule {
  readonly type: string;
  readonly name?: string;
  readonly propertyName: string;
  readonly constraints?: readonly unknown[];
  readonly each: boolean;
  readonly context?: { readonly schema?: Schema };
}

const dtos = new Set<Dto>();
const declaring = new Set<Dto>();

/** Beside its own members the class is sent with what somebody declares on their impartiality. */
export function rememberDeclaring(dto: Dto): void {
  declaring.add(dto);
}

/** What {@link rememberDeclaring} adds to a schema. */
export const DECLARATION = { impartiality: { $ref: '#/components/schemas/ImpartialityDto' } } as const;

/** Keeps a class, so that its schema appears in the document. */
export function rememberDto(dto: Dto): void {
  dtos.add(dto);
}

/**
 * Schemas of all classes that routes take and of those within them, by class name. They follow from the
 * validation decorators, so what is documented is what is checked. A decorator of your own adds its part as
 * `context: { schema }` of its validation options.
 * @throws Error when two classes have one name
 */
export function schemasOfDtos(): Record<string, Schema> {
  const schemas: Record<string, Schema> = {};
  const known = new Map<string, Dto>();
  const waiting = [...dtos];
  for (let dto = waiting.pop(); dto !== undefined; dto = waiting.pop()) {
    const namesake = known.get(dto.name);
    if (namesake === dto) continue;
    if (namesake)
      throw new Error(`two classes are called ${dto.name}: one would stand for both in the document`);
    known.set(dto.name, dto);
    const { properties, required, nested } = propertiesOf(dto);
    schemas[dto.name] = {
      type: 'object',
      properties: declaring.has(dto) ? { ...properties, ...DECLARATION } : properties,
      ...(required.length > 0 ? { required } : {}),
      additionalProperties: false,
    };
    waiting.push(...nested);
  }
  return schemas;
}

/** The members of a class with their schemas, those that must be there, and the classes among them. */
export function propertiesOf(dto: Dto): {
  readonly properties: Record<string, Schema>;
  readonly required: string[];
  readonly nested: Dto[];
} {
  const properties: Record<string, Schema> = {};
  const required: string[] = [];
  const nested: Dto[] = [];
  const rules = getMetadataStorage().getTargetValidationMetadatas(dto, '', true, false) as readonly Rule[];
  for (const [name, own] of Map.groupBy(rules, ({ propertyName }) => propertyName)) {
    const child = own.some(({ type }) => type === 'nestedValidation') ? childOf(dto, name, own) : undefined;
    if (child) nested.push(child);
    properties[name] = schemaOf(own, child);
    if (!own.some(({ type }) => type === 'conditionalValidation')) required.push(name);
  }
  return { properties, required, nested };
}

function schemaOf(rules: readonly Rule[], child: Dto | undefined): Schema {
  const item: Schema = {};
  const whole: Schema = {};
  const list = rules.some(({ name, each }) => each || name === 'isArray');
  for (const rule of rules) {
    const part = partOf(rule, child);
    Object.assign(rule.each ? item : whole, part, rule.context?.schema);
  }
  return list ? { ...whole, type: 'array', items: item } : whole;
}

function partOf({ type, name, constraints = [] }: Rule, child: Dto | undefined): object {
  const [first, second] = constraints;
  switch (type === 'nestedValidation' ? type : name) {
    case 'nestedValidation':
      return child ? { $ref: `#/components/schemas/${child.name}` } : { type: 'object' };
    case 'isString':
      return { type: 'string' };
    case 'isInt':
      return { type: 'integer' };
    case 'isNumber':
      return { type: 'number' };
    case 'isBoolean':
      return { type: 'boolean' };
    case 'isObject':
      return { type: 'object' };
    case 'isPositive':
      return { exclusiveMinimum: 0 };
    case 'min':
      return { minimum: first };
    case 'max':
      return { maximum: first };
    case 'minLength':
      return { minLength: first };
    case 'maxLength':
      return { maxLength: first };
    case 'isLength':
      return { minLength: first, ...(second === undefined ? {} : { maxLength: second }) };
    case 'isNotEmpty':
      return { minLength: 1 };
    case 'arrayMinSize':
      return { minItems: first };
    case 'arrayMaxSize':
      return { maxItems: first };
    case 'arrayNotEmpty':
      return { minItems: 1 };
    case 'arrayUnique':
      return { uniqueItems: true };
    case 'matches':
      return { type: 'string', pattern: (first as RegExp).source };
    case 'isIn':
      return { enum: first };
    case 'isEnum':
      return { enum: second ?? Object.values(first as object) };
    case 'isUuid':
      return { type: 'string', format: 'uuid' };
    case 'isEmail':
      return { type: 'string', format: 'email' };
    case 'isIso8601':
      return { type: 'string', format: 'date-time' };
    case 'equals':
      return { const: first };
    default:
      return {};
  }
}

/** The class within a member: what class-transformer makes of an empty object there. */
function childOf(dto: Dto, name: string, rules: readonly Rule[]): Dto | undefined {
  const list = rules.some(({ name: rule, each }) => each || rule === 'isArray');
  const probe = plainToInstance(dto, { [name]: list ? [{}] : {} }) as Record<string, unknown>;
  const value = list ? (probe[name] as unknown[])[0] : probe[name];
  const child = (value as object).constructor as Dto;
  return (child as unknown) === Object ? undefined : child;
}
