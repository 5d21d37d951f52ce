import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isSubject } from '#access/identity/words.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { startOn, type System } from '#test/support/system.js';
import { answersOf, countsSomewhere, GROWING, MENDED, stillAnswered, type Answered } from './answers.js';
import { missing } from './contained.js';
import { highestCounted } from './counted.js';
import { goldenFolders, readJson, readRecord, unpackData } from './folder.js';
import { forgetCheckpoints, pendingTimers } from './process-file.js';
import { atRest, heldBack, toldByLog, type ToldByLog } from './record.js';

describe.each([...goldenFolders()])('the golden folder %s', (_, golden) => {
  const record = readRecord(golden);
  const folder = temporaryFolder();
  let system: System;
  let log: ToldByLog;

  beforeAll(async () => {
    unpackData(golden, folder.path);
    system = await startOn(folder, { TILSAGN_NOW: record.clock });
    await atRest(system);
    log = await toldByLog(system);
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  /** That nothing was done that was not done when it was written. */
  async function expectNothingNew(): Promise<void> {
    const { digests } = await toldByLog(system);
    expect(digests).toEqual(readJson(golden, 'digests'));
    expect((await system.standalone.timers.status()).failing).toEqual([]);
    expect(pendingTimers(folder.path)).toEqual(expect.arrayContaining([...record.timers]));
  }

  it('holds events of every type there was, and those of reactions that counted their commands', () => {
    const types = new Set(log.history.map(({ type }) => type));
    expect(record.types.filter((type) => !types.has(type))).toEqual([]);
    expect(highestCounted(log.history)).toEqual(record.counted);
  });

  it('opens with its checkpoints behind: no event is added, none is another, what was held back still is', async () => {
    await expectNothingNew();
    expect(await heldBack(system)).toEqual(record.parked);
  });

  it('folds every stream into the state that was recorded', () => {
    const recorded = readJson(golden, 'states') as ToldByLog['states'];
    expect(missing(recorded, log.states)).toEqual([]);
  });

  it('answers everybody what was recorded, drafts and files among it', async () => {
    const answers = readJson(golden, 'answers') as Answered[];
    const recorded = answers.filter(
      ({ reader }) => isSubject(record.readers[reader]!.subject) && countsSomewhere(record.readers[reader]!),
    );
    const now = await answersOf(system, record.readers, recorded);
    const differing = recorded.flatMap(({ reader, path, ...answer }, index) =>
      missing(stillAnswered({ ...answer }), { ...now[index]! }, GROWING).map(
        (what) => `${reader}: GET ${path}: ${what}`,
      ),
    );
    expect(differing.filter((each) => !MENDED.test(each))).toEqual([]);
  });

  it('answers nothing any more to those whose roles count in an organisation that they did not name', async () => {
    const answers = readJson(golden, 'answers') as Answered[];
    const nowhere = answers.filter(({ reader }) => !countsSomewhere(record.readers[reader]!));
    const refused = { status: 403, body: { type: 'urn:tilsagn:problem:organisation-missing' } };
    expect(await answersOf(system, record.readers, nowhere)).toMatchObject(nowhere.map(() => refused));
  });

  it('answers nothing any more to those who act without a token, since nobody may pose as them', async () => {
    const answers = readJson(golden, 'answers') as Answered[];
    const posing = answers.filter(({ reader }) => !isSubject(record.readers[reader]!.subject));
    const refused = { status: 401, body: { type: 'urn:tilsagn:problem:unauthenticated' } };
    expect(await answersOf(system, record.readers, posing)).toMatchObject(posing.map(() => refused));
  });

  it('adds no event when every reaction begins at the first one', async () => {
    const at = system.standalone.clock.now();
    await system.stop();
    forgetCheckpoints(folder.path);
    system = await startOn(folder, { TILSAGN_NOW: at });
    await atRest(system);
    await expectNothingNew();
    expect(await heldBack(system)).toEqual(record.parked);
  });
});
