import { refuseOldNodes } from '#hosting/needed-node.mjs';

refuseOldNodes();

const { serve } = await import('#composition/service.js');
const { usageOfShared } = await import('#composition/usage.js');
const { startGateway } = await import('#composition/gateway.js');

await serve({
  usage: usageOfShared(
    'node dist/apps/gateway/main.js',
    'Serves the API, one of any number: what must follow from commands is left to the process managers.',
  ),
  start: startGateway,
});
