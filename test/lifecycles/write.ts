import { writeFileSync } from 'node:fs';
import { projectFile } from '#hosting/project-file.js';
import { allLifecycles, LIFECYCLES_PAGE } from './all.js';
import { lifecyclesPage } from './page.js';

writeFileSync(projectFile(LIFECYCLES_PAGE), lifecyclesPage(allLifecycles()));
process.stdout.write(`${LIFECYCLES_PAGE} is written\n`);
