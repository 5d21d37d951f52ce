import { readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Who may import whom. `test/house/imports.spec.ts` holds the code to these rules and shows that each of them bites.
 * A library with a `contract/` folder is a bounded context; every other library is technical.
 */
const libraries = readdirSync(join(import.meta.dirname, 'libs'));
const contexts = libraries.filter((name) => existsSync(join(import.meta.dirname, 'libs', name, 'contract')));
const CONTEXT = `(?:${contexts.join('|')})`;

/** Which contexts a context may know: those before it. */
const KNOWS = {
  payouts: [],
  budget: ['payouts'],
  'state-aid': ['budget'],
  grants: ['payouts', 'budget', 'state-aid'],
  pilots: ['payouts', 'budget', 'grants'],
};

/** The pure foundation: rules, money and calendar arithmetic, who is impartial, who gives money up, and what organisations are called. */
const PURE = '(?:eventsourcing|money|calendar|organisations|impartiality|giving-up|limitation)';
/** Opens the parts of the system and puts them together. */
const COMPOSITION = '^libs/composition/';
/** Plays what others have published through the commands of all contexts. */
const IMPORTING = '^libs/importing/';
const TEST = '\\.spec\\.ts$';
/** Suites and harnesses that specs share. */
const TEST_SUPPORT = '(?:/testing/|/contract-suite\\.ts$|/given-when-then\\.ts$)';
/** The lock of a folder counts as one: it is SQLite's, because that ends with the process however it ends. */
const ADAPTER = [
  '^libs/.+/(?:sqlite|postgres|memory|folder|s3|eventstoredb)/',
  '^libs/(?:sqlite|postgres)/',
  '^libs/projections/(?:pglite|postgres)[^/]*\\.ts$',
  '^libs/hosting/data-folder\\.ts$',
];
const DRIVER = '^(?:node:)?sqlite$|^node_modules/(?:pg|@electric-sql|@eventstore|@grpc|@aws-sdk)/';

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** A room of every context, and all that it may import: its own doors are named as they stand in the context. */
const room = (name, door, comment, own, others) =>
  rule(
    name,
    comment,
    { path: `^libs/(${CONTEXT})/${door}/`, pathNot: [...ADAPTER, TEST, TEST_SUPPORT] },
    {
      pathNot: [
        ...own.map((each) => `^libs/$1/${each}`),
        `^libs/${CONTEXT}/contract/`,
        ...others.map((each) => (each.startsWith('npm:') ? `^node_modules/${each.slice(4)}/` : each)),
      ],
    },
  );
const NEST = 'npm:@nestjs/(?:common|cqrs)';

export default {
  forbidden: [
    rule(
      'the domain is pure',
      'Rules are functions of what they are given: no framework, no database, no clock, no I/O.',
      { path: `^libs/(${CONTEXT})/domain/`, pathNot: TEST },
      {
        pathNot: [
          '^libs/$1/(?:contract|domain)/',
          `^libs/${PURE}/`,
          '^node_modules/(?:immutable|fraction\\.js|ajv)/',
        ],
      },
    ),
    rule(
      'letters are pure',
      'What a letter says is a function of the case; how it becomes a file is for others.',
      { path: `^libs/(${CONTEXT})/letters/`, pathNot: [TEST, TEST_SUPPORT] },
      { pathNot: ['^libs/$1/(?:contract|letters)/', `^libs/${PURE}/`, '^libs/letters/letter\\.ts$'] },
    ),
    rule(
      'the foundation knows nothing above it',
      'What every domain stands on must be as pure as the domain.',
      { path: `^libs/${PURE}/`, pathNot: [TEST, TEST_SUPPORT] },
      {
        pathNot: [
          `^libs/${PURE}/`,
          '^(?:node:)?util$',
          '^node_modules/(?:uuid|ibantools|immutable|lru-cache|temporal-[a-z]+)/',
        ],
      },
    ),
    rule(
      'contexts meet in contracts',
      'A context may change everything but its contract without asking the others.',
      { path: `^libs/(${CONTEXT})/` },
      { path: `^libs/${CONTEXT}/`, pathNot: ['^libs/$1/', `^libs/${CONTEXT}/contract/`] },
    ),
    ...Object.entries(KNOWS).map(([context, others]) =>
      rule(
        'contexts know each other one way',
        'Two that know each other are one: nobody can read, change or run either of them alone.',
        { path: `^libs/${context}/`, pathNot: TEST },
        { path: `^libs/${CONTEXT}/`, pathNot: [context, ...others].map((each) => `^libs/${each}/`) },
      ),
    ),
    room(
      'a contract shows nothing of the inside',
      'contract',
      'Who reads a contract must not be handed the rooms behind it.',
      ['contract/'],
      [
        '^libs/(?:money|calendar|organisations|limitation)/',
        '^libs/eventsourcing/(?:arrivals|event)\\.ts$',
        '^libs/giving-up/given-up\\.ts$',
        '^libs/event-store/catalogue\\.ts$',
        '^libs/sealing/sealed\\.ts$',
        '^libs/cqrs/(?:resource-command|possible-commands|queries/sentence)\\.ts$',
        NEST,
      ],
    ),
    rule(
      'the domain meets no command of the bus',
      'Commands and queries in a contract are classes of the framework: a rule that knew them would need it.',
      { path: `^libs/${CONTEXT}/domain/` },
      { path: `^libs/${CONTEXT}/contract/(?:commands|queries)\\.ts$` },
    ),
    room(
      'commands decide from streams',
      'application',
      'A read model lags behind: what a command or a process manager decides on is folded from the log.',
      ['(?:application|contract|domain|letters)/', 'access\\.ts$'],
      [
        `^libs/${PURE}/`,
        '^libs/(?:access|attachments|backup|letters|people|processes|sealing)/',
        '^libs/cqrs/(?:following-command|guarded-streams|resource-command|steps|tokens)\\.ts$',
        '^libs/event-store/(?:port|canonical)\\.ts$',
        '^libs/hosting/clock\\.ts$',
        NEST,
        'npm:ajv',
        '^(?:node:)?(?:crypto|stream)$',
      ],
    ),
    room(
      'queries change nothing',
      'queries',
      'A question is answered from read models and from folded streams; nothing is appended on the way.',
      [
        '(?:application|contract|domain|letters|queries|read-models)/',
        'access\\.ts$',
        'http/.*(?:content|dto|examples/.+)\\.ts$',
      ],
      [
        '^libs/(?:access|attachments|calendar|charts|cqrs|http|letters|limitation|money|organisations|people)/',
        '^libs/eventsourcing/(?:arrivals|command|decider|event|refusal)\\.ts$',
        '^libs/event-store/port\\.ts$',
        '^libs/hosting/clock\\.ts$',
        '^libs/projections/read-models\\.ts$',
        '^libs/sealing/(?:sealed|unsealer)\\.ts$',
        NEST,
        '^(?:node:)?stream$',
      ],
    ),
    room(
      'read models know events alone',
      'read-models',
      'So that deciders can change without a rebuild, and a rebuild needs nothing but the log: no clock, no key.',
      ['(?:contract|read-models)/'],
      [
        '^libs/(?:money|calendar|limitation)/',
        '^libs/eventsourcing/event\\.ts$',
        '^libs/projections/(?:projection|table)\\.ts$',
        '^libs/cqrs/queries/search\\.ts$',
      ],
    ),
    room(
      'HTTP only sends commands and queries',
      'http',
      'A controller that handles a command or asks a read model itself would bypass idempotency, policy and retry.',
      ['(?:application|contract|domain|http|queries|templates)/', 'access\\.ts$'],
      [
        '^libs/(?:access|calendar|http|limitation|money|organisations)/',
        '^libs/attachments/sealed/',
        '^libs/cqrs/queries/',
        '^libs/eventsourcing/(?:command|event|refusal)\\.ts$',
        '^libs/text/text\\.ts$',
        'npm:@nestjs/(?:common|cqrs|swagger)',
        'npm:(?:class-validator|content-disposition|fastify)',
        '^(?:node:)?crypto$',
      ],
    ),
    rule(
      'HTTP goes through commands and queries',
      'A controller that calls a decider would bypass idempotency, policy and retry; types decide nothing.',
      { path: `^libs/(${CONTEXT})/http/` },
      { path: '^libs/$1/domain/', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'technical libraries know no context',
      'They serve all contexts alike.',
      { path: '^libs/([^/]+)/', pathNot: [`^libs/${CONTEXT}/`, COMPOSITION, IMPORTING] },
      { path: `^libs/${CONTEXT}/` },
    ),
    rule(
      'adapters are chosen by composition',
      'Nobody else says which store stands behind a port, but for apps and tests.',
      { path: '^libs/', pathNot: [...ADAPTER, COMPOSITION, TEST, TEST_SUPPORT] },
      { path: ADAPTER },
    ),
    rule(
      'only adapters touch databases',
      'A statement elsewhere would tie that code to one store.',
      { path: '^(?:libs|apps)/', pathNot: [...ADAPTER, TEST, TEST_SUPPORT] },
      { path: DRIVER },
    ),
    rule(
      'engines need no framework',
      'Event store, projections, sealing and process runners are used from threads that start without Nest.',
      { path: '^libs/(?:event-store|projections|sealing|processes)/' },
      { path: '^node_modules/@nestjs/' },
    ),
    rule(
      'libraries know no app',
      'An app is a choice of libraries, never the other way round.',
      { path: '^libs/' },
      { path: '^apps/' },
    ),
    rule(
      'composition is the top',
      'It knows all libraries and none knows it, so that a service is a choice of its parts.',
      { path: '^libs/', pathNot: [COMPOSITION, TEST] },
      { path: COMPOSITION },
    ),
    rule(
      'apps come through the front door',
      'What a context does stands behind its contract; composition and importing hand on what more an app needs.',
      { path: '^apps/', pathNot: TEST },
      { path: `^libs/${CONTEXT}/application/` },
    ),
    rule(
      'apps only compose',
      'The rules live in the contexts; who runs them and reaches for a decider is about to hold one himself.',
      { path: `^apps/|${COMPOSITION}`, pathNot: TEST },
      { path: `^libs/${CONTEXT}/domain/` },
    ),
    rule(
      'parts run alone',
      'Gateway, projector, process managers, finance and auditor may each be a process of their own.',
      { path: '^apps/(gateway|projector|processes|finance|auditor)/', pathNot: TEST },
      { path: '^apps/', pathNot: '^apps/$1/' },
    ),
    rule('no circles', 'Files in a circle can only be read together.', {}, { circular: true }),
    rule(
      'every import leads somewhere',
      'A path the compiler forgives may still be missing when it runs.',
      {},
      { couldNotResolve: true },
    ),
    rule(
      'what runs is installed',
      'An image holds the production dependencies only.',
      { path: '^(?:libs|apps)/', pathNot: [TEST, TEST_SUPPORT] },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'npm-optional', 'npm-peer'] },
    ),
    rule(
      'production code knows no test',
      'Test support may be anything; it must not become part of what runs.',
      { path: '^(?:libs|apps)/', pathNot: [TEST, TEST_SUPPORT] },
      { path: [TEST, TEST_SUPPORT, '^test/'] },
    ),
    rule(
      'plain specs are fast',
      'The name tells the cost: a spec that touches a database is called .int.spec or .services.spec.',
      { path: TEST, pathNot: '\\.(?:int|e2e|services)\\.spec\\.ts$' },
      { path: DRIVER, reachable: true },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(?:dist|coverage)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'node', 'import', 'default'],
      extensions: ['.ts', '.js'],
    },
  },
};
