import type { Logger } from '#hosting/logging.js';
import { FollowedKeys } from './followed-keys.js';
import { keySourceOf } from './key-sources.js';
import type { IssuerKeys, KeysConfig } from './keys.js';

/** How an issuer's keys are opened. */
export interface OpenKeys {
  readonly logger: Logger;
  /** In production nothing is fetched over http://. */
  readonly production: boolean;
  /** How long the keys last seen count on while they cannot be read; an hour when left out. */
  readonly surviveSeconds?: number;
}

const HOUR = 60 * 60;
/** Less would let keys go between two looks at them. */
const LEAST_SURVIVAL = 60;

/**
 * An issuer's keys, looked at once; where they cannot be had now, they are looked for again and again.
 * @throws UnusableIssuer where only another configuration, or another file, mends it
 */
export async function openKeys(
  config: KeysConfig,
  { logger, production, surviveSeconds = HOUR }: OpenKeys,
): Promise<IssuerKeys> {
  if (!(surviveSeconds >= LEAST_SURVIVAL))
    throw new RangeError(`keys must survive at least ${LEAST_SURVIVAL} s`);
  const source = await keySourceOf(config, production);
  return FollowedKeys.open(source, { logger, survivalMs: surviveSeconds * 1000 });
}
