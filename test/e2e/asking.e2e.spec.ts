import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CASE_STATES, caseIn, castOf, openRichScheme, type Cast } from '#test/support/case-states.js';
import { startSystem, type System } from '#test/support/system.js';
import { headOf, settled } from '#test/support/time.js';

/** Where process managers note how far they are: they may note it whenever they like. */
const NOTED_LATER = 'checkpoints';

describe('asking a case for its commands', () => {
  let system: System;
  let cast: Cast;
  let callId: string;

  beforeAll(async () => {
    system = await startSystem();
    cast = await castOf(system);
    callId = await openRichScheme(cast, 'asking');
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  /** Every row of every store but the read models, and every file kept. */
  async function everything(): Promise<unknown> {
    await settled(system);
    const stores = readdirSync(system.data).filter(
      (name) => name.endsWith('.sqlite') && name !== 'lock.sqlite',
    );
    const rows = stores
      .filter((name) => name !== 'log.sqlite')
      .map((name) => {
        const store = new DatabaseSync(join(system.data, name), { readOnly: true });
        const tables = store
          .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> ? ORDER BY name")
          .all(NOTED_LATER) as { name: string }[];
        const held = tables.map((table) => [
          table.name,
          store.prepare(`SELECT * FROM "${table.name}"`).all(),
        ]);
        store.close();
        return [name, held];
      });
    const files = readdirSync(join(system.data, 'attachments'), { recursive: true })
      .map((name) => [name, statSync(join(system.data, 'attachments', String(name))).mtimeMs])
      .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1));
    return { head: await headOf(system), rows, files };
  }

  it.each(Object.keys(CASE_STATES))('%s: writes nothing anywhere', async (state) => {
    const { id, position } = await caseIn(state, cast, callId);
    const before = await everything();
    for (const person of Object.values(cast)) await person.get(`/v1/cases/${id}?after=${position}`);
    expect(await everything()).toEqual(before);
  });
});
