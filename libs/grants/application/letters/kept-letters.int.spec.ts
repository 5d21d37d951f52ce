import { beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryAttachmentStore } from '#attachments/memory/memory-store.js';
import { SealedAttachments } from '#attachments/sealed/sealed-attachments.js';
import { openMemoryStore } from '#event-store/memory/memory-store.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { derivedId } from '#eventsourcing/ids.js';
import { refusal } from '#eventsourcing/refusal.js';
import type { LetterDocument } from '#letters/letter.js';
import { MemoryKeyStore } from '#sealing/memory/key-store.js';
import type { Letter } from '../../contract/events.js';
import { supplementLetter } from '../../letters/supplement-letter.js';
import { supplementFacts } from '../../letters/testing/sample-facts.js';
import type { WrittenLetter } from './decision-letter.js';
import { KeptLetters } from './kept-letters.js';
import { WordsErased } from './opened-events.js';

const STREAM = 'application-case-1';
const commandId = derivedId('command', 'anna');
const context: CommandContext = {
  actor: { subject: 'anna', roles: ['caseworker'], organisation: 'directorate' },
  commandId,
  commandHash: 'hash',
  correlationId: commandId,
  now: '2027-03-03T10:00:00Z',
};
const receipt: Outcome = { ok: true, receipt: { id: 'case-1', revision: 0, position: '1' } };
const refused: Outcome = { ok: false, refusal: refusal('conflict', 'wrong-state', 'not now') };
const written: WrittenLetter = { kind: 'supplement', document: supplementLetter(supplementFacts('nn-NO')) };

describe('a command that sends a letter', () => {
  const log = openMemoryStore();
  let files: MemoryAttachmentStore;
  let kept: KeptLetters;
  let asked: { readonly dryRun?: true; readonly letter?: Letter | undefined }[];

  beforeEach(() => {
    files = new MemoryAttachmentStore();
    kept = new KeptLetters(new SealedAttachments(files, new MemoryKeyStore(), 1_000_000), log);
    asked = [];
  });

  const send = (
    stream: string,
    answers: readonly Outcome[],
    write: () => Promise<WrittenLetter | undefined> = () => Promise.resolve(written),
    as: CommandContext = context,
  ) =>
    kept.send(
      {
        caseId: 'case-1',
        stream,
        write,
        async act({ dryRun }, letter) {
          const answer = answers[asked.length]!;
          asked.push({ ...(dryRun ? { dryRun } : {}), letter });
          if (answer.ok && letter) await append(stream, letter);
          return answer;
        },
      },
      as,
    );
  const append = (stream: string, letter?: Letter) =>
    log.append(stream, 'no-stream', [
      {
        id: derivedId(stream),
        type: 'SupplementRequested',
        schemaVersion: 1,
        data: letter ? { letter: { ...letter } } : {},
        metadata: { ...context, occurredAt: context.now },
      },
    ]);
  const never = () => Promise.reject(new Error('nothing is written'));

  it('is asked for first, then gets the letter that was kept for it', async () => {
    expect(await send(`${STREAM}-sent`, [receipt, receipt])).toEqual(receipt);
    expect(asked).toMatchObject([
      { dryRun: true },
      { letter: { kind: 'supplement', language: 'nn', date: '2027-03-03', mediaType: 'application/pdf' } },
    ]);
    expect(files.digests).toEqual([asked[1]!.letter!.digest]);
  });

  it('writes nothing when it is refused, only asked for, or was carried out before', async () => {
    expect(await send(STREAM, [refused], never)).toEqual(refused);
    expect(await send(STREAM, [refused, receipt], never, { ...context, dryRun: true })).toEqual(receipt);
    await append(`${STREAM}-before`);
    expect(await send(`${STREAM}-before`, [refused, receipt, receipt], never)).toEqual(receipt);
    expect(asked).toEqual([{ dryRun: true }, { dryRun: true }, { letter: undefined }]);
    expect(files.digests).toEqual([]);
  });

  it('takes its letter out again when another was faster', async () => {
    expect(await send(`${STREAM}-late`, [receipt, refused])).toEqual(refused);
    expect(asked).toHaveLength(2);
    expect(files.digests).toEqual([]);
  });

  it('fails as a whole when its letter cannot be set', async () => {
    const broken = { kind: 'supplement', document: {} as LetterDocument } as const;
    await expect(send(STREAM, [receipt, receipt], () => Promise.resolve(broken))).rejects.toThrow(
      'undefined',
    );
    expect(asked).toEqual([{ dryRun: true }]);
    expect(files.digests).toEqual([]);
  });

  it('is refused when what its letter has to say was erased', async () => {
    const outcome = await send(STREAM, [receipt, receipt], () => Promise.reject(new WordsErased()));
    expect(outcome).toMatchObject({ ok: false, refusal: { kind: 'gone', code: 'case-erased' } });
    expect(asked).toEqual([{ dryRun: true }]);
  });
});
