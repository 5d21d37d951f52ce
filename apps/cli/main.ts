import { forgiveClosedPipe } from '#terminal/output.js';
import { run } from './run.js';

forgiveClosedPipe();
process.exitCode = await run(process.argv.slice(2));
