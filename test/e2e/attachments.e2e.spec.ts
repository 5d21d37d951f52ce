import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { bytesOf, filesIn } from '#hosting/testing/files.js';
import { documentOf, done, officialsOf, openScheme } from '#test/support/scheme.js';
import { startSystem, type Person, type Problem, type Receipt, type System } from '#test/support/system.js';
import { caseReference } from '#sealing/key-store.js';

const LIMIT = 1024 * 1024;
const SECRET = 'Fødselsnummer og navn på en deltaker';
const BYTES = Buffer.from(`${SECRET}\n`.repeat(2000));
const NAME = 'Vedlegg for Kari Nordmann æøå.txt';

const digestOf = (bytes: Uint8Array) => `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;

describe('files that come with an application', () => {
  let system: System;
  let applicant: Person;
  let caseworker: Person;
  let stranger: Person;
  let callId: string;

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_ATTACHMENT_MAX_BYTES: String(LIMIT) });
    const officials = await officialsOf(system);
    caseworker = officials.caseworker;
    callId = await openScheme(officials.manager, 'attachments', 10_000);
    applicant = await system.as('ola', 'applicant', '987654325');
    stranger = await system.as('fremmed', 'applicant', '123456785');
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  const draft = async () =>
    done(await applicant.post('/v1/applications', { callId, ...documentOf(1000) })).id;
  const upload = async (
    id: string,
    bytes: Uint8Array,
    headers: Record<string, string> = {},
    who = applicant,
    name = NAME,
  ) => {
    const answer = await who.send(`/v1/applications/${id}/attachments?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', 'content-digest': digestOf(bytes), ...headers },
      body: Buffer.from(bytes),
    });
    return {
      status: answer.status,
      headers: answer.headers,
      body: (await answer.json()) as Receipt & Problem,
    };
  };
  const files = () => filesIn(join(system.data, 'attachments'));

  it('are read as they were uploaded, by the owner of the draft and, once submitted, by the directorate', async () => {
    const id = await draft();
    const added = await upload(id, BYTES);
    expect(added.status).toBe(201);
    const path = added.headers.get('location')!;
    expect(path).toBe(`/v1/applications/${id}/attachments/${added.body.id}`);

    const sha256 = createHash('sha256').update(BYTES).digest('hex');
    const listed = [{ id: added.body.id, name: NAME, mediaType: 'text/plain', size: BYTES.length, sha256 }];
    expect((await applicant.get(`/v1/applications/${id}`)).body['attachments']).toEqual(listed);
    expect((await caseworker.get(path)).status).toBe(404);

    done(await applicant.put(`/v1/applications/${id}`, documentOf(900)));
    done(await applicant.post(`/v1/applications/${id}/submission`));
    expect((await caseworker.get(`/v1/applications/${id}`)).body['attachments']).toEqual(listed);
    for (const person of [applicant, caseworker]) {
      const answer = await person.send(path, {});
      expect(answer.status).toBe(200);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'text/plain',
        'content-length': String(BYTES.length),
        'content-digest': digestOf(BYTES),
        'content-disposition': expect.stringMatching(/^attachment; .*filename\*=UTF-8''Vedlegg/),
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      });
      expect(Buffer.from(await answer.arrayBuffer()).equals(BYTES)).toBe(true);
    }
    for (const other of [stranger, await system.as('x', 'caseworker', 'another-directorate')])
      expect((await other.get(path)).status).toBe(404);
    expect(
      (await applicant.get(`/v1/applications/${await draft()}/attachments/${added.body.id}`)).status,
    ).toBe(404);
  });

  it('are not to be found in clear in any file of the data folder, name and words alike', async () => {
    done(await upload(await draft(), BYTES));
    const found = filesIn(system.data).filter((path) => {
      const bytes = bytesOf(path);
      return [SECRET, NAME, 'Kari Nordmann æøå'].some((text) => bytes.includes(text));
    });
    expect(found).toEqual([]);
    expect(files().length).toBeGreaterThan(0);
  });

  it('stay out of the draft they were taken out of, also when the upload comes once more', async () => {
    const id = await draft();
    const key = { 'idempotency-key': 'upload-and-take-out' };
    const first = await upload(id, BYTES, key);
    const path = first.headers.get('location')!;
    expect((await applicant.send(path, { method: 'DELETE' })).status).toBe(200);
    const again = await upload(id, BYTES, key);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect((await applicant.get(`/v1/applications/${id}`)).body['attachments']).toEqual([]);
  });

  it('are one file when the same request comes twice, and refused when its key comes with another', async () => {
    const id = await draft();
    const key = { 'idempotency-key': 'upload-1' };
    const before = files().length;
    const first = await upload(id, BYTES, key);
    const again = await upload(id, BYTES, key);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect((await upload(id, Buffer.from('other'), key)).body).toMatchObject({
      type: 'urn:tilsagn:problem:idempotency-key-reused',
    });
    expect(files().length).toBe(before + 1);
  });

  it.each([
    [
      'other bytes than announced',
      422,
      'digest-mismatch',
      BYTES,
      { 'content-digest': digestOf(Buffer.from('x')) },
    ],
    [
      'another type than announced',
      415,
      'media-type-mismatch',
      BYTES,
      { 'content-type': 'application/pdf' },
      'a.pdf',
    ],
    ['a program by its name', 415, 'extension-mismatch', BYTES, {}, 'regnskap.hta'],
    ['a name that turns', 400, 'invalid-request', BYTES, {}, 'regnskap\u202Efdp.txt'],
    ['a type that is not on the list', 415, 'media-type-not-allowed', BYTES, { 'content-type': 'text/html' }],
    ['a program that calls itself text', 415, 'media-type-mismatch', Buffer.from('MZ\0\0'), {}],
    ['JSON', 415, 'media-type-not-allowed', Buffer.from('{}'), { 'content-type': 'application/json' }],
    ['more bytes than allowed', 413, 'attachment-too-large', Buffer.alloc(LIMIT + 1, 'a'), {}],
    ['nothing', 422, 'attachment-empty', Buffer.alloc(0), {}],
    ['no digest', 400, 'invalid-request', BYTES, { 'content-digest': '' }],
  ])(
    'are refused as %s: %i %s, and nothing stays behind',
    async (_, status, code, bytes, headers, name = NAME) => {
      const id = await draft();
      const before = files();
      const answer = await upload(id, bytes, headers, applicant, name);
      expect([answer.status, answer.body.type]).toEqual([status, `urn:tilsagn:problem:${code}`]);
      expect(files()).toEqual(before);
      expect((await applicant.get(`/v1/applications/${id}`)).body['attachments']).toEqual([]);
    },
  );

  it('may be as large as the limit', async () => {
    expect((await upload(await draft(), Buffer.alloc(LIMIT, 'a'))).status).toBe(201);
  });

  it('are nobody else’s to add, and no other route takes them', async () => {
    const id = await draft();
    expect((await upload(id, BYTES, {}, stranger)).status).toBe(404);
    const elsewhere = await applicant.send(`/v1/applications/${id}/submission`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: BYTES,
    });
    expect(elsewhere.status).toBe(415);
  });

  it('leave nothing when the sender breaks off', async () => {
    const id = await draft();
    const before = files();
    const gone = new AbortController();
    async function* half() {
      yield BYTES;
      await until(() => files().length > before.length);
      gone.abort();
      yield BYTES;
    }
    const sent = applicant.send(`/v1/applications/${id}/attachments?name=half.txt`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', 'content-digest': digestOf(BYTES) },
      body: half() as unknown as RequestInit['body'],
      duplex: 'half',
      signal: gone.signal,
    } as RequestInit as never);
    await expect(sent).rejects.toThrow('abort');
    await until(() => files().length === before.length);
    expect(files()).toEqual(before);
    expect((await applicant.get(`/v1/applications/${id}`)).body['attachments']).toEqual([]);
  });

  it('can be taken out of a draft, bytes and all, but stay once submitted', async () => {
    const id = await draft();
    const before = files();
    const [one, two] = [await upload(id, BYTES), await upload(id, BYTES)];
    const remove = async (attachment: string, who = applicant, headers = {}) =>
      (await who.send(`/v1/applications/${id}/attachments/${attachment}`, { method: 'DELETE', headers }))
        .status;
    expect(await remove(one.body.id, applicant, { 'if-match': '"7"' })).toBe(412);
    const seen = {
      'if-match': (await applicant.send(one.headers.get('location')!, {})).headers.get('etag')!,
    };
    expect(await remove(one.body.id, stranger)).toBe(404);
    const keyed = { ...seen, 'idempotency-key': 'take-out' };
    expect(await remove(one.body.id, applicant, keyed)).toBe(200);
    expect(await remove(one.body.id)).toBe(200);
    expect(files().length).toBe(before.length + 1);
    expect((await applicant.get(one.headers.get('location')!)).status).toBe(404);
    done(await applicant.post(`/v1/applications/${id}/submission`));
    expect(await remove(two.body.id)).toBe(409);
    // What was carried out before is answered as before.
    expect(await remove(one.body.id, applicant, keyed)).toBe(200);
    expect(await remove(two.body.id, applicant, keyed)).toBe(409);
    expect((await applicant.send(two.headers.get('location')!, {})).status).toBe(200);
  });

  it('are gone with the key of their case, and the answer says so', async () => {
    const id = await draft();
    const added = await upload(id, BYTES);
    done(await applicant.post(`/v1/applications/${id}/submission`));
    await system.standalone.stores.keys.erase(caseReference(id));
    const answer = await caseworker.get(added.headers.get('location')!);
    expect([answer.status, answer.body['type']]).toEqual([410, 'urn:tilsagn:problem:attachment-erased']);
  });
});

/** Waits for what the server does in its own time. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}
