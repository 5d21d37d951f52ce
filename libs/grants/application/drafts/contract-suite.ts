import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Receipts } from '#eventsourcing/receipts.js';
import { caseReference } from '#sealing/key-store.js';
import { MemoryKeyStore } from '#sealing/memory/key-store.js';
import { Sealer } from '#sealing/sealer.js';
import { Unsealer } from '#sealing/unsealer.js';
import {
  type DraftSealing,
  type DraftStore,
  MOST_APPLICATIONS,
  MOST_DRAFTS,
  type NewDraft,
} from './draft-store.js';
import { document, draft, FIRST, LATER, replacement } from './testing/sample-drafts.js';

/** Drafts, with the receipts that are written together with them. */
export type DraftsWithReceipts = DraftStore & { readonly receipts: Receipts };

/** A store of drafts that is there for one test. */
export interface DraftsUnderTest {
  open(sealing: DraftSealing): Promise<DraftsWithReceipts>;
  /** The same, after the program that had it open has ended. */
  reopen(): Promise<DraftsWithReceipts>;
  remove(): Promise<void>;
}

/** What every store of drafts must do. */
export function draftStoreContract(name: string, make: () => DraftsUnderTest): void {
  describe(`drafts of applications in ${name}`, () => {
    let under: DraftsUnderTest;
    let keys: MemoryKeyStore;
    let drafts: DraftsWithReceipts;
    const idsOf = async (owner: string, listing = {}) =>
      (await drafts.list(owner, { limit: 10, ...listing })).map(({ id }) => id);

    beforeEach(async () => {
      under = make();
      keys = new MemoryKeyStore();
      drafts = await under.open({ sealer: new Sealer({}, keys), unsealer: new Unsealer(keys) });
    });
    afterEach(() => under.remove());

    it('are created at revision 0 and read back, also after a restart', async () => {
      const summary = {
        id: 'a',
        owner: 'org-1',
        callId: 'call-1',
        revision: 0,
        createdAt: FIRST,
        updatedAt: FIRST,
        position: '7',
      };
      expect(await drafts.create(draft('a'))).toEqual({ ok: true, draft: summary });
      drafts = await under.reopen();
      expect(await drafts.get('a')).toEqual({ ...summary, document });
      expect(await drafts.find('a')).toEqual(summary);
      expect(await drafts.get('b')).toBeUndefined();
      expect(await drafts.find('b')).toBeUndefined();
    });

    it('answer a repeated creating command the same, also once they were changed', async () => {
      const [first, atOnce] = await Promise.all([drafts.create(draft('a')), drafts.create(draft('a'))]);
      await drafts.replace(replacement('a', {}));
      await drafts.markSubmitted('a', LATER);
      expect(atOnce).toEqual(first);
      expect(await drafts.create(draft('a'))).toEqual(first);
      expect((await drafts.get('a'))?.revision).toBe(1);
    });

    it('refuse the same creating command with another body', async () => {
      await drafts.create(draft('a'));
      const refused = { ok: false, refusal: { code: 'idempotency-key-reused', kind: 'invalid' } };
      expect(await drafts.create({ ...draft('a'), commandHash: 'other' })).toMatchObject(refused);
      expect(await drafts.get('a')).toMatchObject({ revision: 0, document });
    });

    it('never let another command take an id that is in use', async () => {
      await drafts.create(draft('a'));
      await expect(drafts.create({ ...draft('a'), commandId: 'another' })).rejects.toThrow(/unique/i);
      expect(await drafts.get('a')).toMatchObject({ owner: 'org-1', document });
    });

    it('are replaced by those who saw the last revision: of two at once, one', async () => {
      await drafts.create(draft('a'));
      const replace = (title: string) => drafts.replace(replacement('a', { title }));
      const [one, two] = await Promise.all([replace('one'), replace('two')]);
      expect(one).toMatchObject({ ok: true, draft: { revision: 1, createdAt: FIRST, updatedAt: LATER } });
      const moved = { code: 'precondition-failed', kind: 'precondition', facts: { seen: 0, actual: 1 } };
      expect(two).toMatchObject({ ok: false, refusal: moved });
      expect(await replace('three')).toMatchObject({ ok: false, refusal: moved });
      expect(await drafts.get('a')).toMatchObject({ revision: 1, document: { title: 'one' } });
    });

    it('are replaced once by a command that comes again, whatever came between, also after a restart', async () => {
      await drafts.create(draft('a'));
      const one = { ...replacement('a', { title: 'one' }), keyed: true } as const;
      const first = await drafts.replace(one);
      await drafts.replace({ ...replacement('a', { title: 'two' }), expectedRevision: 1 });
      drafts = await under.reopen();
      expect(await drafts.replace({ ...one, expectedRevision: 2 })).toEqual(first);
      expect(await drafts.get('a')).toMatchObject({ revision: 2, document: { title: 'two' } });
      expect(await drafts.replace({ ...one, expectedRevision: 2, commandHash: 'other' })).toMatchObject({
        refusal: { code: 'idempotency-key-reused' },
      });
    });

    it('remember a command that was refused no more than one that never came', async () => {
      await drafts.create(draft('a'));
      const late = { ...replacement('a', { title: 'late' }), keyed: true, expectedRevision: 7 } as const;
      expect(await drafts.replace(late)).toMatchObject({ refusal: { code: 'precondition-failed' } });
      expect(await drafts.receipts.find(late.commandId)).toBeUndefined();
      expect(await drafts.replace({ ...late, expectedRevision: 0 })).toMatchObject({ ok: true });
    });

    it('forget the answers of commands after thirty days', async () => {
      await drafts.create(draft('a'));
      const one = { ...replacement('a', { title: 'one' }), keyed: true } as const;
      await drafts.replace(one);
      const keep = (commandId: string, at: string) =>
        drafts.receipts.keep({ commandId, commandHash: '', id: 'a', revision: 0, position: '1', at });
      await keep('on the last day', new Date(Date.parse(LATER) + 30 * 86_400_000).toISOString());
      expect(await drafts.receipts.find(one.commandId)).toBeDefined();
      await keep('a day later', new Date(Date.parse(LATER) + 31 * 86_400_000).toISOString());
      expect(await drafts.receipts.find(one.commandId)).toBeUndefined();
      expect(await drafts.receipts.find('on the last day')).toBeDefined();
    });

    it('cannot be changed once submitted', async () => {
      await drafts.create(draft('a'));
      await drafts.markSubmitted('a', LATER);
      await drafts.markSubmitted('a', '2026-04-01T00:00:00.000Z');
      expect(await drafts.find('a')).toMatchObject({ submittedAt: LATER });
      expect(await drafts.replace(replacement('a', {}))).toMatchObject({
        ok: false,
        refusal: { code: 'draft-submitted', kind: 'conflict' },
      });
    });

    it('lose their document once submitted, and keep whose they are', async () => {
      await drafts.create(draft('a'));
      await drafts.markSubmitted('a', LATER);
      expect(await drafts.get('a')).toMatchObject({
        owner: 'org-1',
        callId: 'call-1',
        submittedAt: LATER,
        document: {},
      });
      await keys.erase(caseReference('a'));
      expect(await drafts.get('a')).toMatchObject({ document: {} });
    });

    it('answer the last replacing command the same when it is repeated, also once submitted', async () => {
      await drafts.create(draft('a'));
      const first = await drafts.replace(replacement('a', { title: 'one' }, 'key'));
      expect(await drafts.replace(replacement('a', { title: 'one' }, 'key'))).toEqual(first);
      expect(await drafts.find('a')).toMatchObject({ revision: 1 });
      await drafts.markSubmitted('a', LATER);
      expect(await drafts.replace(replacement('a', { title: 'one' }, 'key'))).toMatchObject({
        ok: true,
        draft: { revision: 1, updatedAt: LATER },
      });
    });

    it('refuse that replacing command with another body', async () => {
      await drafts.create(draft('a'));
      await drafts.replace(replacement('a', { title: 'one' }, 'key'));
      expect(await drafts.replace(replacement('a', { title: 'two' }, 'key'))).toMatchObject({
        ok: false,
        refusal: { code: 'idempotency-key-reused', kind: 'invalid' },
      });
      expect(await drafts.get('a')).toMatchObject({ revision: 1, document: { title: 'one' } });
    });

    it('let work on one draft take turns, and not wait for that on another', async () => {
      const done: string[] = [];
      const gate = Promise.withResolvers<void>();
      const first = drafts.alone('a', async () => {
        await gate.promise;
        done.push('first');
      });
      const second = drafts.alone('a', () => Promise.resolve(done.push('second')));
      await drafts.alone('b', () => Promise.resolve(done.push('other')));
      gate.resolve();
      await Promise.all([first, second]);
      expect(done).toEqual(['other', 'first', 'second']);
    });

    it('cannot be changed while they are being submitted', async () => {
      await drafts.create(draft('a'));
      const [, replaced] = await Promise.all([
        drafts.markSubmitted('a', LATER),
        drafts.replace(replacement('a', {})),
      ]);
      expect(replaced).toMatchObject({ ok: false, refusal: { code: 'draft-submitted' } });
      expect(await drafts.get('a')).toMatchObject({ revision: 0 });
    });

    it('that do not exist are refused as not found', async () => {
      const refused = { ok: false, refusal: { code: 'draft-not-found', kind: 'not-found' } };
      expect(await drafts.replace(replacement('a', {}))).toMatchObject(refused);
      await drafts.markSubmitted('a', LATER);
      await drafts.remove('a');
    });

    it('are listed to their owner, page by page, oldest first', async () => {
      for (const id of ['d', 'b', 'c', 'a']) await drafts.create(draft(id));
      await drafts.create(draft('x', 'org-2'));
      await drafts.markSubmitted('b', LATER);
      await drafts.remove('c');
      expect(await idsOf('org-1')).toEqual(['d', 'a']);
      expect(await idsOf('org-1', { submitted: true })).toEqual(['d', 'b', 'a']);
      expect(await idsOf('org-1', { submitted: true, limit: 2 })).toEqual(['d', 'b']);
      expect(await idsOf('org-1', { submitted: true, limit: 2, after: 'b' })).toEqual(['a']);
      expect(await idsOf('org-2')).toEqual(['x']);
      expect(await idsOf('org-3')).toEqual([]);
    });

    it("are unreadable once their case's key is erased", async () => {
      await drafts.create(draft('a'));
      await keys.erase(caseReference('a'));
      expect(await drafts.get('a')).toBeUndefined();
    });

    it('are bounded for each applicant and call, however many come at once; those submitted do not count', async () => {
      const create = (n: number, more: Partial<NewDraft> = {}) =>
        drafts.create({ ...draft(`d${n}`), ...more });
      const outcomes = await Promise.all(Array.from({ length: MOST_DRAFTS + 5 }, (_, n) => create(n)));
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(MOST_DRAFTS);
      const refused = { ok: false, refusal: expect.objectContaining({ code: 'too-many-drafts' }) };
      expect(await create(1000)).toEqual(refused);
      expect((await create(0)).ok).toBe(true);
      expect((await create(1001, { callId: 'call-2' })).ok).toBe(true);
      expect((await create(1002, { owner: 'org-2' })).ok).toBe(true);
      await drafts.markSubmitted('d0', LATER);
      expect((await create(1003)).ok).toBe(true);
    });

    it('end with an applicant’s thousandth application to a call, those submitted among them', async () => {
      const create = (n: number, more: Partial<NewDraft> = {}) =>
        drafts.create({ ...draft(`d${n}`), ...more });
      for (let first = 0; first < MOST_APPLICATIONS; first += MOST_DRAFTS) {
        const some = Array.from({ length: MOST_DRAFTS }, (_, n) => first + n);
        const outcomes = await Promise.all(some.map((n) => create(n)));
        expect(outcomes.every(({ ok }) => ok)).toBe(true);
        await Promise.all(some.map((n) => drafts.markSubmitted(`d${n}`, LATER)));
      }
      const refused = { ok: false, refusal: expect.objectContaining({ code: 'too-many-applications' }) };
      expect(await create(MOST_APPLICATIONS)).toEqual(refused);
      expect((await create(0)).ok).toBe(true);
      expect((await create(MOST_APPLICATIONS, { callId: 'call-2' })).ok).toBe(true);
    });
  });
}
