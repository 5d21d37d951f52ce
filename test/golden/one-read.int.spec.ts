import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { isLooking } from '#cqrs/one-look.js';
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
    const { log } = system.standalone.stores;
    const readStream = log.readStream.bind(log);
    const streams: string[] = [];
    // Process managers go on meanwhile: what they read is nobody's answer.
    const read = jest.spyOn(log, 'readStream').mockImplementation((stream, options) => {
      if (isLooking()) streams.push(stream);
      return readStream(stream, options);
    });
    const more: string[] = [];
    let reads = 0;
    for (const { reader, path } of readJson(golden, 'answers') as Question[]) {
      const { subject, roles, organisation } = readers[reader]!;
      const person = await system.as(subject, roles, organisation);
      streams.length = 0;
      await (await person.send(path, {})).arrayBuffer();
      reads += streams.length;
      for (const [stream, { length }] of Map.groupBy(streams, (each) => each))
        if (length > 1) more.push(`GET ${path}: ${stream}, ${length} times`);
    }
    read.mockRestore();
    expect(more).toEqual([]);
    expect(reads).toBeGreaterThan(100);
  });
});
