import { refuseOldNodes } from '#hosting/needed-node.mjs';

refuseOldNodes();

const { serve } = await import('#composition/service.js');
const { usageOfShared } = await import('#composition/usage.js');
const { startProcesses } = await import('#composition/processes.js');

await serve({
  usage: usageOfShared(
    'node dist/apps/processes/main.js',
    'Does what must follow from events and from the passing of time; at its port it only answers /health.',
  ),
  start: startProcesses,
});
