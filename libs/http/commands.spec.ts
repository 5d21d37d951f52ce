import { describe, expect, it } from '@jest/globals';
import { refusal } from '#eventsourcing/refusal.js';
import { ManualClock } from '#hosting/clock.js';
import type { CommandRequest } from './commands.js';
import { CommandContexts, createdId, respond } from './commands.js';

const ALICE = { subject: 'alice', roles: ['applicant'], organisation: 'org-a' };
const contexts = new CommandContexts(new ManualClock('2026-01-31T12:00:00Z'), Buffer.alloc(32, 1));
const request = (about: Partial<CommandRequest> = {}): CommandRequest => ({
  id: 'trace-1',
  method: 'POST',
  url: '/v1/applications/a1/submission',
  headers: { 'idempotency-key': 'k1' },
  body: { title: 'x', lines: [{ b: 1, a: 2 }] },
  ...about,
});

describe('the context of a command', () => {
  it('says who, when and in which correlation', () => {
    expect(contexts.of(request(), ALICE)).toEqual({
      actor: ALICE,
      commandId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      keyed: true,
      commandHash: expect.stringMatching(/^[\w-]{43}$/),
      correlationId: 'trace-1',
      now: '2026-01-31T12:00:00.000Z',
    });
  });

  it('is the same command when subject, operation and key are the same', () => {
    const first = contexts.of(request(), ALICE);
    const again = contexts.of(request({ id: 'trace-2', url: '/v1/applications/a1/submission?x=1' }), ALICE);
    expect(again.commandId).toBe(first.commandId);
    expect(createdId(again)).toBe(createdId(first));
  });

  it.each([
    ['another key', request({ headers: { 'idempotency-key': 'k2' } }), ALICE],
    ['another resource', request({ url: '/v1/applications/a2/submission' }), ALICE],
    ['another operation', request({ url: '/v1/applications/a1/withdrawal' }), ALICE],
    ['another method', request({ method: 'PUT' }), ALICE],
    ['another subject', request(), { ...ALICE, subject: 'bob' }],
    ['no key', request({ headers: {} }), ALICE],
  ])('is another command with %s', (_, other, actor) => {
    expect(contexts.of(other, actor).commandId).not.toBe(contexts.of(request(), ALICE).commandId);
  });

  it('is the command it always was where nobody is chosen, whatever organisation the token names', () => {
    const { commandId, commandHash } = contexts.of(request(), ALICE);
    expect([commandId, commandHash]).toEqual([
      '8c37298b-9e30-536d-85d2-c4ff3d3a8a9f',
      'cOYATcvxy2qC-fUwODpMQoyeiDxEJa0SbcMJKGiKOlc',
    ]);
    const elsewhere = contexts.of(request(), { ...ALICE, organisation: 'org-b' });
    expect(elsewhere).toMatchObject({ commandId, commandHash });
  });

  it('is another command for each organisation that is chosen, and for none', () => {
    const chosen = (organisation: string | undefined, key = 'k1') => {
      const headers = { 'idempotency-key': key, 'tilsagn-organisation': organisation };
      const { commandId, commandHash } = contexts.of(request({ headers }), ALICE);
      return [commandId, commandHash];
    };
    expect(chosen('org-a')).toEqual(chosen('org-a'));
    expect(chosen('org%2Da')).toEqual(chosen('org-a'));
    const all = [chosen('org-a'), chosen('org-b'), chosen('subject:alice'), chosen(undefined)];
    expect(new Set(all.map(([id]) => id)).size).toBe(4);
    expect(new Set(all.map(([, hash]) => hash)).size).toBe(4);
    expect(chosen('org-a', 'k2')[0]).not.toBe(chosen('org-a')[0]);
  });

  it('that reports what moved is another one for each organisation that is chosen', () => {
    const body = { bankReference: 'B1' };
    const id = (headers: CommandRequest['headers']) =>
      contexts.of(request({ headers, body }), ALICE, 'bankReference').commandId;
    const [a, b] = [{ 'tilsagn-organisation': 'org-a' }, { 'tilsagn-organisation': 'org-b' }];
    expect(id(a)).toBe(id(a));
    expect(new Set([id(a), id(b), id({})]).size).toBe(3);
  });

  it('of a report that names what moved is the same when it says the same, also without a key', () => {
    const id = (body: object, about: Partial<CommandRequest> = {}, actor = ALICE) =>
      contexts.of(request({ headers: {}, body, ...about }), actor, 'bankReference').commandId;
    const report = { bankReference: 'B1', settledOn: '2026-01-30' };
    expect(id({ settledOn: '2026-01-30', bankReference: 'B1' })).toBe(id(report));
    const others = [
      id({ ...report, bankReference: 'B2' }),
      id({ ...report, settledOn: '2026-01-31' }),
      id(report, { url: '/v1/applications/a2/submission' }),
      id(report, { headers: { 'idempotency-key': 'k1' } }),
      id(report, {}, { ...ALICE, subject: 'bob' }),
    ];
    expect(new Set([id(report), ...others]).size).toBe(others.length + 1);
    // What names nothing may happen twice.
    expect(id({ status: 'failed' })).not.toBe(id({ status: 'failed' }));
  });

  it('knows the content again whatever the order of its members, and no other content', () => {
    const hash = (body: unknown) => contexts.of(request({ body }), ALICE).commandHash;
    expect(hash({ lines: [{ a: 2, b: 1 }], title: 'x' })).toBe(hash(request().body));
    expect(hash({ title: 'x', lines: [{ b: 1, a: 3 }] })).not.toBe(hash(request().body));
    expect(hash(undefined)).toBe(hash(null));
  });

  it('tells nothing about the content to those who do not hold the key', () => {
    const others = new CommandContexts(new ManualClock('2026-01-31T12:00:00Z'), Buffer.alloc(32, 2));
    expect(others.of(request(), ALICE).commandHash).not.toBe(contexts.of(request(), ALICE).commandHash);
  });

  it.each([
    ['"0"', 0],
    ['"17"', 17],
    ['*', undefined],
  ])('reads If-Match %s', (tag, revision) => {
    expect(contexts.of(request({ headers: { 'if-match': tag } }), ALICE).ifMatch).toBe(revision);
  });

  it.each(['', '17', 'W/"17"', '"x"', '"-1"', '"1", "2"', '"1234567890123456"'])(
    'refuses If-Match %s',
    (tag) => {
      expect(() => contexts.of(request({ headers: { 'if-match': tag } }), ALICE)).toThrow('If-Match');
    },
  );

  it.each(['', 'x'.repeat(201), 'with space', 'ø', 'tab\t'])('refuses the key %j', (key) => {
    expect(() => contexts.of(request({ headers: { 'idempotency-key': key } }), ALICE)).toThrow(
      'Idempotency-Key',
    );
  });

  it('refuses content that is not I-JSON', () => {
    for (const body of [{ x: Infinity }, { x: '\ud800' }])
      expect(() => contexts.of(request({ body }), ALICE)).toThrow('I-JSON');
  });
});

describe('the answer to a command', () => {
  it('is its receipt, or its refusal as a problem', () => {
    const receipt = { id: 'a1', revision: 3, position: '9' };
    expect(respond({ ok: true, receipt })).toEqual({ receipt, location: undefined });
    expect(respond({ ok: true, receipt }, { location: '/v1/a1' })).toEqual({ receipt, location: '/v1/a1' });
    const no = refusal('conflict', 'budget-exceeded', 'there is no room', { free: 3 });
    expect(() => respond({ ok: false, refusal: no })).toThrow(
      expect.objectContaining({
        problem: { code: 'budget-exceeded', status: 409, detail: 'there is no room', facts: { free: 3 } },
      }),
    );
  });
});
