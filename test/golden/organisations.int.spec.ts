import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import type { Json } from '#eventsourcing/event.js';
import { withOrganisationsInOneForm } from '#event-store/one-form.js';
import { openSqliteReader } from '#event-store/sqlite/sqlite-store.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { goldenFolder, goldenFolders, unpackData } from './folder.js';
import { storedEvents, type Stored } from './stored.js';

/** Its digest is of what was drafted, so it is read to the letter; whom it names the pilot's fold brings in the one form. */
const DRAFTED = 'ContractDrafted';
const NUMBER = /^[89]\d{8}$/;

describe.each([...goldenFolders().keys()])('the organisations in the golden folder %s', (name) => {
  const folder = temporaryFolder();
  let events: readonly Stored[];

  beforeAll(async () => {
    unpackData(goldenFolder(name), folder.path);
    const log = await openSqliteReader({ file: join(folder.path, 'log.sqlite') });
    events = await storedEvents(log);
    await log.close();
  });
  afterAll(() => folder.remove());

  it('are all found, wherever an event names one: written otherwise they are read as they are', () => {
    const named = events.filter(({ event }) => event.type !== DRAFTED && differs(event.data));
    expect(named.length).toBeGreaterThan(100);
    for (const { event } of named) {
      const written = { ...event, data: spelled(event.data) as typeof event.data };
      expect([event.type, withOrganisationsInOneForm(written).data]).toEqual([event.type, event.data]);
    }
  });
});

/** Every number in it as people write it. */
function spelled(value: Json): Json {
  if (typeof value === 'string')
    return NUMBER.test(value) ? `NO ${value.slice(0, 3)} ${value.slice(3, 6)}.${value.slice(6)}` : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each: Json) => spelled(each));
  return Object.fromEntries(Object.entries(value).map(([member, each]) => [member, spelled(each as Json)]));
}

function differs(value: Json): boolean {
  return JSON.stringify(spelled(value)) !== JSON.stringify(value);
}
