import { parseArgs } from 'node:util';
import { controlOf } from './double-control.js';
import { DoubleServer } from './double-server.js';

/** A double of an EventStoreDB, as a process of its own: says where it is ready, and where its faults are ordered. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '2113' },
    'commit-ms': { type: 'string', default: '2' },
    'duplicate-ms': { type: 'string', default: '3000' },
  },
});
const double = await DoubleServer.start(Number(values.port), {
  commit: Number(values['commit-ms']),
  duplicate: Number(values['duplicate-ms']),
});
const control = await controlOf(double);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    double.stop();
    control.server.close();
    control.server.closeAllConnections();
  });
process.stdout.write(`ready ${double.connection}\ncontrol ${control.url}\n`);
