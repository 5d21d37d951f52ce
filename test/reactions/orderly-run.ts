import { join } from 'node:path';
import { catalogue } from '#composition/catalogue.js';
import { openSqliteStore } from '#event-store/sqlite/sqlite-store.js';
import { withUpcasting } from '#event-store/upcasting.js';
import type { Json } from '#eventsourcing/event.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { SqliteKeyStore } from '#sealing/sqlite/key-store.js';
import { goldenFolders, readRecord, unpackData } from '#test/golden/folder.js';
import { statesOf } from '#test/golden/states.js';
import { Luck } from './luck.js';
import { type Deed, deedsIn } from './recorded.js';
import { replay, type End } from './replay.js';

type States = Readonly<Record<string, Json>>;

/** What people did in the golden folder, done again with every reaction, and where that leads when nothing fails. */
export class OrderlyRun {
  private constructor(
    private readonly deeds: readonly Deed[],
    private readonly keys: SqliteKeyStore,
    private readonly states: States,
    private readonly removeFolder: () => void,
  ) {}

  static async take(): Promise<OrderlyRun> {
    const folder = temporaryFolder();
    const [golden] = [...goldenFolders().values()];
    unpackData(golden!, folder.path);
    const keys = await SqliteKeyStore.open(join(folder.path, 'keys.sqlite'));
    const file = join(folder.path, 'log.sqlite');
    const log = withUpcasting(await openSqliteStore({ file, clockOffset: 0 }), catalogue);
    const { parked } = readRecord(golden!);
    const deeds = await deedsIn(log, new Set(parked.map(({ key }) => key)));
    await log.close();
    const states = await statesAt(await replay(deeds, keys));
    return new OrderlyRun(deeds, keys, states, () => folder.remove());
  }

  /** Does it all again with what goes wrong by the seed; in which streams, and in what order, it ended otherwise. */
  async differences(seed: number): Promise<string[]> {
    const end = await replay(this.deeds, this.keys, new Luck(seed));
    const others = await statesAt(end);
    const streams = new Set([...Object.keys(this.states), ...Object.keys(others)]);
    const differing = [...streams].filter(
      (stream) => JSON.stringify(this.states[stream]) !== JSON.stringify(others[stream]),
    );
    return [...end.outOfOrder.map((what) => `out of order: ${what}`), ...differing];
  }

  async close(): Promise<void> {
    await this.keys.close();
    this.removeFolder();
  }
}

/** The state of each stream, but for what is sealed anew each time. */
async function statesAt({ log }: End): Promise<States> {
  const { events } = await log.readAll({ limit: Number.MAX_SAFE_INTEGER });
  const text = JSON.stringify(statesOf(events), (key, value: unknown) =>
    key === '$sealed' ? 'sealed' : value,
  );
  return JSON.parse(text) as States;
}
