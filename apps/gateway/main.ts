import { startGateway } from '#composition/gateway.js';
import { serve } from '#composition/service.js';
import { usageOf } from '#composition/usage.js';

await serve({
  usage: usageOf(
    'node dist/apps/gateway/main.js',
    'Serves the API alone: what must follow from a command is left to the process managers.',
  ),
  start: startGateway,
});
