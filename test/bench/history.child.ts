import { join } from 'node:path';
import { catalogue } from '#composition/catalogue.js';
import { LOG_FILE } from '#composition/stores/embedded-stores.js';
import { openSqliteReader } from '#event-store/sqlite/sqlite-store.js';
import { withUpcasting } from '#event-store/upcasting.js';
import { CaseHistories } from '#grants/queries/case-histories.js';
import { CaseLog } from '#grants/queries/case-log.js';
import type { CaseRow } from '#grants/read-models/case-row.js';
import { DataFolder } from '#hosting/data-folder.js';
import { HistoryIndex } from '#cqrs/queries/history-index.js';
import { Reader } from '#cqrs/queries/reader.js';
import { People } from '#people/people.js';
import { PEOPLE_STORE, SqlitePeopleStore } from '#people/sqlite/people-store.js';
import { Sealer } from '#sealing/sealer.js';
import { SqliteKeyStore } from '#sealing/sqlite/key-store.js';
import { Unsealer } from '#sealing/unsealer.js';
import { runAsChild } from './child.js';
import { openModels } from './read-models.js';
import { Random } from './synthetic/random.js';
import { official } from './synthetic/schemes.js';

/** The data folders to ask, the long log and the short one. */
export interface HistoryInput {
  readonly folders: readonly string[];
  readonly queries: number;
}

/** Times of one folder's queries, milliseconds. */
export interface HistoryOutput {
  readonly p50: number;
  readonly p99: number;
  readonly cases: number;
  readonly entriesOnAverage: number;
}

/** Queries of one folder before it is the other's turn, so that both meet the same disturbances. */
const TURN = 50;
const WARM_UP = 0.2;

/** Asks for histories of random finished cases as an official of the case's directorate. */
runAsChild(async ({ folders, queries }: HistoryInput, tell): Promise<HistoryOutput[]> => {
  const asked = await Promise.all(folders.map(open));
  const warmUp = Math.ceil(queries * WARM_UP);
  for (let done = 0; done < warmUp; done += TURN) for (const one of asked) await one.ask(TURN);
  for (const one of asked) one.forget();
  for (let done = 0; done < queries; done += TURN) {
    for (const one of asked) await one.ask(TURN);
    tell(done / queries);
  }
  const results = asked.map((one) => one.result());
  for (const one of asked) await one.close();
  return results;
});

/** The real query over a folder's real stores. */
async function open(folder: string) {
  const data = await DataFolder.open(folder);
  const store = withUpcasting(await openSqliteReader({ file: join(folder, LOG_FILE) }), catalogue);
  const keys = await SqliteKeyStore.open(join(folder, 'keys.sqlite'));
  const people = await SqlitePeopleStore.open(join(folder, PEOPLE_STORE.path), {
    sealer: new Sealer(catalogue, keys),
    unsealer: new Unsealer(keys),
    keys,
  });
  const models = await openModels(data);
  const histories = new CaseHistories(
    new CaseLog(store, new Unsealer(keys), { bodyOf: () => Promise.resolve(undefined) }),
    new HistoryIndex(new Reader(models, store), store),
    new People(people),
    store,
  );
  const cases = await models.query<Pick<CaseRow, 'case_id' | 'directorate'>>(
    `SELECT case_id, directorate FROM cases WHERE state = 'paid' ORDER BY case_id`,
  );

  const random = new Random(99);
  let times: number[] = [];
  let entries = 0;
  return {
    async ask(count: number): Promise<void> {
      for (let query = 0; query < count; query++) {
        const { case_id: id, directorate } = random.pick(cases);
        const actor = official('caseworker', 1, directorate);
        const start = performance.now();
        const { items } = await histories.of(id, { limit: 200 }, actor);
        times.push(performance.now() - start);
        entries += items.length;
      }
    },
    forget(): void {
      times = [];
      entries = 0;
    },
    result(): HistoryOutput {
      const ordered = times.toSorted((a, b) => a - b);
      const at = (part: number) => ordered[Math.floor(part * (ordered.length - 1))]!;
      return {
        p50: at(0.5),
        p99: at(0.99),
        cases: cases.length,
        entriesOnAverage: entries / times.length,
      };
    },
    async close(): Promise<void> {
      await models.close();
      await people.close();
      await keys.close();
      await store.close();
      data.close();
    },
  };
}
