import { refuseOldNodes } from '#hosting/needed-node.mjs';

refuseOldNodes();

const { serve } = await import('#composition/service.js');
const { usageOf } = await import('#composition/usage.js');
const { startProjector } = await import('#composition/projector.js');

await serve({
  usage: usageOf(
    'node dist/apps/projector/main.js',
    'Keeps the read models up to date; at its port it only answers /health.',
  ),
  start: startProjector,
});
