import { startProcesses } from '#composition/processes.js';
import { serve } from '#composition/service.js';
import { usageOf } from '#composition/usage.js';

await serve({
  usage: usageOf(
    'node dist/apps/processes/main.js',
    'Does what must follow from events and from the passing of time; at its port it only answers /health.',
  ),
  start: startProcesses,
});
