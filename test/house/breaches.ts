/** A file that breaks a rule, and what else must lie in the tree for it to be understood. */
export interface Breach {
  readonly file: string;
  readonly source: string;
  readonly beside?: { readonly [file: string]: string };
}

const EMPTY = 'export {};\n';
const imports = (what: string) => `import '${what}';\n`;

/** For each rule of the house a small piece of code that breaks it. */
export const breaches: { readonly [rule: string]: Breach | readonly Breach[] } = {
  'the domain is pure': { file: 'libs/grants/domain/clocked.ts', source: imports('node:timers/promises') },
  'letters are pure': {
    file: 'libs/grants/letters/setting.ts',
    source: imports('#letters/render.js'),
    beside: { 'libs/letters/render.ts': EMPTY },
  },
  'the foundation knows nothing above it': { file: 'libs/money/nest.ts', source: imports('@nestjs/common') },
  'contexts meet in contracts': {
    file: 'libs/grants/application/nosy.ts',
    source: imports('#budget/application/inner.js'),
    beside: { 'libs/budget/application/inner.ts': EMPTY, 'libs/budget/contract/events.ts': EMPTY },
  },
  'contexts know each other one way': {
    file: 'libs/budget/application/backwards.ts',
    source: imports('#grants/contract/events.js'),
  },
  'a contract shows nothing of the inside': {
    file: 'libs/grants/contract/open-hearted.ts',
    source: imports('../domain/state.js'),
    beside: { 'libs/grants/domain/state.ts': EMPTY },
  },
  'the domain meets no command of the bus': {
    file: 'libs/grants/domain/on-the-bus.ts',
    source: imports('../contract/commands.js'),
    beside: { 'libs/grants/contract/commands.ts': imports('@nestjs/cqrs') },
  },
  'commands decide from streams': [
    {
      file: 'libs/grants/application/lagging.ts',
      source: imports('../read-models/queue.js'),
      beside: { 'libs/grants/read-models/queue.ts': EMPTY },
    },
    {
      file: 'libs/grants/application/asking.ts',
      source: imports('#cqrs/queries/reader.js'),
      beside: { 'libs/cqrs/queries/reader.ts': EMPTY },
    },
  ],
  'queries change nothing': {
    file: 'libs/grants/queries/changing.ts',
    source: imports('#eventsourcing/command-handling.js'),
    beside: { 'libs/eventsourcing/command-handling.ts': EMPTY },
  },
  'read models know events alone': [
    {
      file: 'libs/grants/read-models/deciding.ts',
      source: imports('../domain/rules.js'),
      beside: { 'libs/grants/domain/rules.ts': EMPTY },
    },
    {
      file: 'libs/grants/read-models/clocked.ts',
      source: imports('#hosting/clock.js'),
      beside: { 'libs/hosting/clock.ts': EMPTY },
    },
    {
      file: 'libs/grants/read-models/opening.ts',
      source: imports('#sealing/unsealer.js'),
      beside: { 'libs/sealing/unsealer.ts': EMPTY },
    },
  ],
  'HTTP only sends commands and queries': [
    {
      file: 'libs/grants/http/handling.ts',
      source: imports('#eventsourcing/command-handling.js'),
    },
    {
      file: 'libs/grants/http/reading.ts',
      source: imports('../read-models/queue.js'),
    },
  ],
  'HTTP goes through commands and queries': {
    file: 'libs/grants/http/short-cut.ts',
    source: imports('../domain/rules.js'),
    beside: { 'libs/grants/domain/rules.ts': EMPTY },
  },
  'technical libraries know no context': {
    file: 'libs/hosting/partial.ts',
    source: imports('#grants/contract/events.js'),
    beside: { 'libs/grants/contract/events.ts': EMPTY },
  },
  'adapters are chosen by composition': {
    file: 'libs/grants/application/settled.ts',
    source: imports('#event-store/sqlite/store.js'),
    beside: { 'libs/event-store/sqlite/store.ts': EMPTY },
  },
  'only adapters touch databases': { file: 'apps/standalone/query.ts', source: imports('node:sqlite') },
  'engines need no framework': { file: 'libs/projections/module.ts', source: imports('@nestjs/common') },
  'libraries know no app': {
    file: 'libs/hosting/upside-down.ts',
    source: imports('#apps/standalone/start.js'),
    beside: { 'apps/standalone/start.ts': EMPTY },
  },
  'composition is the top': {
    file: 'libs/processes/upside-down.ts',
    source: imports('#composition/foundation.js'),
    beside: { 'libs/composition/foundation.ts': EMPTY },
  },
  'apps come through the front door': {
    file: 'apps/gateway/inside.ts',
    source: imports('#budget/application/inner.js'),
  },
  'apps only compose': {
    file: 'apps/gateway/deciding.ts',
    source: imports('#grants/domain/rules.js'),
    beside: { 'libs/grants/domain/rules.ts': EMPTY },
  },
  'parts run alone': {
    file: 'apps/projector/leaning.ts',
    source: imports('#apps/gateway/part.js'),
    beside: { 'apps/gateway/part.ts': EMPTY },
  },
  'no circles': {
    file: 'libs/sealing/egg.ts',
    source: imports('./hen.js'),
    beside: { 'libs/sealing/hen.ts': imports('./egg.js') },
  },
  'every import leads somewhere': { file: 'libs/sealing/lost.ts', source: imports('./nowhere.js') },
  'what runs is installed': { file: 'libs/sealing/checking.ts', source: imports('fast-check') },
  'production code knows no test': {
    file: 'libs/sealing/helped.ts',
    source: imports('#test/support/helper.js'),
    beside: { 'test/support/helper.ts': EMPTY },
  },
  'plain specs are fast': {
    file: 'libs/budget/slow.spec.ts',
    source: imports('#event-store/sqlite/file.js'),
    beside: { 'libs/event-store/sqlite/file.ts': imports('node:sqlite') },
  },
};
