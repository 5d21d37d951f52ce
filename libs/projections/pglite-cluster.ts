import { cpSync, existsSync } from 'node:fs';
import { closeToOthers } from '#hosting/owner-only.js';
import { projectFile } from '#hosting/project-file.js';

/** Where the build leaves a database in which the read models are, empty. PGlite takes seconds to make one, which is as good as its copy. */
const NEW_CLUSTER = projectFile('dist/new-cluster');

/** Puts the built database where there is none; what nobody has built, PGlite makes itself. */
export function copyNewCluster(folder: string): void {
  if (existsSync(folder) || !existsSync(NEW_CLUSTER)) return;
  cpSync(NEW_CLUSTER, folder, { recursive: true });
  closeToOthers(folder);
}
