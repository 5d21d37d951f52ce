import { refuseOldNodes } from '#hosting/needed-node.mjs';

refuseOldNodes();

const { run } = await import('./run.js');

process.exitCode = await run(process.argv.slice(2));
