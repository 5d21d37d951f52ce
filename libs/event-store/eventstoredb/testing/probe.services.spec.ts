import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DoubleProcess } from './double-process.js';

const folder = process.env.TILSAGN_TEST_EVENTSTOREDB_PROBE;

/** Questions that a real server was asked, and what it answered, lie outside of the project. */
const suite = folder === undefined ? describe.skip : describe;

suite('the double of an EventStoreDB', () => {
  let double: DoubleProcess;
  beforeAll(async () => {
    double = await DoubleProcess.start();
  });
  afterAll(async () => {
    await double.end();
  });

  it('answers all that it is asked as the real server did', async () => {
    const questions = [join(folder!, 'probe.mjs'), double.connection, join(folder!, 'real.json')];
    const asked = promisify(execFile)(process.execPath, questions, { env: { PATH: process.env.PATH } });
    const said = await asked.then(
      ({ stdout }) => stdout,
      ({ stdout }: { stdout: string }) => stdout,
    );
    expect(said.trim()).toBe('76 as the real server, 0 differ');
  });
});
