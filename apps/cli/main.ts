import { refuseOldNodes } from '#hosting/needed-node.mjs';

refuseOldNodes();

const { forgiveClosedPipe } = await import('#terminal/output.js');
const { run } = await import('./run.js');

forgiveClosedPipe();
process.exitCode = await run(process.argv.slice(2));
