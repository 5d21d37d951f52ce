import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { CommandBus } from '@nestjs/cqrs';
import { openMemoryStore } from '#event-store/memory/memory-store.js';
import type { EventStore } from '#event-store/port.js';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { CommandContext, Receipt } from '#eventsourcing/command.js';
import { derivedId } from '#eventsourcing/ids.js';
import { ManualClock } from '#hosting/clock.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { MemoryKeyStore } from '#sealing/memory/key-store.js';
import { Sealer } from '#sealing/sealer.js';
import { Unsealer } from '#sealing/unsealer.js';
import { applicationEvents } from '../../contract/events/application.js';
import { callEvents } from '../../contract/events/call.js';
import { schemeEvents } from '../../contract/events/scheme.js';
import { CaseAttachments } from '../attachments/case-attachments.js';
import { MemoryAttachmentRegister } from '../attachments/memory/attachment-register.js';
import { Applications } from '../applications/applications.js';
import { Pseudonyms } from '../applications/pseudonyms.js';
import { Awards } from '../awards/awards.js';
import { Calls } from '../calls/calls.js';
import { Holds } from '../holds/holds.js';
import { ClearDraft } from '../processes/clear-draft.js';
import { OtherSpellings } from '../organisations/other-spellings.js';
import { Representatives } from '../organisations/representatives.js';
import { Schemes } from '../schemes/schemes.js';
import { CreateDraft, CreateDraftHandler } from './create-draft.js';
import type { DraftDocument } from './draft-document.js';
import { ReplaceDraft, ReplaceDraftHandler } from './replace-draft.js';
import { SqliteDraftStore } from './sqlite/draft-store.js';
import { SubmitApplication, SubmitApplicationHandler } from './submit-application.js';

const ID = 'case-1';
const NOW = '2026-02-01T12:00:00.000Z';
const officer = { subject: 'anna', roles: ['scheme-manager'], organisation: 'directorate' };
const applicant = { subject: 'ola', roles: ['applicant'], organisation: '987654325' };
const regulation = { version: '1', inForceFrom: '2026-01-01', criteria: [], legalReferences: [] };
const document: DraftDocument = {
  applicant: { name: 'Verkstedet', account: '86011117947' },
  title: 'Work training',
  amount: { amount: 400_000, currency: 'NOK' },
};

describe('a draft that is submitted', () => {
  const clock = new ManualClock(NOW);
  let folder: ReturnType<typeof temporaryFolder>;
  let keys: MemoryKeyStore;
  let store: EventStore;
  let drafts: SqliteDraftStore;
  let create: CreateDraftHandler;
  let replace: ReplaceDraftHandler;
  let submit: SubmitApplicationHandler;

  beforeEach(async () => {
    folder = temporaryFolder();
    keys = new MemoryKeyStore();
    store = openMemoryStore();
    await start();
    await announce();
    await create.execute(new CreateDraft(ID, { callId: 'spring', document }, context('create', document)));
  });
  afterEach(async () => {
    await drafts.close();
    await store.close();
    folder.remove();
  });

  /** What a process has of its own; its reactions run when a test says so. */
  async function start(log = store): Promise<void> {
    const sealer = new Sealer({ ...applicationEvents, ...callEvents, ...schemeEvents }, keys);
    drafts = await SqliteDraftStore.open(`${folder.path}/drafts.sqlite`, {
      sealer,
      unsealer: new Unsealer(keys),
    });
    const handling = new CommandHandling(log, sealer);
    const bus = {} as CommandBus;
    const holds = new Holds(new Awards(handling, bus), bus);
    const [applications, calls] = [new Applications(handling, holds), new Calls(handling)];
    create = new CreateDraftHandler(drafts, log, calls);
    replace = new ReplaceDraftHandler(drafts, applications);
    const schemes = new Schemes(handling);
    const attachments = new CaseAttachments(new MemoryAttachmentRegister(), drafts, applications);
    const pseudonyms = new Pseudonyms(keys);
    submit = new SubmitApplicationHandler(
      applications,
      calls,
      schemes,
      pseudonyms,
      drafts,
      attachments,
      new Representatives(handling, new OtherSpellings(store)),
    );
  }
  async function killed(): Promise<void> {
    await drafts.close();
    await start();
  }
  async function announce(): Promise<void> {
    const handling = new CommandHandling(store, new Sealer({ ...callEvents, ...schemeEvents }, keys));
    const scheme = { schemeId: 's', directorate: 'directorate', name: 'S', currency: 'NOK' };
    const paper = { ministry: 'm', budgetChapter: '621', budgetPost: '70', goal: 'g', targetGroup: 't' };
    const append = (stream: string, type: string, data: object, n: number) =>
      store.append(stream, 'any', [
        {
          id: derivedId('set-up', stream, n),
          type,
          schemaVersion: 1,
          data: JSON.parse(JSON.stringify(data)) as never,
          metadata: {
            actor: officer,
            commandId: derivedId('set-up', stream, n),
            commandHash: '',
            correlationId: 'set-up',
            occurredAt: NOW,
          },
        },
      ]);
    await append('scheme-s', 'SchemeEstablished', { ...scheme, ...paper }, 0);
    await append('scheme-s', 'RegulationVersionAdopted', { schemeId: 's', regulation }, 1);
    expect(await new Schemes(handling).regulation('s', '1')).toMatchObject({ version: '1' });
    const times = { opensAt: '2026-01-10T08:00:00Z', closesAt: '2026-02-10T23:00:00Z' };
    const call = { callId: 'spring', schemeId: 's', directorate: 'directorate', regulationVersion: '1' };
    await append(
      'call-spring',
      'CallAnnounced',
      { ...call, title: 'Spring', currency: 'NOK', frame: 1, ...times },
      0,
    );
  }

  function context(key: string, body: object = {}, more: Partial<CommandContext> = {}): CommandContext {
    return {
      actor: applicant,
      commandId: derivedId('test', key),
      commandHash: derivedId('hash', JSON.stringify(body)),
      correlationId: key,
      now: clock.now(),
      ...more,
    };
  }
  const submission = (key: string, more: Partial<CommandContext> = {}) =>
    submit.execute(new SubmitApplication(ID, {}, context(key, {}, more)));
  const saving = (key: string, title: string, more: Partial<CommandContext> = {}) => {
    const content = { document: { ...document, title } };
    return replace.execute(new ReplaceDraft(ID, content, context(key, content, more)));
  };
  const clear = async () => {
    const [event] = await store.readStream(`application-${ID}`);
    await new ClearDraft(drafts, clock).react(event!);
  };
  const submittedTitle = async () => (await store.readStream(`application-${ID}`))[0]?.data['title'];
  const receiptOf = async (outcome: ReturnType<typeof submission>): Promise<Receipt> => {
    const found = await outcome;
    if (!found.ok) throw new Error(found.refusal.code);
    return found.receipt;
  };

  it('answers a repeated submission the same once it was cleared, and refuses another one', async () => {
    const first = await receiptOf(submission('key', { ifMatch: 0 }));
    await clear();
    expect(await drafts.get(ID)).toMatchObject({ owner: '987654325', document: {} });
    expect(await receiptOf(submission('key', { ifMatch: 0 }))).toEqual(first);
    expect(await receiptOf(submission('key'))).toEqual(first);
    expect(await submission('another')).toMatchObject({ refusal: { code: 'already-submitted' } });
    expect(await submission('key', { actor: { ...applicant, organisation: 'x' } })).toMatchObject({
      ok: false,
      refusal: { kind: 'not-found' },
    });
    expect(await store.readStream(`application-${ID}`)).toHaveLength(1);
  });

  it('answers it the same also when the draft is gone altogether', async () => {
    const first = await receiptOf(submission('key'));
    await drafts.remove(ID);
    expect(await receiptOf(submission('key'))).toEqual(first);
    expect(await submission('another')).toMatchObject({ refusal: { code: 'already-submitted' } });
  });

  it('is submitted although the process died before it was cleared', async () => {
    const first = await receiptOf(submission('key'));
    await killed();
    expect((await drafts.find(ID))?.submittedAt).toBeUndefined();
    expect(await saving('late', 'Later')).toMatchObject({ refusal: { code: 'draft-submitted' } });
    expect(await receiptOf(submission('key'))).toEqual(first);
    await clear();
    expect(await receiptOf(submission('key'))).toEqual(first);
    expect(await drafts.get(ID)).toMatchObject({ revision: 0, document: {} });
  });

  it('is what was saved last: of a save and a submission at once, one comes first', async () => {
    const [saved, sent] = await Promise.all([saving('put', 'Saved'), submission('key')]);
    expect([saved.ok, sent.ok]).toEqual([true, true]);
    expect(await submittedTitle()).toBe('Saved');
  });

  it('takes no save any more while it is being appended', async () => {
    const [begun, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const slow: EventStore = Object.assign(Object.create(store) as EventStore, {
      append: async (...args: Parameters<EventStore['append']>) => {
        begun.resolve();
        await gate.promise;
        return store.append(...args);
      },
    });
    await drafts.close();
    await start(slow);
    const sent = submission('key');
    await begun.promise;
    const saved = saving('put', 'Late');
    gate.resolve();
    expect(await sent).toMatchObject({ ok: true });
    expect(await saved).toMatchObject({ refusal: { code: 'draft-submitted' } });
    expect(await submittedTitle()).toBe('Work training');
  });

  it('can be saved again when its submission was refused', async () => {
    clock.set('2026-03-01T00:00:00Z');
    expect(await submission('key')).toMatchObject({ refusal: { code: 'call-closed' } });
    expect(await saving('put', 'Saved')).toMatchObject({ receipt: { revision: 1 } });
    clock.set(NOW);
    expect(await submission('key')).toMatchObject({ ok: true });
  });

  it('answers a repeated save the same, before and after', async () => {
    const first = await receiptOf(saving('put', 'Saved', { ifMatch: 0 }));
    expect(await receiptOf(saving('put', 'Saved', { ifMatch: 0 }))).toEqual(first);
    expect(await saving('put', 'Other')).toMatchObject({ refusal: { code: 'idempotency-key-reused' } });
    await submission('key');
    expect(await receiptOf(saving('put', 'Saved', { ifMatch: 0 }))).toEqual(first);
    expect(await submittedTitle()).toBe('Saved');
  });

  it('is only asked about in a dry run', async () => {
    const dryRun = { dryRun: true } as const;
    expect(await saving('put', 'Saved', dryRun)).toMatchObject({ receipt: { revision: 0 } });
    expect(await submission('key', dryRun)).toMatchObject({ ok: true });
    expect(await drafts.get(ID)).toMatchObject({ revision: 0, document: { title: 'Work training' } });
    await submission('key');
    expect(await saving('put', 'Saved', dryRun)).toMatchObject({ refusal: { code: 'draft-submitted' } });
  });
});
