import { readFileSync } from 'node:fs';
import { projectFile } from './project-file.js';

/** The version of this program. */
export function versionOf(): string {
  return (JSON.parse(readFileSync(projectFile('package.json'), 'utf8')) as { readonly version: string })
    .version;
}
