import { refuseOldNodes } from '#hosting/needed-node.mjs';

refuseOldNodes();

const { serve } = await import('#composition/service.js');
const { usageOf } = await import('#composition/usage.js');
const { startGateway } = await import('#composition/gateway.js');

await serve({
  usage: usageOf(
    'node dist/apps/gateway/main.js',
    'Serves the API alone: what must follow from a command is left to the process managers.',
  ),
  start: startGateway,
});
