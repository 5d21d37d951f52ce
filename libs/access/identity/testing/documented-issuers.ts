import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFile } from '#hosting/project-file.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { readIdentityFile } from '../config/identity-file.js';
import type { IssuerConfig } from '../config/issuer-config.js';
import type { IssuerDocument } from '../config/issuer-document.js';

/** The page that tells how identity is configured. */
export const IDENTITY_PAGE = projectFile('docs/identity.md');

/** The files of issuers that the page shows, as they stand there. */
export function documentedFiles(): readonly { readonly issuers: readonly IssuerDocument[] }[] {
  const blocks = readFileSync(IDENTITY_PAGE, 'utf8').matchAll(/^```json\n([^]*?)^```$/gm);
  return [...blocks].map(([, json]) => JSON.parse(json!) as ReturnType<typeof documentedFiles>[number]);
}

/** What a file of these issuers means in production, or all that is wrong in it. */
export function readAsFile(document: unknown): {
  readonly issuers: readonly IssuerConfig[];
  readonly reasons: readonly string[];
} {
  const folder = temporaryFolder();
  try {
    const file = join(folder.path, 'identity.json');
    writeFileSync(file, JSON.stringify(document));
    const reasons: string[] = [];
    const config = readIdentityFile(file, { production: true, refuse: (reason) => reasons.push(reason) });
    return { issuers: config.kind === 'oidc' ? config.issuers : [], reasons };
  } finally {
    folder.remove();
  }
}
