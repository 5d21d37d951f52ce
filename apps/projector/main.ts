import { refuseOldNodes } from '#hosting/needed-node.mjs';

refuseOldNodes();

const { serve } = await import('#composition/service.js');
const { usageOfShared } = await import('#composition/usage.js');
const { startProjector } = await import('#composition/projector.js');

await serve({
  usage: usageOfShared(
    'node dist/apps/projector/main.js',
    'Keeps the read models up to date, or stands by while another one does; at its port it only answers /health.',
  ),
  start: startProjector,
});
