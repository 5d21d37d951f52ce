import { inspect } from '../inspect.js';
import { recordsIn } from '../records.js';

/** Reads the file that is named on the command line and prints how many records it has. */
const path = process.argv[2]!;
let count = 0;
for await (const record of recordsIn(path, await inspect(path))) count += record === undefined ? 0 : 1;
process.stdout.write(`${count}\n`);
