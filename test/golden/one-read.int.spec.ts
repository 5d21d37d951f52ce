import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { startOn, type System } from '#test/support/system.js';
import type { Question } from './answers.js';
import { goldenFolders, readJson, readRecord, unpackData } from './folder.js';
import { atRest } from './record.js';

describe.each([...goldenFolders()])('whatever is asked of the golden folder %s', (_, golden) => {
  const { clock, readers } = readRecord(golden);
  const folder = temporaryFolder();
  let system: System;

  beforeAll(async () => {
    unpackData(golden, folder.path);
    system = await startOn(folder, { TILSAGN_NOW: clock });
    await atRest(system);
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it('reads each stream at most once', async () => {
    const read = jest.spyOn(system.standalone.stores.log, 'readStream');
    const more: string[] = [];
    for (const { reader, path } of readJson(golden, 'answers') as Question[]) {
      const { subject, roles, organisation } = readers[reader]!;
      const person = await system.as(subject, roles, organisation);
      read.mockClear();
      await (await person.send(path, {})).arrayBuffer();
      const streams = read.mock.calls.map(([stream]) => stream);
      for (const [stream, reads] of Map.groupBy(streams, (each) => each))
        if (reads.length > 1) more.push(`GET ${path}: ${stream}, ${reads.length} times`);
    }
    read.mockRestore();
    expect(more).toEqual([]);
  });
});
