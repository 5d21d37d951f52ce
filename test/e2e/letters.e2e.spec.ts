import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { caseReference } from '#sealing/key-store.js';
import { readPdf, textOf } from '#letters/testing/read-pdf.js';
import { bytesOf, filesIn } from '#hosting/testing/files.js';
import { documentOf, done, officialsOf, type Officials } from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { headOf, settled } from '#test/support/time.js';

const nok = (amount: number) => ({ amount, currency: 'NOK' });
const impartiality = { conflict: false };
const CONDITION = 'Avtalen med kommunen legges fram';
const AUTHORITY = 'Arbeids- og velferdsdirektoratet';
const GROUNDS = 'Tiltaket treffer målgruppen';

interface Listed {
  readonly id: string;
  readonly kind: string;
  readonly date: string;
  readonly language: string;
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}
interface Told {
  readonly type: string;
  readonly data: { readonly letter?: Listed };
}

describe('letters', () => {
  let system: System;
  let officials: Officials;
  let applicant: Person;
  let stranger: Person;
  let callId: string;

  beforeAll(async () => {
    system = await startSystem({ TILSAGN_NOW: '2027-03-03T10:00:00Z' });
    officials = await officialsOf(system);
    applicant = await system.as('ola', 'applicant', '987654325');
    stranger = await system.as('fremmed', 'applicant', '123456785');
    callId = await openScheme(officials.manager);
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  it.each([
    [
      'nb',
      'nb-NO',
      [
        'Tilskuddsbrev: Work training',
        'Six places in the workshop',
        'Dere får et tilskudd på 300 000 kroner',
        'Dere søkte om 400 000 kroner',
        `${CONDITION} (Må være oppfylt før noe blir utbetalt.)`,
        '1 1. juni 2027 kr 100 000,00',
        'Sum kr 300 000,00',
        'Sluttrapport',
        '31. mars 2029',
        'godta tilskuddet og vilkårene innen tre uker etter at dere fikk dette brevet',
        'klagefristen er tre uker',
        'Klageinstans er Arbeidsdepartementet',
        'kapittel 0621 post 70',
        'Forskriften § 4',
      ],
    ],
    [
      'nn',
      'nn-NO',
      [
        'Tilskotsbrev: Work training',
        'De får eit tilskot på 300 000 kroner',
        CONDITION,
        'tre veker',
        'Six places in the workshop',
      ],
    ],
    [
      'en',
      'en-GB',
      [
        'Grant letter: Work training',
        'NOK 300,000.00',
        CONDITION,
        'Six places in the workshop',
        '1 June 2027',
        'within three weeks of receiving this letter',
      ],
    ],
  ] as const)('tell of a grant in %s what binds the recipient', async (language, tag, words) => {
    const id = await decided('granted', language);
    await notify(id);
    const { letter, bytes } = await letterOf(id);
    expect(letter).toMatchObject({ kind: 'grant', date: '2027-03-03', language, size: bytes.length });
    const pdf = await readPdf(bytes);
    expect(pdf).toMatchObject({ language: tag, tagged: true });
    const text = textOf(pdf);
    for (const said of words) expect(text.toLowerCase()).toContain(said.toLowerCase());
    expect(text).toContain('Verkstedet Verkstedveien 7 0155 Oslo Org');
    expect(text).toContain(GROUNDS);
    for (const ofAuthority of [AUTHORITY, 'Storgata 1, 0155 Oslo', 'tilskudd@direktoratet.example'])
      expect(text).toContain(ofAuthority);
    // Whoever is erased with their own key would still be named in what the case's key opens.
    expect(text).not.toContain('Kari Nordmann');
    expect(text).not.toMatch(/undefined|null|NaN|UTKAST|DRAFT/);
  });

  it.each([
    [
      'rejected',
      'nb',
      'rejection',
      ['Avslag på søknad', 'Behov', '2 av 5', 'Minst 3 poeng kreves.', 'klagefristen er tre uker'],
    ],
    ['rejected', 'nn', 'rejection', ['Avslag på søknad om tilskot', 'Behov', '2 av 5']],
    ['rejected', 'en', 'rejection', ['Application for a grant rejected', 'Behov']],
    ['inadmissible', 'nb', 'inadmissibility', ['Søknaden er avvist', 'Vedtekter som forbyr utbytte']],
    ['inadmissible', 'nn', 'inadmissibility', ['Søknaden er avvist', 'Vedtekter som forbyr utbytte']],
    ['inadmissible', 'en', 'inadmissibility', ['Application found inadmissible', 'Vedtekter som forbyr']],
  ] as const)('tell why an application is %s, in %s', async (outcome, language, kind, words) => {
    const id = await decided(outcome, language);
    await notify(id);
    const { letter, bytes } = await letterOf(id);
    expect(letter).toMatchObject({ kind, language });
    const text = textOf(await readPdf(bytes));
    for (const said of words) expect(text.toLowerCase()).toContain(said.toLowerCase());
    expect(text).toContain(GROUNDS);
    expect(text).toContain({ nb: 'tre uker', nn: 'tre veker', en: 'three weeks' }[language]);
  });

  it('are for those who may read the case, the same bytes whose digest the event carries', async () => {
    const id = await decided('granted');
    const { letter, bytes } = await letterOf(id);
    // The notice sends none: it is there since the decision was made.
    await notify(id);
    expect((await letterOf(id)).letter).toEqual(letter);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(letter.sha256).toBe(sha256);
    const events = await officials.caseworker.get<{ items: Told[] }>(
      `/v1/cases/${id}/history?after=${await headOf(system)}`,
    );
    const carrying = events.body.items.filter(({ data }) => data.letter);
    expect(carrying.map(({ type }) => type)).toEqual(['DecisionApproved']);
    expect(carrying[0]!.data.letter).toMatchObject({ id: letter.id, sha256, size: bytes.length });
    const view = `/v1/cases/${id}?after=${await headOf(system)}`;
    const { decision } = (await applicant.get<{ decision: object }>(view)).body;
    expect(decision).toMatchObject({ letter });

    const path = `/v1/cases/${id}/letters/${letter.id}`;
    for (const person of [applicant, officials.caseworker]) {
      const answer = await person.send(path, {});
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'application/pdf',
        'content-length': String(bytes.length),
        'content-disposition': 'inline; filename="Tilskuddsbrev Work training.pdf"',
        'content-digest': `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      });
      expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    }
    const elsewhere = await system.as('x', 'caseworker', 'another-directorate');
    for (const person of [stranger, elsewhere]) {
      expect((await person.get(path)).status).toBe(404);
      expect((await person.get(`/v1/cases/${id}/letters`)).status).toBe(404);
    }
    const other = await decided('rejected');
    expect((await applicant.get(`/v1/cases/${other}/letters/${letter.id}`)).status).toBe(404);
  });

  it('are not to be found in clear in any file of the data folder', async () => {
    const id = await decided('granted');
    await notify(id);
    const { letter, bytes } = await letterOf(id);
    const found = filesIn(system.data).filter((path) => {
      const content = bytesOf(path);
      return [bytes.subarray(0, 200), letter.sha256, letter.name, '%PDF-'].some((each) =>
        content.includes(each),
      );
    });
    expect(found).toEqual([]);
  });

  it('are shown to officials before they are sent, marked as drafts and kept nowhere', async () => {
    const id = await proposed('granted');
    const before = letterFiles();
    const draft = async (query: string, person = officials.decisionMaker) =>
      person.send(`/v1/applications/${id}/letter-preview${query}`, {});
    for (const [query, mark] of [
      ['', 'UTKAST: Brevet er ikke sendt'],
      ['?language=nn', 'UTKAST: Brevet er ikkje sendt'],
      ['?language=en', 'DRAFT: This letter has not been sent'],
    ] as const) {
      const answer = await draft(query);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
      const text = textOf(await readPdf(new Uint8Array(await answer.arrayBuffer())));
      expect(text).toContain(mark);
      expect(text).toContain(CONDITION);
    }
    expect((await draft('?language=de')).status).toBe(400);
    for (const person of [applicant, stranger]) expect((await draft('', person)).status).toBe(404);
    expect(letterFiles()).toBe(before);
    const decidedOne = await decided('granted');
    for (const [query, mark] of [
      ['', 'KOPI: Vedtaket er truffet, og brevet er sendt.'],
      ['?language=nn', 'KOPI: Vedtaket er gjort, og brevet er sendt.'],
      ['?language=en', 'COPY: The decision has been made, and the letter has been sent.'],
    ] as const) {
      const answer = await officials.decisionMaker.send(
        `/v1/applications/${decidedOne}/letter-preview${query}`,
        {},
      );
      const text = textOf(await readPdf(new Uint8Array(await answer.arrayBuffer())));
      expect(text).toContain(mark);
      expect(text).not.toMatch(/UTKAST|DRAFT/);
    }
    const undecided = await submitted();
    expect((await officials.caseworker.get(`/v1/applications/${undecided}/letter-preview`)).status).toBe(404);
  });

  it('ask for what is missing, and are read by the applicant who is asked', async () => {
    const id = await submitted();
    for (const [name, content] of [['assignment'], ['impartiality', impartiality]] as const)
      done(await officials.caseworker.post(`/v1/applications/${id}/${name}`, content));
    const items = ['Regnskapet for i fjor'];
    done(await officials.caseworker.post(`/v1/applications/${id}/supplement-request`, { items }));
    const { letter, bytes } = await letterOf(id);
    expect(letter).toMatchObject({ kind: 'supplement', date: '2027-03-03', language: 'nb' });
    const text = textOf(await readPdf(bytes));
    for (const said of [
      'Søknaden mangler opplysninger',
      '1. Regnskapet for i fjor',
      'innen 17. mars 2027',
      'anna',
    ])
      expect(text).toContain(said);
  });

  it('warn of a revocation before it is decided', async () => {
    const id = await decided('granted');
    done(await applicant.post(`/v1/awards/${id}/acceptance`));
    const warning = { grounds: 'Verkstedet er stengt.', replyBy: '2027-04-15' };
    done(await officials.caseworker.post(`/v1/awards/${id}/revocation-forewarning`, warning));
    const { letter, bytes } = await letterOf(id, 'forewarning');
    expect(letter).toMatchObject({ kind: 'forewarning', date: '2027-03-03' });
    const text = textOf(await readPdf(bytes));
    for (const said of ['Forhåndsvarsel om omgjøring', 'Verkstedet er stengt.', '15. april 2027'])
      expect(text).toContain(said);
  });

  it('answer an appeal, from the body that decided it', async () => {
    const id = await decided('rejected');
    const body = await system.as('mona', 'appeal-body', 'ministry');
    const against = { kind: 'decision', number: 1 };
    const grounds = 'Behovet er oversett.';
    const appeal = done(await applicant.post(`/v1/cases/${id}/appeals`, { against, grounds })).id;
    const step = async (person: Person, name: string, content: object) =>
      done(await person.post(`/v1/appeals/${appeal}/${name}`, content));
    await step(officials.caseworker, 'forwarding', { statement: 'Ikke noe nytt.' });
    await step(body, 'decision', { impartiality, outcome: 'stands', grounds: 'Alle er vurdert likt.' });
    await step(body, 'notification', { receivedOn: '2027-03-03', channel: 'portal' });
    const { letter, bytes } = await letterOf(id, 'appeal-outcome');
    expect(letter).toMatchObject({ kind: 'appeal-outcome', language: 'nb' });
    const text = textOf(await readPdf(bytes));
    for (const said of [
      'Avgjørelse i klagesaken',
      'Med hilsen Arbeidsdepartementet',
      'Alle er vurdert likt.',
      'Vedtaket blir stående',
      'Dere kan ikke klage videre på vedtaket',
      'godkjent av: mona',
    ])
      expect(text).toContain(said);
    for (const ofAuthority of [AUTHORITY, 'Storgata 1', 'tilskudd@direktoratet.example'])
      expect(text).not.toContain(ofAuthority);
  });

  it('tell of a grant that came by appeal, with the grounds of the appeal and its conditions', async () => {
    const id = await decided('rejected');
    const body = await system.as('mona', 'appeal-body', 'ministry');
    const against = { kind: 'decision', number: 1 };
    const appeal = done(await applicant.post(`/v1/cases/${id}/appeals`, { against, grounds: 'Feil.' })).id;
    const newDecision = {
      outcome: 'granted',
      amount: nok(5_000_000),
      conditions: [CONDITION],
      schedule: [{ dueDate: '2027-06-01', amount: nok(5_000_000) }],
    };
    const decision = { impartiality, outcome: 'changed', newDecision, grounds: 'Behovet er dokumentert.' };
    done(await officials.caseworker.post(`/v1/appeals/${appeal}/forwarding`, { statement: 'Nei.' }));
    done(await body.post(`/v1/appeals/${appeal}/decision`, decision));
    await settled(system);
    done(
      await body.post(`/v1/appeals/${appeal}/notification`, { receivedOn: '2027-03-03', channel: 'portal' }),
    );
    const notice = { receivedOn: '2027-03-03', channel: 'portal', decision: 2 };
    done(await officials.caseworker.post(`/v1/applications/${id}/notification`, notice));
    const { body: letters } = await applicant.get<{ items: Listed[] }>(
      `/v1/cases/${id}/letters?after=${await headOf(system)}`,
    );
    expect(letters.items.map(({ kind }) => kind)).toEqual(['rejection', 'grant', 'appeal-outcome']);
    const [, grant, outcome] = await Promise.all(letters.items.map((letter) => textOfLetter(id, letter)));
    expect(outcome).toContain('Vi har endret vedtaket. Tilskuddet er nå på 50 000 kroner.');
    for (const said of ['Tilskuddsbrev', 'Behovet er dokumentert.', CONDITION, '50 000 kroner', 'av: mona'])
      expect(grant).toContain(said);
    expect(grant).not.toContain('Klagerett');
    // The appeal body decided, in place of the rejection; the directorate pays.
    expect(grant).toContain(
      'Etter klage er vedtaket av 3. mars 2027 gjort om. Dette vedtaket erstatter det. ' +
        'Arbeids- og velferdsdirektoratet betaler ut tilskuddet og følger det opp.',
    );
    expect(grant).toMatch(/^.{0,20}Arbeidsdepartementet/);
    expect(grant).toMatch(/Med hilsen Arbeidsdepartementet/);
  });

  it('end with the key of the case: what was sent is gone, and nothing is sent without its words', async () => {
    const { keys } = system.standalone.stores;
    const id = await decided('granted');
    await notify(id);
    const { letter } = await letterOf(id);
    await keys.erase(caseReference(id));
    expect((await applicant.get(`/v1/cases/${id}/letters`)).body).toMatchObject({
      items: [{ id: letter.id, kind: 'grant', name: null, sha256: null }],
    });
    expect(await applicant.get(`/v1/cases/${id}/letters/${letter.id}`)).toMatchObject({
      status: 410,
      body: { type: 'urn:tilsagn:problem:letter-erased' },
    });

    const undelivered = await proposed('granted');
    await keys.erase(caseReference(undelivered));
    const erased = { status: 410, body: { type: 'urn:tilsagn:problem:case-erased' } };
    const at = `/v1/applications/${undelivered}`;
    const approval = await officials.decisionMaker.post(`${at}/approval`, { impartiality });
    expect(approval).toMatchObject(erased);
    expect(await officials.caseworker.get(`${at}/letter-preview`)).toMatchObject(erased);
  });

  it('are sent once: a repeated command makes no other, a refused one none', async () => {
    const id = await proposed('rejected');
    const before = letterFiles();
    const key = { 'idempotency-key': 'approval' };
    const path = `/v1/applications/${id}/approval`;
    const { decisionMaker, caseworker } = officials;
    expect(await decisionMaker.post(path, { impartiality, proposal: 2 })).toMatchObject({ status: 409 });
    expect(letterFiles()).toBe(before);
    const approve = () => decisionMaker.post(path, { impartiality }, key);
    const [first, ...others] = await Promise.all(Array.from({ length: 3 }, approve));
    for (const again of [...others, await approve()])
      expect([again.status, again.body]).toEqual([first!.status, first!.body]);
    expect(await decisionMaker.post(path, { impartiality })).toMatchObject({ status: 409 });
    expect(letterFiles()).toBe(before + 1);

    // In another language it is sent with the notice, which knows the last day: it ends after Easter.
    system.standalone.clock.moveTo('2027-03-04T10:00:00Z');
    const notice = { receivedOn: '2027-03-04', channel: 'portal', language: 'nn' };
    done(await caseworker.post(`/v1/applications/${id}/notification`, notice));
    expect(letterFiles()).toBe(before + 2);
    const at = `/v1/cases/${id}/letters?after=${await headOf(system)}`;
    const { body: letters } = await applicant.get<{ items: Listed[] }>(at);
    expect(letters.items).toMatchObject([
      { date: '2027-03-03', language: 'nb' },
      { date: '2027-03-03', language: 'nn' },
    ]);
    expect(await textOfLetter(id, letters.items[1]!)).toContain('til og med 30. mars 2027');
  });

  const letterFiles = () => filesIn(join(system.data, 'attachments')).length;

  async function submitted(language = 'nb'): Promise<string> {
    const document = documentOf(40_000_000);
    const content = {
      callId,
      ...document,
      language,
      applicant: { ...document.applicant, address: ['Verkstedveien 7', '0155 Oslo'] },
      period: { from: '2027-04-01', to: '2028-12-31' },
    };
    const { id } = done(await applicant.post('/v1/applications', content));
    done(await applicant.post(`/v1/applications/${id}/submission`));
    return id;
  }

  async function proposed(
    outcome: 'granted' | 'rejected' | 'inadmissible',
    language?: string,
  ): Promise<string> {
    const id = await submitted(language);
    const step = async (name: string, content?: object) =>
      done(await officials.caseworker.post(`/v1/applications/${id}/${name}`, content));
    await step('assignment');
    await step('impartiality', impartiality);
    const met = outcome !== 'inadmissible';
    await step('eligibility', { checks: [{ code: 'statutes', met }] });
    const amount = nok(outcome === 'granted' ? 30_000_000 : 0);
    if (met) {
      const score = outcome === 'granted' ? 5 : 2;
      await step('scores', { scores: [{ criterion: 'need', score, rationale: 'Godt dokumentert' }] });
    }
    await step('recommendation', { outcome, amount, rationale: 'Som vurdert' });
    await step('proposal', {
      outcome,
      amount,
      grounds: GROUNDS,
      ...(outcome === 'granted'
        ? {
            payoutConditions: [CONDITION],
            schedule: [
              { dueDate: '2027-06-01', amount: nok(10_000_000) },
              { dueDate: '2028-06-01', amount: nok(20_000_000) },
            ],
          }
        : {}),
    });
    return id;
  }

  async function decided(
    outcome: 'granted' | 'rejected' | 'inadmissible',
    language?: string,
  ): Promise<string> {
    const id = await proposed(outcome, language);
    done(await officials.decisionMaker.post(`/v1/applications/${id}/approval`, { impartiality }));
    return id;
  }

  async function notify(id: string): Promise<void> {
    const notice = { receivedOn: '2027-03-03', channel: 'portal' };
    done(await officials.caseworker.post(`/v1/applications/${id}/notification`, notice));
  }

  async function textOfLetter(id: string, letter: Listed): Promise<string> {
    const answer = await applicant.send(`/v1/cases/${id}/letters/${letter.id}`, {});
    return textOf(await readPdf(new Uint8Array(await answer.arrayBuffer())));
  }

  /** The only letter of a case, or the only one of its kind. */
  async function letterOf(
    id: string,
    kind?: string,
  ): Promise<{ readonly letter: Listed; readonly bytes: Buffer }> {
    const path = `/v1/cases/${id}/letters?after=${await headOf(system)}`;
    const { body: letters } = await applicant.get<{ items: Listed[] }>(path);
    const found = letters.items.filter((each) => kind === undefined || each.kind === kind);
    expect(found).toHaveLength(1);
    const letter = found[0]!;
    const answer = await applicant.send(`/v1/cases/${id}/letters/${letter.id}`, {});
    expect(answer.status).toBe(200);
    return { letter, bytes: Buffer.from(await answer.arrayBuffer()) };
  }
});

/** A scheme whose regulation gives time to appeal and to accept, asks for a report and checks the statutes. */
async function openScheme(manager: Person): Promise<string> {
  const regulation = {
    version: '1',
    inForceFrom: '2027-01-01',
    criteria: [{ code: 'need', title: 'Behov', min: 1, max: 5, weight: 1, threshold: 3 }],
    eligibility: { checks: [{ code: 'statutes', text: 'Vedtekter som forbyr utbytte', required: true }] },
    multiYear: true,
    acceptance: { weeks: 3 },
    supplement: { weeks: 2 },
    authority: {
      name: AUTHORITY,
      lines: ['Storgata 1, 0155 Oslo', 'Org.nr. 889640782'],
      enquiries: 'tilskudd@direktoratet.example',
    },
    reporting: [
      {
        code: 'final',
        title: 'Sluttrapport',
        every: 'end',
        dueMonth: 3,
        dueDay: 31,
        withAccounts: true,
        withAuditorStatement: false,
      },
    ],
    appeal: {
      period: { weeks: 3 },
      outerLimit: { years: 1 },
      body: 'ministry',
      bodyName: 'Arbeidsdepartementet',
    },
    legalReferences: ['Forskriften § 4'],
  };
  done(
    await manager.post('/v1/schemes', {
      code: 'letters',
      name: 'Sosialt entreprenørskap',
      ministry: 'Ministry of Labour',
      budgetChapter: '0621',
      budgetPost: '70',
      goal: 'Nye løsninger',
      targetGroup: 'Unge',
      currency: 'NOK',
      regulation,
    }),
  );
  const amount = nok(1_000_000_000);
  done(await manager.post('/v1/budgets/letters/appropriations', { year: 2027, amount }));
  done(await manager.post('/v1/budgets/letters/commitment-authorities', { year: 2027, amount }));
  const call = done(
    await manager.post('/v1/calls', {
      code: 'letters-call',
      schemeId: 'letters',
      regulationVersion: '1',
      title: 'Call',
      frame: amount,
      opensAt: '2027-01-02T00:00:00Z',
      closesAt: '2037-01-01T00:00:00Z',
    }),
  );
  return call.id;
}
