import { applyDecorators, HttpCode } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { ApiBearerAuth, ApiBody, ApiHeader, ApiOperation, ApiQuery, ApiResponse } from '@nestjs/swagger';
import { STATUS_CODES } from 'node:http';
import type { Action } from '#access/policy.js';
import { AFTER_CONSEQUENCES } from './consequences.js';
import { BeforeChoosing } from './identity.js';
import { declaring, OFFICIAL, officially, takesDeclaration } from './declaring-routes.js';
import { ORGANISATION_HEADER } from './organisation-header.js';
import { byStatus } from './problem-statuses.js';
import type { Dto, Schema } from './schemas.js';
import { propertiesOf, rememberDto } from './schemas.js';

/** What a reader of the API should know about a route beside what its code says. */
export interface Description {
  readonly summary: string;
  readonly description?: string;
  /** What the policy is asked; the roles in the documentation come from there. Left out on public routes. */
  readonly action?: Action;
  /** It answers whoever signed in, also before they chose for whom they act. */
  readonly beforeChoosing?: true;
  /** A command that creates something (201 and Location), changes it (200), or several things (200). Left out on queries. */
  readonly command?: 'creates' | 'changes' | 'bulk';
  /** A request body that posts as is. */
  readonly example?: unknown;
  /** Further bodies that post as they are, by name. */
  readonly examples?: { readonly [name: string]: unknown };
  /** What a query answers. */
  readonly answer?: {
    readonly description?: string;
    readonly schema?: Schema;
    readonly example?: unknown;
    /** JSON when left out. */
    readonly mediaType?: string;
  };
  /** It answers nothing but that it is done (204). */
  readonly nothing?: true;
  /** The query takes `after=<position>`. */
  readonly after?: boolean;
  /** The query takes `limit` and `cursor`. */
  readonly paged?: boolean;
  /** Codes of the refusals that are this route's own. */
  readonly problems?: readonly string[];
}

/** Documents a route; stands on the method, above or below `@Post()` and the like. */
export function Describe(about: Description): MethodDecorator {
  return (target, key, descriptor) => {
    const [body, query] = [
      classOf(target, key, RouteParamtypes.BODY),
      classOf(target, key, RouteParamtypes.QUERY),
    ];
    const parts: MethodDecorator[] = [operation(about), ...problems(about, body !== undefined)];
    if (takesDeclaration(about, body)) parts.push(declaring(body));
    if (about.beforeChoosing) parts.push(BeforeChoosing());
    if (about.action !== undefined)
      parts.push(ApiBearerAuth('bearer'), chosenOrganisation(), parameter(CONSEQUENCES));
    if (body) parts.push(bodyOf(body, about));
    if (query) parts.push(...parametersOf(query, about));
    if (about.nothing) parts.push(ApiResponse({ status: 204, description: 'Done.' }));
    else if (about.command) parts.push(...commandParts(about.command));
    else parts.push(answerOf(about));
    if (about.after) parts.push(parameter(AFTER));
    if (about.paged) parts.push(...PAGING.map(parameter));
    applyDecorators(...parts)(target, key, descriptor);
  };
}

/** A parameter that says more than its DTO does. */
interface Told {
  readonly name: string;
  readonly schema: Schema;
  readonly description: string;
}

const AFTER: Told = {
  name: 'after',
  schema: { type: 'string' },
  description: 'Position a command answered: the answer covers it, or is 503 `not-yet`.',
};

const CONSEQUENCES: Told = {
  name: AFTER_CONSEQUENCES,
  schema: { type: 'string' },
  description:
    'Position a command answered: all that follows from the command is done before this request is dealt with, ' +
    'and the answer covers it, or is 503 `not-yet`.',
};

const PAGING: readonly Told[] = [
  {
    name: 'limit',
    schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
    description: 'How many rows to answer at most.',
  },
  { name: 'cursor', schema: { type: 'string' }, description: '`next` of the page before.' },
];

function operation({ summary, description, action }: Description): MethodDecorator {
  const text = [description, action === undefined ? undefined : whoMay(action)].filter(Boolean).join('\n\n');
  return ApiOperation({ summary, ...(text ? { description: text } : {}) });
}

function whoMay(action: Action): string {
  const words = {
    'own-application': 'own application',
    'own-appeal': 'own appeal in another’s case',
    'own-directorate': 'own directorate',
    'own-appeal-body': 'appeals forwarded to them',
    'own-pilot': 'pilots of their directorate',
    'own-partnership': 'pilots they take part in',
    any: 'all',
  };
  const grants = action.grants.map(({ roles, relation }) =>
    roles === 'everyone' ? 'everyone signed in' : `${roles.join(', ')} (${words[relation]})`,
  );
  const inPerson = action.inPerson
    ? ' In person: not by a program, nor with a token by which one acts for another.'
    : '';
  return `May: ${grants.join('; ')}.${inPerson}${officially(action)}`;
}

/** What a route may answer besides what it is for: under every status its codes. */
function problems(
  { problems: own = [], command, action, beforeChoosing }: Description,
  takesBody: boolean,
): MethodDecorator[] {
  const answers = byStatus([
    ...own,
    ...(action === undefined ? [] : SIGNED_IN),
    ...(action === undefined || beforeChoosing ? [] : CHOOSING),
    ...(action?.inPerson ? IN_PERSON : []),
    ...(action?.official ? OFFICIAL : []),
    ...(command ? COMMANDING : QUERYING),
    ...(command || takesBody ? ['too-large', 'unsupported-media-type'] : []),
  ]).map(([status, codes]) => problem(status, codes));
  const whatever = ApiResponse({
    status: 'default',
    description: 'Any other problem (RFC 9457): of HTTP itself, or nobody’s but ours.',
    content: { [PROBLEM]: { schema: { $ref: '#/components/schemas/Problem' } } },
  });
  return [...answers, whatever];
}

const PROBLEM = 'application/problem+json';
const SIGNED_IN = [
  'unauthenticated',
  'forbidden',
  'not-found',
  'not-a-member',
  'identity-unavailable',
  'not-yet',
];
const CHOOSING = ['organisation-missing', 'organisation-not-chosen', 'organisation-number-invalid'];
const IN_PERSON = ['acts-for-another', 'four-eyes', 'not-a-person'];
/** Of what lies behind any route: the log, the small stores, the read models, a case's own events. */
const OUTAGES = [
  'store-unavailable',
  'storage-unavailable',
  'read-models-unavailable',
  'read-model-not-ready',
  'case-unreadable',
];
const COMMANDING = [
  'invalid-request',
  'contention',
  'too-many-repetitions',
  'precondition-failed',
  'event-too-large',
  'append-too-large',
  'idempotency-key-reused',
  ...OUTAGES,
];
const QUERYING = ['invalid-request', ...OUTAGES];

function problem(status: number, codes: readonly string[]): MethodDecorator {
  const types = codes.map((code) => `urn:tilsagn:problem:${code}`);
  return ApiResponse({
    status,
    description: `${STATUS_CODES[status]}: ${codes.map((code) => `\`${code}\``).join(', ')}.`,
    ...(status === 503 ? { headers: { 'Retry-After': header('Seconds to wait before asking again.') } } : {}),
    content: {
      [PROBLEM]: {
        schema: {
          allOf: [
            { $ref: '#/components/schemas/Problem' },
            { properties: { type: { enum: types }, status: { enum: [status] } } },
          ],
        },
      },
    },
  });
}

function commandParts(command: 'creates' | 'changes' | 'bulk'): MethodDecorator[] {
  const creates = command === 'creates';
  const bulk = command === 'bulk';
  return [
    HttpCode(creates ? 201 : 200),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description:
        'Send the same key to repeat the same command: it happens once, the answer is the same. The key is yours and counts for this path only.',
      schema: { type: 'string', minLength: 1, maxLength: 200 },
    }),
    ...(creates || bulk
      ? []
      : [
          ApiHeader({
            name: 'If-Match',
            required: false,
            description: 'ETag you have seen: the command is refused (412) when the resource has moved on.',
            schema: { type: 'string', pattern: '^("\\d+"|\\*)$' },
          }),
        ]),
    ApiResponse({
      status: creates ? 201 : 200,
      description: creates ? 'Created.' : 'Done.',
      headers: {
        ...(bulk ? {} : { ETag: header('Revision as an entity tag, for If-Match.') }),
        ...(creates ? { Location: header('Where the created resource is read.') } : {}),
      },
      content: {
        'application/json': { schema: { $ref: `#/components/schemas/${bulk ? 'BulkAnswer' : 'Receipt'}` } },
      },
    }),
  ];
}

function chosenOrganisation(): MethodDecorator {
  return ApiHeader({
    name: ORGANISATION_HEADER,
    required: false,
    description:
      'For whom you act, where you belong to several organisations: one of those that `GET /v1/me` answers, percent-encoded where it is not ASCII.',
    schema: { type: 'string' },
  });
}

function header(description: string) {
  return { description, schema: { type: 'string' as const } };
}

function answerOf({ answer, action }: Description): MethodDecorator {
  const { schema = { type: 'object' }, mediaType } = answer ?? {};
  const named = action !== undefined && mediaType === undefined && schema.type === 'object';
  return ApiResponse({
    status: 200,
    description: answer?.description ?? 'Found.',
    content: {
      [mediaType ?? 'application/json']: {
        schema: named ? { ...schema, properties: { ...schema.properties, people: PEOPLE } } : schema,
        ...(answer?.example === undefined ? {} : { example: answer.example }),
      },
    },
  });
}

/** Whoever an answer names is told in it by name. */
const PEOPLE = { $ref: '#/components/schemas/People' };

function bodyOf(dto: Dto, { example, examples = {} }: Description): MethodDecorator {
  rememberDto(dto);
  const all = { ...(example === undefined ? {} : { example }), ...examples };
  return ApiBody({
    type: dto,
    ...(Object.keys(all).length === 0
      ? {}
      : { examples: Object.fromEntries(Object.entries(all).map(([name, value]) => [name, { value }])) }),
  });
}

/** Those of the query's DTO, but for what is told beside it: the one said twice is shown as it was said first. */
function parametersOf(dto: Dto, { after, paged }: Description): MethodDecorator[] {
  const { properties, required } = propertiesOf(dto);
  const told = [...(after ? [AFTER] : []), ...(paged ? PAGING : [])].map(({ name }) => name);
  return Object.entries(properties)
    .filter(([name]) => !told.includes(name))
    .map(([name, schema]) => ApiQuery({ name, required: required.includes(name), schema }));
}

function parameter({ name, schema, description }: Told): MethodDecorator {
  return ApiQuery({ name, required: false, schema, description });
}

/** The class of what a route takes of one kind, as one whole. */
export function classOf(target: object, key: string | symbol, kind: RouteParamtypes): Dto | undefined {
  const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, target.constructor, key) ?? {}) as Record<
    string,
    { readonly index: number; readonly data?: unknown }
  >;
  const whole = Object.entries(args).find(
    ([name, arg]) => name.startsWith(`${kind}:`) && arg.data === undefined,
  );
  const types = (Reflect.getMetadata('design:paramtypes', target, key) ?? []) as Dto[];
  const type = whole && types[whole[1].index];
  return type && (type as unknown) !== Object ? type : undefined;
}
