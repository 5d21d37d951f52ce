import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { BULK_ANSWER } from './bulk.js';
import type { Schema } from './schemas.js';
import { schemasOfDtos } from './schemas.js';

const SHARED: Readonly<Record<string, Schema>> = {
  Problem: {
    type: 'object',
    description: 'An RFC 9457 problem; further members depend on its type.',
    properties: {
      type: { type: 'string', format: 'uri', examples: ['urn:tilsagn:problem:four-eyes'] },
      title: { type: 'string' },
      status: { type: 'integer' },
      detail: { type: 'string' },
      instance: { type: 'string', format: 'uri-reference' },
      correlationId: { type: 'string' },
      errors: {
        type: 'array',
        description:
          'What cannot be used, where: RFC 6901 pointers into the body, names of parameters or headers.',
        items: {
          type: 'object',
          properties: {
            pointer: { type: 'string' },
            parameter: { type: 'string' },
            header: { type: 'string' },
            detail: { type: 'string' },
          },
          required: ['detail'],
        },
      },
    },
    required: ['type', 'title', 'status'],
  },
  People: {
    type: 'object',
    description:
      'What those are called whom the answer names, by subject: as far as they have signed in under a name. Left out where there is nobody.',
    additionalProperties: {
      type: 'object',
      properties: {
        name: { type: 'string' },
        title: { type: 'string' },
        away: { type: 'boolean', description: 'They are away today; told to their colleagues alone.' },
      },
      required: ['name'],
    },
  },
  BulkAnswer: BULK_ANSWER,
  Receipt: {
    type: 'object',
    description: 'What a command leaves: pass the position as `after` to a query that must show it.',
    properties: {
      id: { type: 'string' },
      revision: { type: 'integer', minimum: 0 },
      position: { type: 'string' },
    },
    required: ['id', 'revision', 'position'],
  },
};

/** The OpenAPI 3.1 document of an application. */
export function openApiOf(app: NestFastifyApplication): OpenAPIObject {
  const outline = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Tilsagn')
    .setDescription(
      'Grants from application to payout, pilots from framework to settlement, kept as a log of immutable events. Money is an integer of minor units with its ISO 4217 currency. Times are UTC instants; days of law are calendar dates in Europe/Oslo.',
    )
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'bearer')
    .build();
  const document = SwaggerModule.createDocument(app, outline, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
  });
  const described = document.components?.schemas ?? {};
  const schemas: Record<string, object> = { ...described, ...SHARED };
  for (const [name, schema] of Object.entries(schemasOfDtos()))
    schemas[name] = withWords(schema, described[name] as Schema | undefined);
  return { ...document, components: { ...document.components, schemas } };
}

/**
 * Serves the document at /docs/openapi.json and a page to read and try it at /docs. Where there is a login page of the
 * dev issuer, a token that it has left in the browser's tab is put in.
 */
export function setupDocs(app: NestFastifyApplication, { devLogin }: { readonly devLogin: boolean }): void {
  SwaggerModule.setup('docs', app, () => openApiOf(app), {
    jsonDocumentUrl: 'docs/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Tilsagn',
    swaggerOptions: {
      displayOperationId: false,
      docExpansion: 'list',
      ...(devLogin && { onComplete: putTokenIn }),
    },
  });
}

/** What the browser has on the page of the API. */
interface ApiPage {
  readonly sessionStorage: { getItem(name: string): string | null };
  readonly ui: { preauthorizeApiKey(scheme: string, token: string): void };
}

/** Runs in the browser, where it arrives as text: it may name nothing from around it. */
function putTokenIn(): void {
  const { sessionStorage, ui } = globalThis as typeof globalThis & ApiPage;
  const token = sessionStorage.getItem('tilsagn-dev-token');
  if (token !== null) ui.preauthorizeApiKey('bearer', token);
}

/** Descriptions and examples that `@ApiProperty` adds stand beside what follows from the validation. */
function withWords(schema: Schema, words: Schema | undefined): Schema {
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => [
    name,
    { ...words?.properties?.[name], ...property },
  ]);
  return { ...schema, properties: Object.fromEntries(properties) as Schema['properties'] & object };
}
