import { inspect } from '../inspect.js';
import { recordsIn } from '../records.js';

/** Reads the file that is named on the command line, keeps the ids of its records and prints how many there are. */
const path = process.argv[2]!;
const ids = new Set<unknown>();
for await (const record of recordsIn(path, await inspect(path)))
  ids.add((record as { readonly id: string }).id);
process.stdout.write(`${ids.size}\n`);
