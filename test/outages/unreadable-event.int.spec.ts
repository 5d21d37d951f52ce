import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ended, start } from '#apps/cli/testing/processes.js';
import { streams } from '#grants/contract/events.js';
import { createLogger } from '#hosting/logging.js';
import { done, officialsOf, openScheme, submitApplication } from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';

const LOOK_AGAIN_MS = 50;

interface Ready {
  readonly status: string;
  readonly projections: { readonly paused: number };
  readonly processes: { readonly parked: number };
}

describe('an event of the log that cannot be read', () => {
  let system: System;
  let applicant: Person;
  let callId: string;
  let broken: string;
  let sound: string;
  let position: number;
  const log: { readonly level: string; readonly msg: string; readonly key?: string }[] = [];

  beforeAll(async () => {
    const logger = createLogger('error', { write: (line) => log.push(JSON.parse(line)) });
    system = await startSystem({}, logger);
    const { manager } = await officialsOf(system);
    callId = await openScheme(manager, 'unreadable', 1_000_000);
    applicant = await system.as('ola', 'applicant', '987654325');
    broken = await submitApplication(applicant, callId, 1000);
    sound = await submitApplication(applicant, callId, 2000);
    await system.stop();

    const file = new DatabaseSync(join(system.data, 'log.sqlite'));
    const stream = streams.application(broken);
    const last = file.prepare('SELECT max(revision) AS revision FROM events WHERE stream = ?').get(stream)!;
    const { lastInsertRowid } = file
      .prepare('INSERT INTO events (stream, revision, type, body) VALUES (?, ?, ?, ?)')
      .run(stream, Number(last['revision']) + 1, 'DecisionNotified', '{"type":"Decision');
    position = Number(lastInsertRowid);
    file.close();
    system = await system.restart({}, logger);
    applicant = await system.as('ola', 'applicant', '987654325');
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  const ready = async () => {
    const answer = await fetch(`${system.url}/health/ready`);
    return { status: answer.status, body: (await answer.json()) as Ready };
  };

  it('holds back its case in each read model and reaction that needs it, and raises the alarm', async () => {
    const told = async () => {
      const { status, body } = await ready();
      return status === 200 && body.projections.paused > 0 && body.processes.parked > 0;
    };
    while (!(await told())) await setTimeout(LOOK_AGAIN_MS);

    const { readModels, reactions } = system.standalone;
    const paused = await readModels.pausedKeys('work-queue');
    expect(paused).toEqual([
      expect.objectContaining({
        key: broken,
        position: String(position),
        reason: expect.stringContaining(`is not JSON (position ${position})`),
      }),
    ]);
    const parked = (await reactions.status()).flatMap((reaction) => reaction.parked);
    expect(new Set(parked.map(({ key }) => key))).toEqual(new Set([broken]));
    const alarms = (what: string) => log.filter(({ level, msg }) => level === 'error' && msg.includes(what));
    expect(alarms('a key is paused')).toHaveLength((await ready()).body.projections.paused);
    expect(alarms('its key is parked')).toHaveLength(parked.length);
  });

  it('is named to whoever asks for its case, and leaves all others alone', async () => {
    const no = await applicant.get(`/v1/applications/${broken}`);
    expect(no.status).toBe(503);
    expect(no.body).toMatchObject({
      type: 'urn:tilsagn:problem:case-unreadable',
      position: String(position),
    });

    expect((await applicant.get(`/v1/applications/${sound}`)).status).toBe(200);
    const id = await submitApplication(applicant, callId, 3000);
    const changed = done(await applicant.post(`/v1/applications/${sound}/withdrawal`));
    const answer = await applicant.get(`/v1/applications/${id}?after=${changed.position}`);
    expect(answer.status).toBe(200);
    const { readModels } = system.standalone;
    const behind = async () => (await readModels.status()).some(({ lag }) => lag > 0);
    while (await behind()) await setTimeout(LOOK_AGAIN_MS);
    for (const { name, state } of await readModels.status())
      expect({ name, state }).toEqual({ name, state: 'live' });
  });

  it('holds back the same when the read models are built again', async () => {
    const { readModels } = system.standalone;
    const before = (await readModels.status()).map(({ name, paused }) => ({ name, paused }));
    await readModels.rebuild('all');
    expect((await readModels.status()).map(({ name, paused }) => ({ name, paused }))).toEqual(before);
  });

  it('is told by the exit code of the command line', async () => {
    await system.stop();
    const codes: Record<string, number | null> = {};
    for (const words of ['projections list', 'processes list', 'log stats'])
      codes[words] = (await ended(start('cli', [...words.split(' '), '--data', system.data]))).code;
    expect(codes).toEqual({ 'projections list': 3, 'processes list': 3, 'log stats': 0 });
  });
});
