import type { Get, Refuse } from './secrets.js';

/** A bucket of an object store, and how it is asked. */
export interface BucketConfig {
  readonly bucket: string;
  /** Stands before each object's name, with its slash; may be empty. */
  readonly prefix: string;
  readonly region: string;
  /** Where it is not Amazon's own. */
  readonly endpoint?: string;
  /** As the process's surroundings say when left out: a role, a profile. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Where stores lie that several processes share. */
export interface SharedConfig {
  /** `esdb://…` */
  readonly log: string;
  /** `postgres://…` of all that must last beside the log and the attachments. */
  readonly stores: string;
  /** `postgres://…` of the list of erasures: another database, which is restored apart from that. */
  readonly erasures: string;
  /** `postgres://…` */
  readonly readModels: string;
  /** Where the master keys are told. */
  readonly masterKey: { readonly key?: string; readonly file?: string };
  readonly attachments: BucketConfig;
}

/** Whoever sets one of these means stores that are shared, and must set all of them. */
const ALL = [
  'TILSAGN_LOG',
  'TILSAGN_STORES',
  'TILSAGN_ERASURES',
  'TILSAGN_READ_MODELS',
  'TILSAGN_ATTACHMENTS',
] as const;

/** Stores that are shared, where the environment names any; `get` reads a variable. */
export function sharedOf(get: Get, refuse: Refuse): SharedConfig | undefined {
  if (get('TILSAGN_LOG') === undefined && get('TILSAGN_STORES') === undefined) return undefined;
  for (const name of ALL)
    if (get(name) === undefined)
      refuse(name, 'must be set: with TILSAGN_LOG or TILSAGN_STORES no store is kept in a folder');
  const postgres = (name: string) => {
    const text = get(name) ?? '';
    if (text !== '' && !['postgres:', 'postgresql:'].includes(URL.parse(text)?.protocol ?? ''))
      refuse(name, 'must be a postgres:// URL');
    return text;
  };
  const [stores, erasures] = [postgres('TILSAGN_STORES'), postgres('TILSAGN_ERASURES')];
  if (stores !== '' && isSame(stores, erasures))
    refuse('TILSAGN_ERASURES', 'must be another database than TILSAGN_STORES, with backups of its own');
  const [key, file] = [get('TILSAGN_MASTER_KEY'), get('TILSAGN_MASTER_KEY_FILE')];
  return {
    log: logOf(get('TILSAGN_LOG') ?? '', refuse),
    stores,
    erasures,
    readModels: postgres('TILSAGN_READ_MODELS'),
    masterKey: { ...(key !== undefined && { key }), ...(file !== undefined && { file }) },
    attachments: bucketOf(get, refuse),
  };
}

/** May name several nodes, which no URL can. */
function logOf(text: string, refuse: Refuse): string {
  if (text !== '' && !/^esdb(?:\+discover)?:\/\/\S+$/.test(text))
    refuse('TILSAGN_LOG', 'must be an esdb:// connection string');
  return text;
}

/** Two databases, or one by two users? */
function isSame(one: string, other: string): boolean {
  const [a, b] = [URL.parse(one), URL.parse(other)];
  return a !== null && b !== null && a.host === b.host && a.pathname === b.pathname;
}

function bucketOf(get: Get, refuse: Refuse): BucketConfig {
  const named = get('TILSAGN_ATTACHMENTS');
  const place = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(named ?? '');
  if (named !== undefined && !place)
    refuse('TILSAGN_ATTACHMENTS', 'must be a bucket, s3://name or s3://name/prefix');
  const endpoint = get('TILSAGN_S3_ENDPOINT');
  if (endpoint !== undefined && !['http:', 'https:'].includes(URL.parse(endpoint)?.protocol ?? ''))
    refuse('TILSAGN_S3_ENDPOINT', 'must be an https:// or http:// URL');
  const [accessKeyId, secretAccessKey] = [get('TILSAGN_S3_KEY'), get('TILSAGN_S3_SECRET')];
  if ((accessKeyId === undefined) !== (secretAccessKey === undefined))
    refuse('TILSAGN_S3_KEY', 'and TILSAGN_S3_SECRET must be set together, or neither of them');
  const prefix = place?.[2] ?? '';
  return {
    bucket: place?.[1] ?? '',
    prefix: prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`,
    region: get('TILSAGN_S3_REGION') ?? 'us-east-1',
    ...(endpoint !== undefined && { endpoint }),
    ...(accessKeyId !== undefined &&
      secretAccessKey !== undefined && { credentials: { accessKeyId, secretAccessKey } }),
  };
}
