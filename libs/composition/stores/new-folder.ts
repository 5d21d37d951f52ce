import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { LOG_FILE } from './embedded-stores.js';

/** What may lie in a data folder before its first event: the lock, the issuer of tokens, what a disk brings along. */
const BEFORE_A_LOG = /^(?:lock(?:\..+)?|dev-issuer\.json(?:\..+)?|lost\+found)$/;

/** A command begins a log in an empty folder only: beside other files it would be in the wrong place, or the log is lost. */
export function refuseOthers(data: string): void {
  if (!existsSync(data) || existsSync(join(data, LOG_FILE))) return;
  if (!statSync(data).isDirectory()) throw new Error(`${data} is a file, not a data folder`);
  const other = readdirSync(data).find((name) => !BEFORE_A_LOG.test(name));
  if (other === undefined) return;
  throw new Error(
    `${data} is no data folder: there is no event log in it, but ${other}; name an empty folder or a new one`,
  );
}
