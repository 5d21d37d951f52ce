import { startProjector } from '#composition/projector.js';
import { serve } from '#composition/service.js';
import { usageOf } from '#composition/usage.js';

await serve({
  usage: usageOf(
    'node dist/apps/projector/main.js',
    'Keeps the read models up to date; at its port it only answers /health.',
  ),
  start: startProjector,
});
