import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { NotIJson, readJson } from '#text/i-json.js';
import type { IdentityConfig, IssuerConfig } from './issuer-config.js';
import { readIdentityDocument, type IssuerDocument } from './issuer-document.js';
import { readIssuer } from './read-issuer.js';

/** How the file of issuers is read. */
export interface FileReading {
  readonly production: boolean;
  /** Told of each fault: the file, the place in it, and what is wrong there. */
  readonly refuse: (reason: string) => void;
}

/** The issuers of a file; paths in it are relative to the file's folder. */
export function readIdentityFile(file: string, { production, refuse }: FileReading): IdentityConfig {
  const nobody: IdentityConfig = { kind: 'oidc', issuers: [] };
  const refuseAt = (pointer: string, message: string) =>
    refuse(`(${file}) ${pointer === '' ? '' : `${pointer} `}${message}`);
  const document = contentOf(file, refuseAt);
  if (document === undefined) return nobody;
  const { issuers, faults } = readIdentityDocument(document);
  for (const { pointer, message } of faults) refuseAt(pointer, message);
  const folder = dirname(resolve(file));
  const fileAt = (path: string) => resolve(folder, path);
  const read: IssuerConfig[] = [];
  for (const [index, issuer] of issuers) {
    const config = readIssuer(issuer, { first: index === 0, production, strict: true, fileAt });
    if ('name' in config) read.push(config);
    else for (const { pointer, message } of config) refuseAt(`/issuers/${index}${pointer}`, message);
  }
  refuseTwins(issuers, refuseAt);
  return { kind: 'oidc', issuers: read, file };
}

function contentOf(file: string, refuseAt: (pointer: string, message: string) => void): unknown {
  try {
    return readJson(readFileSync(file));
  } catch (error) {
    if (error instanceof NotIJson) refuseAt(error.pointer, error.detail);
    else refuseAt('', `cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}`);
    return undefined;
  }
}

/** A token could not tell which of two issuers with one URL is meant, nor a subject which of two with one name. */
function refuseTwins(
  issuers: ReadonlyMap<number, IssuerDocument>,
  refuseAt: (pointer: string, message: string) => void,
): void {
  for (const member of ['name', 'issuer'] as const) {
    const seen = new Set<string>();
    for (const [index, { [member]: value }] of issuers) {
      if (seen.has(value)) refuseAt(`/issuers/${index}/${member}`, 'is that of another issuer of this file');
      seen.add(value);
    }
  }
}
