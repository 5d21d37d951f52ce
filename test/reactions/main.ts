import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { catalogue } from '#apps/projector/catalogue.js';
import { openSqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { withUpcasting } from '#event-store/upcasting.js';
import type { Json } from '#eventsourcing/event.js';
import { temporaryFolder } from '#platform/testing/temporary-folder.js';
import { SqliteKeyStore } from '#sealing/sqlite/key-store.js';
import { goldenFolders, readRecord, unpackData } from '#test/golden/folder.js';
import { statesOf } from '#test/golden/states.js';
import { Luck } from './luck.js';
import { deedsIn } from './recorded.js';
import { replay, type End } from './replay.js';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } },
});
const folder = temporaryFolder();
try {
  process.exitCode = (await differingRuns(Number(values.runs), Number(values.seed))) === 0 ? 0 : 1;
} finally {
  folder.remove();
}

/** Does what people did in the golden folder again, so many times, with reactions that fail; how many ended otherwise. */
async function differingRuns(runs: number, first: number): Promise<number> {
  const [golden] = [...goldenFolders().values()];
  unpackData(golden!, folder.path);
  const keys = await SqliteKeyStore.open(join(folder.path, 'keys.sqlite'));
  const log = withUpcasting(
    await openSqliteStore({ file: join(folder.path, 'log.sqlite'), clockOffset: 0 }),
    catalogue,
  );
  const { parked } = readRecord(golden!);
  const deeds = await deedsIn(log, new Set(parked.map(({ key }) => key)));
  await log.close();
  const orderly = await statesAt(await replay(deeds, keys));
  let differing = 0;
  for (let seed = first; seed < first + runs; seed++) {
    const end = await replay(deeds, keys, new Luck(seed));
    const others = differences(orderly, await statesAt(end));
    if (others.length + end.outOfOrder.length > 0) differing++;
    const words = [...end.outOfOrder.map((what) => `out of order: ${what}`), ...others];
    process.stdout.write(`seed ${seed}: ${words.length === 0 ? 'the same end' : words.join(', ')}\n`);
  }
  await keys.close();
  process.stdout.write(`${runs - differing} of ${runs} runs came to the end of the orderly one\n`);
  return differing;
}

/** The state of each stream, but for what is sealed anew each time. */
async function statesAt({ log }: End): Promise<Readonly<Record<string, Json>>> {
  const { events } = await log.readAll({ limit: Number.MAX_SAFE_INTEGER });
  const text = JSON.stringify(statesOf(events), (key, value: unknown) =>
    key === '$sealed' ? 'sealed' : value,
  );
  return JSON.parse(text) as Record<string, Json>;
}

/** Streams that ended in another state. */
function differences(one: Readonly<Record<string, Json>>, other: Readonly<Record<string, Json>>): string[] {
  const streams = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...streams].filter((stream) => JSON.stringify(one[stream]) !== JSON.stringify(other[stream]));
}
