import { DevIssuer } from '#access/identity/dev-issuer.js';
import { DevLoginKey } from '#access/identity/dev-login-key.js';
import type { Config } from '#hosting/config.js';
import type { DevLogin } from '#http/dev-login/dev-login.js';
import { say } from '#terminal/output.js';

/** The login page of a data folder whose own issuer gives out the tokens; none where an OpenID provider does. */
export async function devLoginOf({ identity, mode, data }: Config): Promise<DevLogin | undefined> {
  if (identity.kind !== 'dev' || mode === 'production') return undefined;
  return { issuer: await DevIssuer.open(data), key: await DevLoginKey.open(data) };
}

/** Tells whoever started a server where its login page is: on stderr but past the log, which is kept and read by others. */
export function sayLogin(url: string, path: string | undefined): void {
  if (path !== undefined) say(`dev login ${url}${path}`);
}
