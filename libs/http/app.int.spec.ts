import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Module, Param, Post, Query } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { connect } from 'node:net';
import type { CommandContext } from '#eventsourcing/command.js';
import type { Actor } from '#eventsourcing/event.js';
import { refusal } from '#eventsourcing/refusal.js';
import { AppendTooLarge, EventTooLarge, StoreUnavailable } from '#eventsourcing/streams.js';
import { ReadModelsUnavailable } from '#projections/read-models.js';
import { StorageUnavailable } from '#hosting/storage.js';
import { Readiness } from '#hosting/health/readiness.js';
import { CurrentActor } from './identity.js';
import { createLogger } from '#hosting/logging.js';
import type { Client, TestApp } from './testing/test-app.js';
import { startTestApp } from './testing/test-app.js';
import { After } from './after.js';
import { tagged } from './answers.js';
import { Command, createdId, respond } from './commands.js';
import { actions } from '#access/policy.js';
import { APPLICANT, PARTIES, SEEING } from '#access/rules.js';
import { Describe } from './describe.js';
import { pageRequest } from './paging.js';

class LineDto {
  @IsString()
  @MaxLength(20)
  what: string;

  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  amount: number;
}

class BoxDto {
  @IsString()
  title: string;

  @IsOptional()
  @IsIn(['red', 'blue'])
  colour?: string;

  @IsArray()
  @ArrayMaxSize(3)
  @ValidateNested({ each: true })
  @Type(() => LineDto)
  lines: LineDto[];
}

class ListQuery {
  @IsOptional()
  @IsIn(['red', 'blue'])
  colour?: string;
  @IsOptional()
  limit?: string;
  @IsOptional()
  cursor?: string;
  @IsOptional()
  after?: string;
}

const EXAMPLE = { title: 'a box', lines: [{ what: 'nails', amount: 12 }] };
/** Holds a request until it is opened. */
function newGate() {
  const [reached, opened] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  return {
    reached: reached.promise,
    open: opened.resolve,
    pass() {
      reached.resolve();
      return opened.promise;
    },
  };
}
let gate = newGate();

const FAULTS: Readonly<Record<string, () => Error>> = {
  outage: () => new StoreUnavailable('disk full at /secret/place'),
  storage: () => new StorageUnavailable('disk full at /secret/place'),
  'read-models': () => new ReadModelsUnavailable('disk full at /secret/place'),
  large: () => new EventTooLarge('BoxFilled', 2000, 1000),
  'large-together': () => new AppendTooLarge(3, 2000, 1000),
  bug: () => new TypeError('cannot read the secret of undefined'),
};

const MAY = actions({ make: APPLICANT, list: PARTIES });

@ApiTags('boxes')
@Controller('v1/boxes')
class BoxController {
  @Post()
  @Describe({
    summary: 'Make a box',
    action: MAY.make,
    command: 'creates',
    example: EXAMPLE,
    problems: ['amount-invalid'],
  })
  make(@Body() body: BoxDto, @Command() context: CommandContext) {
    const id = createdId(context);
    const receipt = { id, revision: body.lines.length, position: '7' };
    return respond({ ok: true, receipt }, { location: `/v1/boxes/${id}` });
  }

  @Post(':id/lid')
  @Describe({ summary: 'Close a box', action: MAY.make, command: 'changes' })
  close(@Param('id') id: string, @Command() context: CommandContext) {
    if (context.ifMatch !== undefined && context.ifMatch !== 4)
      return respond({
        ok: false,
        refusal: refusal('precondition', 'precondition-failed', 'it is 4', { actual: 4 }),
      });
    if (id === 'full')
      return respond({ ok: false, refusal: refusal('invalid', 'amount-invalid', 'it is full') });
    if (id === 'hidden')
      return respond({ ok: false, refusal: refusal('not-found', 'no-box', `no box ${id}`) });
    return respond({ ok: true, receipt: { id, revision: 5, position: '8' } });
  }

  @Get('me')
  @Describe({ summary: 'Who asks', action: SEEING['case.read'] })
  me(@CurrentActor() actor: Actor) {
    return actor;
  }

  @Get()
  @Describe({ summary: 'Boxes', action: MAY.list, after: true, paged: true })
  list(@Query() query: ListQuery, @After() after: string | undefined) {
    return { ...pageRequest(query), after };
  }

  @Get('slow')
  async slow() {
    await gate.pass();
    return {};
  }

  @Get(':id')
  @Describe({ summary: 'One box', action: SEEING['case.read'] })
  one(@Param('id') id: string) {
    const fault = FAULTS[id];
    if (fault) throw fault();
    return tagged({ id }, 3);
  }
}

@Module({ controllers: [BoxController] })
class BoxModule {}

describe('an HTTP application', () => {
  const lines: string[] = [];
  const readiness = new Readiness();
  let test: TestApp;
  let app: NestFastifyApplication;
  let alice: Client;

  beforeAll(async () => {
    test = await startTestApp(BoxModule, {
      logger: createLogger('info', { write: (line) => void lines.push(line) }),
      readiness,
      bodyLimit: 10_000,
    });
    ({ app } = test);
    await app.listen(0, '127.0.0.1');
    alice = await test.as('alice', ['applicant'], 'org-a');
  });
  afterAll(() => test.close());

  it('answers a creation with 201, its place, its ETag and its receipt', async () => {
    const answer = await alice.post('/v1/boxes', EXAMPLE);
    const { id } = answer.json<{ id: string }>();
    expect(answer.statusCode).toBe(201);
    expect(answer.headers).toMatchObject({ etag: '"1"', location: `/v1/boxes/${id}` });
    expect(answer.json()).toEqual({ id, revision: 1, position: '7' });
  });

  it('creates the same thing again under the same key, and another for another subject', async () => {
    const key = { 'idempotency-key': 'once' };
    const [first, again] = [
      await alice.post('/v1/boxes', EXAMPLE, key),
      await alice.post('/v1/boxes', EXAMPLE, key),
    ];
    const bob = await test.as('bob', ['applicant'], 'org-a');
    const other = await bob.post('/v1/boxes', EXAMPLE, key);
    expect(again.json()).toEqual(first.json());
    expect(other.json()).not.toEqual(first.json());
  });

  it('answers a change with 200 and a query with the ETag of what it shows', async () => {
    expect((await alice.post('/v1/boxes/b1/lid', {})).statusCode).toBe(200);
    expect((await alice.get('/v1/boxes/b1')).headers.etag).toBe('"3"');
  });

  it('takes a command without a body', async () => {
    const answer = await alice.post('/v1/boxes/b1/lid');
    expect(answer.statusCode).toBe(200);
  });

  it('asks for a token, and says so', async () => {
    const answer = await app.inject({ url: '/v1/boxes/b1' });
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="tilsagn"');
    expect(answer.json()).toMatchObject({
      type: 'urn:tilsagn:problem:unauthenticated',
      title: 'Unauthenticated',
      status: 401,
      instance: '/v1/boxes/b1',
    });
  });

  it.each(['Basic YTpi', 'Bearer', 'Bearer a b', 'Bearer not.a.token'])('refuses %s', async (given) => {
    const answer = await alice.get('/v1/boxes/b1', { authorization: given });
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['www-authenticate']).toContain('error="invalid_token"');
  });

  it('says what an Authorization header must look like', async () => {
    const answer = await alice.get('/v1/boxes/b1', { authorization: 'Basic YTpi' });
    expect(answer.json()).toMatchObject({ detail: 'the Authorization header must be "Bearer <token>"' });
  });

  it('tells a controller who asks', async () => {
    expect((await alice.get('/v1/boxes/me')).json()).toEqual({
      subject: 'alice',
      roles: ['applicant'],
      organisation: 'org-a',
    });
  });

  it('points at every member that cannot be used', async () => {
    const answer = await alice.post('/v1/boxes', {
      title: 1,
      colour: 'green',
      size: 3,
      lines: [
        { what: 'x', amount: '12' },
        { what: 'y', amount: 0, 'a/b': 1 },
      ],
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    const { type, errors } = answer.json<{ type: string; errors: { pointer: string; detail: string }[] }>();
    expect(type).toBe('urn:tilsagn:problem:invalid-request');
    expect(new Set(errors.map(({ pointer }) => pointer))).toEqual(
      new Set(['/title', '/colour', '/size', '/lines/0/amount', '/lines/1/amount', '/lines/1/a~1b']),
    );
    expect(errors.find(({ pointer }) => pointer === '/size')?.detail).toBe(
      'is not a member that is known here',
    );
  });

  it.each([
    ['malformed JSON', '{"title": ', 400, 'invalid-request'],
    ['an empty body', '', 400, 'invalid-request'],
    ['a list', '[]', 400, 'invalid-request'],
    ['a number', '1', 400, 'invalid-request'],
    ['null', 'null', 400, 'invalid-request'],
    ['a member that would reach the prototype', '{"__proto__": {"x": 1}}', 400, 'invalid-request'],
    ['a number beyond JSON', '{"title": 1e999}', 400, 'invalid-request'],
    [
      'a member that classes have already',
      '{"title": "x", "lines": [{"constructor": 1}]}',
      400,
      'invalid-request',
    ],
    ['half a surrogate pair', '{"title": "\\ud800", "lines": []}', 400, 'invalid-request'],
    ['a member twice', '{"title": "a", "title": "b", "lines": []}', 400, 'invalid-request'],
    ['a code point that is no character', '{"title": "\\uffff", "lines": []}', 400, 'invalid-request'],
    ['a deep nest', `{"title": ${'['.repeat(4900)}${']'.repeat(4900)}}`, 400, 'invalid-request'],
    ['too much', JSON.stringify({ title: 'x'.repeat(20_000) }), 413, 'too-large'],
  ])('refuses %s', async (_, body, status, code) => {
    const answer = await alice.post('/v1/boxes', body);
    expect(answer.json()).toMatchObject({ status, type: `urn:tilsagn:problem:${code}` });
    expect(answer.statusCode).toBe(status);
  });

  it('says where a body is not I-JSON, and passes a byte order mark over', async () => {
    const twice = await alice.post('/v1/boxes', '{"title": "a", "lines": [{"text": "a", "text": "b"}]}');
    expect(twice.json()).toMatchObject({
      errors: [{ pointer: '/lines/0/text', detail: 'is there twice' }],
      detail: '/lines/0/text: is there twice',
    });
    const latin = await app.inject({
      method: 'POST',
      url: '/v1/boxes',
      headers: { authorization: alice.authorization, 'content-type': 'application/json' },
      payload: Buffer.from('{"title": "\xe6", "lines": []}', 'latin1'),
    });
    expect(latin.json()).toMatchObject({ status: 400, detail: 'the body is not UTF-8' });
    const marked = await alice.post('/v1/boxes', '\uFEFF{"title": "", "lines": []}');
    expect(marked.statusCode).toBe(201);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])(
    'refuses %s',
    async (type) => {
      const answer = await alice.post('/v1/boxes', 'title=x', { 'content-type': type });
      expect(answer.statusCode).toBe(415);
      expect(answer.json()).toMatchObject({ type: 'urn:tilsagn:problem:unsupported-media-type' });
    },
  );

  it.each([
    ['idempotency-key', 'two words', 'Idempotency-Key'],
    ['idempotency-key', 'x'.repeat(201), 'Idempotency-Key'],
    ['if-match', 'W/"1"', 'If-Match'],
    ['if-match', '1', 'If-Match'],
  ])('refuses the header %s: %s', async (name, value, header) => {
    const answer = await alice.post('/v1/boxes/b1/lid', {}, { [name]: value });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ errors: [{ header }] });
  });

  it('maps refusals once', async () => {
    const full = await alice.post('/v1/boxes/full/lid', {});
    expect([full.statusCode, full.json<object>()]).toEqual([
      422,
      expect.objectContaining({
        type: 'urn:tilsagn:problem:amount-invalid',
        title: 'Amount invalid',
        detail: 'it is full',
      }),
    ]);
    const moved = await alice.post('/v1/boxes/b1/lid', {}, { 'if-match': '"3"' });
    expect([moved.statusCode, moved.json<object>()]).toEqual([412, expect.objectContaining({ actual: 4 })]);
    expect((await alice.post('/v1/boxes/b1/lid', {}, { 'if-match': '*' })).statusCode).toBe(200);
  });

  it('answers alike for what is hidden, what is missing and what cannot be an id', async () => {
    const hidden = (await alice.post('/v1/boxes/hidden/lid', {})).json<Record<string, unknown>>();
    expect(hidden).toMatchObject({ type: 'urn:tilsagn:problem:not-found', status: 404 });
    const impossible = (await alice.get('/v1/boxes/a%20b')).json<Record<string, unknown>>();
    expect(impossible).toMatchObject({ type: hidden.type, detail: hidden.detail });
  });

  it('knows its routes', async () => {
    const answer = await alice.get('/v1/nothing');
    expect(answer.json()).toMatchObject({ status: 404, type: 'urn:tilsagn:problem:unknown-route' });
    for (const path of ['%', '%zz', '%ED%A0%80']) {
      const undecodable = await alice.get(`/v1/boxes/${path}`);
      expect(undecodable.statusCode).toBe(400);
      expect(undecodable.headers['content-type']).toContain('application/problem+json');
      expect(undecodable.json()).toMatchObject({
        type: 'urn:tilsagn:problem:invalid-request',
        correlationId: undecodable.headers['x-correlation-id'],
      });
    }
    const long = await alice.get(`/v1/boxes/${'x'.repeat(500)}`);
    expect(long.json()).toMatchObject({ status: 404, type: 'urn:tilsagn:problem:not-found' });
  });

  it('says which methods a path takes', async () => {
    for (const [method, url, allow] of [
      ['DELETE', '/v1/boxes', 'GET, HEAD, POST'],
      ['GET', '/v1/boxes/b1/lid?x=1', 'POST'],
      ['PUT', '/health/live', 'GET, HEAD'],
    ] as const) {
      const answer = await app.inject({ method, url });
      expect([answer.statusCode, answer.headers.allow]).toEqual([405, allow]);
      expect(answer.headers['content-type']).toContain('application/problem+json');
      expect(answer.json()).toMatchObject({
        type: 'urn:tilsagn:problem:method-not-allowed',
        title: 'Method not allowed',
        status: 405,
      });
    }
    expect((await app.inject({ method: 'DELETE', url: '/v1/nothing' })).statusCode).toBe(404);
  });

  it('tells outages and limits from faults, and of a fault nothing but its correlation id', async () => {
    for (const [part, retryAfter] of [
      ['outage', '1'],
      ['storage', '1'],
      ['read-models', '5'],
    ]) {
      const outage = await alice.get(`/v1/boxes/${part}`);
      expect([part, outage.statusCode, outage.headers['retry-after']]).toEqual([part, 503, retryAfter]);
      expect(outage.body).not.toContain('secret');
    }
    expect((await alice.get('/v1/boxes/large')).statusCode).toBe(413);
    expect((await alice.get('/v1/boxes/large-together')).statusCode).toBe(413);
    const bug = await alice.get('/v1/boxes/bug', { 'x-correlation-id': 'trace-1' });
    expect([bug.statusCode, bug.headers['x-correlation-id']]).toEqual([500, 'trace-1']);
    expect(bug.body).not.toMatch(/secret|at .*\.ts/);
    expect(bug.json()).toMatchObject({
      type: 'urn:tilsagn:problem:internal-error',
      correlationId: 'trace-1',
    });
    expect(
      lines.filter((line) => line.includes('trace-1') && line.includes('secret of undefined')),
    ).toHaveLength(1);
  });

  it('replaces a correlation id that could carry anything', async () => {
    const answer = await alice.get('/v1/boxes/b1', { 'x-correlation-id': 'alice@example.org' });
    expect(answer.headers['x-correlation-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('reads limit, cursor and after', async () => {
    expect((await alice.get('/v1/boxes?limit=2&after=9')).json()).toEqual({ limit: 2, after: '9' });
    for (const query of ['limit=0', 'limit=201', 'limit=x', 'cursor=%21', 'after=', 'colour=green', 'size=1'])
      expect((await alice.get(`/v1/boxes?${query}`)).json()).toMatchObject({
        status: 400,
        errors: [{ parameter: query.split('=')[0] }],
      });
  });

  it('logs a request by its route, never by what it holds', async () => {
    lines.length = 0;
    await alice.get('/v1/boxes/case-4711?x=alice@example.org');
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({ level: 'info', method: 'GET', route: '/v1/boxes/:id', status: 200 }),
    ]);
    expect(lines.join('')).not.toMatch(/4711|alice|Bearer/);
  });

  it('says whether it is alive and ready, without a token', async () => {
    expect((await app.inject({ url: '/health/live' })).json()).toEqual({ status: 'ok' });
    expect((await app.inject({ url: '/health/ready' })).statusCode).toBe(200);
    readiness.add('read models', () => false);
    const answer = await app.inject({ url: '/health/ready' });
    expect(answer.json()).toMatchObject({ status: 503, missing: ['read models'] });
    readiness.add('read models', () => true);
  });

  describe('its documentation', () => {
    interface Operation {
      readonly requestBody?: {
        readonly content: Record<string, { readonly examples: Record<string, { value: unknown }> }>;
      };
      readonly parameters: { readonly name: string; readonly in: string; readonly required: boolean }[];
      readonly responses: Record<string, { readonly description: string }>;
      readonly security?: object[];
    }
    interface Document {
      readonly openapi: string;
      readonly paths: Record<string, Record<string, Operation>>;
      readonly components: { readonly schemas: Record<string, object> };
    }
    const names = (operation: Operation) => operation.parameters.map(({ name }) => name);
    let document: Document;
    beforeAll(async () => {
      document = (await app.inject({ url: '/docs/openapi.json' })).json<Document>();
    });

    it('is OpenAPI 3.1 and takes its schemas from what is checked', () => {
      expect(document.openapi).toBe('3.1.0');
      expect(document.components.schemas.BoxDto).toEqual({
        type: 'object',
        properties: {
          title: { type: 'string' },
          colour: { enum: ['red', 'blue'] },
          lines: { type: 'array', maxItems: 3, items: { $ref: '#/components/schemas/LineDto' } },
        },
        required: ['title', 'lines'],
        additionalProperties: false,
      });
      expect(document.components.schemas).toHaveProperty('LineDto.properties.amount.minimum', 1);
      expect(document.components.schemas).toHaveProperty('Problem');
    });

    it('holds examples that post as they are', async () => {
      const { example } =
        document.paths['/v1/boxes']!.post!.requestBody!.content['application/json']!.examples;
      expect((await alice.post('/v1/boxes', example!.value)).statusCode).toBe(201);
    });

    it('names headers, parameters, roles and problems', () => {
      expect(names(document.paths['/v1/boxes/{id}/lid']!.post!)).toEqual([
        'id',
        'Tilsagn-Organisation',
        'after-consequences',
        'Idempotency-Key',
        'If-Match',
      ]);
      const list = document.paths['/v1/boxes']!.get!;
      expect(new Set(names(list))).toEqual(
        new Set(['Tilsagn-Organisation', 'after-consequences', 'colour', 'limit', 'cursor', 'after']),
      );
      expect(list.parameters).toHaveLength(6);
      expect(list.security).toEqual([{ bearer: [] }]);
      const { responses } = document.paths['/v1/boxes']!.post!;
      expect(responses['422']!.description).toContain('amount-invalid');
      const always = ['400', '401', '403', '404', '409', '412', '413', '415', '422', '503', 'default'];
      expect(Object.keys(responses)).toEqual(['201', ...always]);
      expect(document.paths['/health/live']!.get!.security).toBeUndefined();
    });

    it('refers to nothing that is not there', () => {
      const references = JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g);
      for (const [, name] of references) expect(document.components.schemas).toHaveProperty(name!);
    });

    it('is a page that loads nothing from elsewhere and runs no inline script', async () => {
      const page = await app.inject({ url: '/docs' });
      expect(page.statusCode).toBe(200);
      expect(page.headers['content-security-policy']).toContain("default-src 'self'");
      expect(page.body).not.toMatch(/(src|href)=["']?(https?:)?\/\//);
      expect(page.body).not.toMatch(/<script>(?!\s*<\/script>)/);
      const assets = [...page.body.matchAll(/(?:src|href)="(\.[^"]+)"/g)].map(([, path]) => path!);
      for (const asset of assets)
        expect((await app.inject({ url: new URL(asset, 'http://x/docs').pathname })).statusCode).toBe(200);
      expect(assets.length).toBeGreaterThan(2);
    });
  });

  it('answers even what is not HTTP with a problem', async () => {
    const { port } = app.getHttpServer().address() as { port: number };
    const text = await new Promise<string>((resolve) => {
      let all = '';
      const socket = connect(port, '127.0.0.1', () => socket.write('NONSENSE\r\n\r\n'));
      socket.on('data', (chunk) => (all += chunk.toString())).on('close', () => resolve(all));
    });
    expect(text).toContain('HTTP/1.1 400 Bad Request');
    expect(text).toContain('urn:tilsagn:problem:unreadable-request');
  });

  it('finishes what it has begun before it closes, and takes nothing new', async () => {
    const closing = await startTestApp(BoxModule);
    await closing.app.listen(0, '127.0.0.1');
    const { port } = closing.app.getHttpServer().address() as { port: number };
    const { authorization } = await closing.as('alice', ['applicant']);
    const url = `http://127.0.0.1:${port}/v1/boxes/slow`;
    gate = newGate();
    const begun = fetch(url, { headers: { authorization } });
    await gate.reached;
    const closed = closing.close();
    gate.open();
    expect((await begun).status).toBe(200);
    await closed;
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });
});
