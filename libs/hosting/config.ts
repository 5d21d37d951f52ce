import { resolve } from 'node:path';
import { identityOf } from '#access/identity/config/identity-environment.js';
import type { IdentityConfig } from '#access/identity/config/issuer-config.js';
import { type Refuse, withFiles } from './secrets.js';
import { type SharedConfig, sharedOf } from './shared-config.js';
import { isWithin } from './within.js';

/** Where the read models are kept. */
export type ReadModelsConfig =
  { readonly kind: 'embedded' } | { readonly kind: 'postgres'; readonly url: string };

/** How much is logged. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Everything that is set from outside. */
export interface Config {
  readonly mode: 'development' | 'production';
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Absolute path of the data folder. */
  readonly data: string;
  /** Absolute path of the folder in which erasures are noted, outside the data folder and every backup. */
  readonly erasures: string;
  readonly readModels: ReadModelsConfig;
  /** Where the stores lie, if several processes share them; the data folder holds none then. */
  readonly shared?: SharedConfig;
  readonly identity: IdentityConfig;
  readonly logLevel: LogLevel;
  /** Bytes an attachment may have. */
  readonly attachmentMaxBytes: number;
  /** UTC instant the clock shows at the start; the real time when left out. */
  readonly startsAt?: string;
}

/** The environment cannot be used; every reason names its variable, none repeats a value that may be secret. */
export class ConfigError extends Error {
  constructor(readonly reasons: readonly string[]) {
    super(`the configuration cannot be used:\n${reasons.map((reason) => `  ${reason}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const MODES = ['development', 'production'] as const;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

type Env = Readonly<Record<string, string | undefined>>;

/** Reads the `TILSAGN_*` variables; an empty one counts as absent. @throws ConfigError with all reasons at once */
export function readConfig(env: Env): Config {
  const reasons: string[] = [];
  const refuse: Refuse = (name, reason) => {
    // A variable that is read twice is said once.
    if (!reasons.includes(`${name} ${reason}`)) reasons.push(`${name} ${reason}`);
  };
  const get = withFiles(env, refuse);
  const oneOf = <Word extends string>(name: string, words: readonly Word[], usual: Word): Word => {
    const word = get(name) ?? usual;
    const known = words.find((each) => each === word);
    if (known === undefined) refuse(name, `must be one of ${words.join(', ')}`);
    return known ?? usual;
  };

  const mode = oneOf('TILSAGN_MODE', MODES, 'development');
  const logLevel = oneOf('TILSAGN_LOG_LEVEL', LOG_LEVELS, 'info');
  const port = get('TILSAGN_PORT') ?? '3000';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    refuse('TILSAGN_PORT', 'must be a whole number from 0 to 65535');
  const shared = sharedOf(get, refuse);
  const readModels: ReadModelsConfig = shared
    ? { kind: 'postgres', url: shared.readModels }
    : readModelsOf(get('TILSAGN_READ_MODELS'), refuse);
  const identity = identityOf({ get, production: mode === 'production', refuse });
  const attachmentMaxBytes = get('TILSAGN_ATTACHMENT_MAX_BYTES') ?? String(25 * 1024 * 1024);
  if (!/^[1-9]\d{0,11}$/.test(attachmentMaxBytes))
    refuse('TILSAGN_ATTACHMENT_MAX_BYTES', 'must be a whole number of bytes from 1 to 999999999999');
  const data = resolve(get('TILSAGN_DATA') ?? 'data');
  const erasures = resolve((shared ? undefined : get('TILSAGN_ERASURES')) ?? `${data}-erasures`);
  if (isWithin(erasures, data) || isWithin(data, erasures))
    refuse('TILSAGN_ERASURES', 'must be a folder outside the data folder, and not around it');
  const startsAt = startOf(get('TILSAGN_NOW'), mode, refuse);
  if (reasons.length > 0) throw new ConfigError(reasons);

  return {
    mode,
    host: get('TILSAGN_HOST') ?? '127.0.0.1',
    port: Number(port),
    data,
    erasures,
    readModels,
    ...(shared && { shared }),
    identity,
    logLevel,
    attachmentMaxBytes: Number(attachmentMaxBytes),
    ...(startsAt === undefined ? {} : { startsAt }),
  };
}

function readModelsOf(text: string | undefined, refuse: Refuse): ReadModelsConfig {
  if (text === undefined || text === 'embedded') return { kind: 'embedded' };
  if (!['postgres:', 'postgresql:'].includes(URL.parse(text)?.protocol ?? ''))
    refuse('TILSAGN_READ_MODELS', 'must be "embedded" or a postgres:// URL');
  return { kind: 'postgres', url: text };
}

function startOf(text: string | undefined, mode: Config['mode'], refuse: Refuse): string | undefined {
  if (text === undefined) return undefined;
  const instant = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(instant)) refuse('TILSAGN_NOW', 'must be an instant such as 2026-01-31T12:00:00Z');
  else if (mode === 'production')
    refuse('TILSAGN_NOW', 'must not be set when TILSAGN_MODE is production: the log needs the real time');
  return Number.isNaN(instant) ? undefined : new Date(instant).toISOString();
}
