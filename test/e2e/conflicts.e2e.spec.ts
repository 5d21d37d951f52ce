import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '#calendar/oslo.js';
import { castOf, caseIn, openRichScheme, type Cast } from '#test/support/case-states.js';
import { DIRECTORATE, done } from '#test/support/scheme.js';
import { startSystem, TODAY, type Person, type System } from '#test/support/system.js';
import { headOf, moveTo, todayIn } from '#test/support/time.js';

const nok = (amount: number) => ({ amount, currency: 'NOK' });
const problem = (status: number, code: string) => ({
  status,
  body: { type: `urn:tilsagn:problem:${code}` },
});
const CONFLICT = problem(403, 'conflict-of-interest');
const grounds = 'They stopped';
const writeOff = { authority: 'Instruction 4.2', grounds };
const married = { conflict: true, statement: 'I am married to the manager' };
const conditions = { kind: 'conditions', addConditions: [{ text: 'Results are published' }], grounds };
const EVERY_ROLE = ['caseworker', 'decision-maker', 'attester', 'finance', 'superior'] as const;

type Kind = 'applications' | 'awards' | 'payouts' | 'reports' | 'recoveries' | 'appeals';
type Step = readonly [kind: Kind, step: string, body?: object];

/** In each state of a case the official steps that any official may take there. */
const STEPS: Readonly<Record<string, readonly Step[]>> = {
  submitted: [['applications', 'assignment']],
  proposed: [
    ['applications', 'approval'],
    ['applications', 'return', { grounds: 'Too much' }],
  ],
  granted: [['applications', 'notification', { channel: 'portal', receivedOn: TODAY }]],
  'accepted, payout due': [
    ['payouts', 'attestation'],
    ['payouts', 'cancellation', { grounds }],
    ['awards', 'amendments', conditions],
    ['awards', 'revocation-forewarning', { grounds }],
    ['awards', 'account-corrections', { account: '12345678911', evidence: 'A letter of the bank' }],
    ['awards', 'conditions/1/fulfilment', { evidence: 'The accounts' }],
    ['reports', 'waiver', { grounds }],
  ],
  'payout attested': [['payouts', 'approval']],
  'amendment proposed': [
    ['awards', 'amendments/1/approval'],
    ['awards', 'amendments/1/return', { grounds }],
  ],
  'account correction proposed': [
    ['awards', 'account-corrections/1/approval'],
    ['awards', 'account-corrections/1/rejection', { grounds }],
  ],
  'report submitted': [
    ['reports', 'approval'],
    ['reports', 'return', { grounds, dueOn: addDays(TODAY, 14) }],
  ],
  appealed: [
    ['appeals', 'preparation'],
    ['appeals', 'dismissal', { grounds }],
    ['appeals', 'reversal', { grounds, newDecision: granting() }],
    ['appeals', 'forwarding', { statement: 'Nothing new was said' }],
    ['appeals', 'provisional-reply', { text: 'It takes longer' }],
    ['appeals', 'deferral', { grounds }],
  ],
  'reversal proposed': [['appeals', 'reversal-approval']],
};

function granting() {
  return { outcome: 'granted', amount: nok(300_000), schedule: [{ dueDate: TODAY, amount: nok(300_000) }] };
}

describe('a conflict of interest that is on record in a case', () => {
  let system: System;
  let cast: Cast;
  let callId: string;
  let gerd: Person;
  let hanne: Person;

  beforeAll(async () => {
    system = await startSystem();
    cast = await castOf(system);
    callId = await openRichScheme(cast, 'conflicts');
    gerd = await system.as('gerd', EVERY_ROLE, DIRECTORATE);
    hanne = await system.as('hanne', EVERY_ROLE, DIRECTORATE);
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  async function pathOf(caseId: string, kind: Kind): Promise<string> {
    if (kind === 'applications' || kind === 'awards') return `/v1/${kind}/${caseId}`;
    const after = await headOf(system);
    const { body } = await cast.caseworker.get<{ items: { id: string }[] }>(
      `/v1/${kind}?case=${caseId}&after=${after}`,
    );
    return `/v1/${kind}/${body.items[0]!.id}`;
  }

  const declare = async (person: Person, id: string, body: object) =>
    done(await person.post(`/v1/applications/${id}/impartiality`, body));
  const rule = async (id: string, person: string, body: object) =>
    done(
      await cast.superior.post(`/v1/applications/${id}/impartiality-ruling`, {
        person,
        grounds: 'They know each other well',
        ...body,
      }),
    );

  it.each(Object.keys(STEPS))('stops every official step where a case is %s', async (state) => {
    const { id } = await caseIn(state, cast, callId);
    await declare(gerd, id, married);
    for (const [kind, step, body] of STEPS[state]!) {
      const answer = await gerd.postAsIs(`${await pathOf(id, kind)}/${step}`, body);
      expect([step, answer]).toMatchObject([step, CONFLICT]);
    }
  });

  it('stops the recovery of money, from its claim to the writing off', async () => {
    const { id } = await caseIn('unspent money forewarned', cast, callId);
    await declare(gerd, id, married);
    const recovery = await pathOf(id, 'recoveries');
    const claim = { amount: nok(100_000), grounds, dueOn: addDays(TODAY, 30) };
    const refused = async (step: string, body?: object) =>
      expect([step, await gerd.postAsIs(`${recovery}/${step}`, body)]).toMatchObject([step, CONFLICT]);
    done(await cast.applicant.post(`${recovery}/reply`, { answer: 'We agree' }));
    await refused('dropping', { grounds });
    await refused('claim', claim);
    done(await cast.caseworker.post(`${recovery}/claim`, claim));
    await refused('claim-approval');
    done(await hanne.post(`${recovery}/claim-approval`));
    const half = (days: number) => ({ dueOn: addDays(TODAY, days), amount: nok(50_000) });
    await refused('instalments', { instalments: [half(40), half(70)] });
    await refused('write-off', writeOff);
    done(await cast.caseworker.post(`${recovery}/write-off`, writeOff));
    await refused('giving-up-approval');
    await refused('giving-up-return', { grounds });
  });

  it('is asked for from everyone who takes a step, once in the case, before or with a step', async () => {
    const { id } = await caseIn('accepted, payout due', cast, callId);
    const payout = await pathOf(id, 'payouts');
    expect(await hanne.postAsIs(`${payout}/attestation`)).toMatchObject(
      problem(409, 'impartiality-not-declared'),
    );
    const { body } = await hanne.get<{ commands: { name: string; allowed: boolean; needs?: string }[] }>(
      `/v1/cases/${id}?after=${await headOf(system)}`,
    );
    expect(body.commands.find(({ name }) => name === 'attest-payout')).toMatchObject({
      allowed: true,
      needs: 'impartiality',
      example: { impartiality: { conflict: false } },
    });
    done(await hanne.postAsIs(`${payout}/attestation`, { impartiality: { conflict: false } }));
    done(await hanne.postAsIs(`/v1/awards/${id}/conditions/1/fulfilment`, { evidence: 'The accounts' }));
  });

  it('is recorded with a step, which is refused then; nobody takes it back', async () => {
    const { id } = await caseIn('payout attested', cast, callId);
    const payout = await pathOf(id, 'payouts');
    expect(await gerd.postAsIs(`${payout}/approval`, { impartiality: married })).toMatchObject(CONFLICT);
    expect(await gerd.postAsIs(`${payout}/approval`, { impartiality: { conflict: false } })).toMatchObject(
      CONFLICT,
    );
    expect(await gerd.postAsIs(`/v1/applications/${id}/impartiality`, { conflict: false })).toMatchObject(
      CONFLICT,
    );
    const doubt = { impartiality: { conflict: false, doubt: true } };
    expect(await hanne.postAsIs(`${payout}/approval`, doubt)).toMatchObject(
      problem(409, 'impartiality-in-doubt'),
    );
    await rule(id, 'hanne', { disqualified: false });
    done(await hanne.postAsIs(`${payout}/approval`));
  });

  it('stops what decides where a superior lets a person prepare alone, and the latest ruling counts', async () => {
    const { id } = await caseIn('accepted, payout due', cast, callId);
    const payout = await pathOf(id, 'payouts');
    await declare(gerd, id, { conflict: false, doubt: true });
    await rule(id, 'gerd', { disqualified: true, mayPrepare: true });
    done(await gerd.postAsIs(`/v1/awards/${id}/amendments`, conditions));
    expect(await gerd.postAsIs(`${payout}/attestation`)).toMatchObject(CONFLICT);
    await rule(id, 'gerd', { disqualified: true });
    expect(await gerd.postAsIs(`/v1/awards/${id}/amendments`, conditions)).toMatchObject(CONFLICT);
    await rule(id, 'gerd', { disqualified: false });
    done(await gerd.postAsIs(`${payout}/attestation`));
  });

  it('binds in the case when it was declared in an appeal, until a superior has ruled since', async () => {
    const { id } = await caseIn('appealed', cast, callId);
    const appeal = await pathOf(id, 'appeals');
    await rule(id, 'gerd', { disqualified: false });
    expect(await gerd.postAsIs(`${appeal}/preparation`, { impartiality: married })).toMatchObject(CONFLICT);
    expect(await gerd.postAsIs(`${appeal}/provisional-reply`, { text: 'Soon' })).toMatchObject(CONFLICT);
    await rule(id, 'gerd', { disqualified: false });
    done(await gerd.postAsIs(`${appeal}/provisional-reply`, { text: 'Soon' }));
    done(await gerd.postAsIs(`${appeal}/preparation`));
  });

  it('leaves facts to be recorded, and what was done before', async () => {
    const { id } = await caseIn('payout instructed', cast, callId);
    await declare(cast.finance, id, married);
    await declare(cast.attester, id, married);
    const payout = await pathOf(id, 'payouts');
    done(
      await cast.finance.postAsIs(`${payout}/settlement`, {
        status: 'settled',
        settledOn: TODAY,
        bankReference: 'B-1',
      }),
    );
    expect(await cast.finance.get(`${payout}?after=${await headOf(system)}`)).toMatchObject({
      body: { status: 'settled' },
    });
  });

  describe('found of who prepared what waits for another person', () => {
    /** What gerd prepares, the step that decides on it, and those by which hanne and kim go on without him. */
    interface Prepared {
      readonly state: string;
      readonly by: readonly Step[];
      readonly decided: Step;
      /** What hanne does first, where what waits is not replaced by what is proposed anew. */
      readonly before?: Step;
      /** The same, where it has another number the second time. */
      readonly again?: Step;
    }
    const account = { account: '12345678911', evidence: 'A letter of the bank' };
    const PREPARED: Readonly<Record<string, Prepared>> = {
      'an amendment': {
        state: 'accepted, payout due',
        by: [['awards', 'amendments', conditions]],
        decided: ['awards', 'amendments/1/approval'],
        again: ['awards', 'amendments/2/approval'],
      },
      'another account': {
        state: 'accepted, payout due',
        by: [['awards', 'account-corrections', account]],
        decided: ['awards', 'account-corrections/1/approval'],
        before: ['awards', 'account-corrections/1/rejection', { grounds }],
        again: ['awards', 'account-corrections/2/approval'],
      },
      'an attestation': {
        state: 'accepted, payout due',
        by: [['payouts', 'attestation']],
        decided: ['payouts', 'approval'],
      },
      'the waiver of a report': {
        state: 'accepted, payout due',
        by: [['reports', 'waiver', { grounds }]],
        decided: ['reports', 'waiver-approval'],
      },
      'a reversal of own motion': {
        state: 'rejected',
        by: [['applications', 'own-reversal', { newDecision: granting(), grounds }]],
        decided: ['applications', 'own-reversal-approval'],
      },
      'a dismissal': {
        state: 'appealed',
        by: [['appeals', 'dismissal', { grounds }]],
        decided: ['appeals', 'dismissal-approval'],
      },
      'a reversal': {
        state: 'appealed',
        by: [['appeals', 'reversal', { newDecision: granting(), grounds }]],
        decided: ['appeals', 'reversal-approval'],
      },
      'a claim': {
        state: 'unspent money forewarned',
        by: [['recoveries', 'claim', { amount: nok(100_000), grounds, dueOn: addDays(TODAY, 60) }]],
        decided: ['recoveries', 'claim-approval'],
      },
      'what is given up': {
        state: 'unspent money forewarned',
        by: [['recoveries', 'dropping', { grounds }]],
        decided: ['recoveries', 'giving-up-approval'],
      },
      'another date of limitation': {
        state: 'unspent money forewarned',
        by: [['recoveries', 'limitation-move', { limitationDate: addDays(TODAY, 4_000), grounds }]],
        decided: ['recoveries', 'limitation-move-approval'],
      },
    };

    const take = async (person: Person, id: string, [kind, step, body]: Step, headers = {}) =>
      person.post(`${await pathOf(id, kind)}/${step}`, body, headers);
    /** What took the place of a proposal that waits is approved by who has seen it. */
    const approve = async (person: Person, id: string, step: Step) => {
      const answer = await take(person, id, step);
      if (answer.body.type !== 'urn:tilsagn:problem:proposal-replaced') return answer;
      return take(person, id, step, { 'if-match': `"${answer.body.revision}"` });
    };

    it.each(Object.keys(PREPARED))('stops the approval of %s, which others prepare anew', async (name) => {
      const { state, by, decided, before, again = decided } = PREPARED[name]!;
      const { id } = await caseIn(state, cast, callId);
      if (name === 'a claim')
        done(await cast.applicant.post(`${await pathOf(id, 'recoveries')}/reply`, { answer: 'We agree' }));
      for (const step of by) done(await take(gerd, id, step));
      await rule(id, 'gerd', { disqualified: true });
      expect(await take(hanne, id, decided)).toMatchObject(CONFLICT);
      if (before) done(await take(hanne, id, before));
      const kim = await system.as('kim', EVERY_ROLE, DIRECTORATE);
      for (const step of by) done(await take(kim, id, step));
      done(await approve(hanne, id, again));
    });

    it('lets stand what a person prepared who may do that alone, and waits while there is a doubt', async () => {
      const { id } = await caseIn('accepted, payout due', cast, callId);
      done(await take(gerd, id, ['awards', 'amendments', conditions]));
      await declare(gerd, id, { conflict: false, doubt: true });
      const approval: Step = ['awards', 'amendments/1/approval'];
      expect(await take(hanne, id, approval)).toMatchObject(problem(409, 'impartiality-in-doubt'));
      await rule(id, 'gerd', { disqualified: true, mayPrepare: true });
      done(await take(hanne, id, approval));
    });

    it('stops the approval of a revocation, of which another person forewarns anew', async () => {
      const { id } = await caseIn('accepted, payout due', cast, callId);
      const kim = await system.as('kim', EVERY_ROLE, DIRECTORATE);
      const forewarned: Step = ['awards', 'revocation-forewarning', { grounds }];
      const half: Step = ['awards', 'revocation', { amountInForce: nok(150_000), grounds }];
      const approval: Step = ['awards', 'revocation-approval'];
      const afterTheReply = () => moveTo(system, `${addDays(todayIn(system), 30)}T11:00:00Z`);
      done(await take(gerd, id, forewarned));
      await afterTheReply();
      done(await take(kim, id, half));
      await rule(id, 'gerd', { disqualified: true });
      expect(await take(hanne, id, approval)).toMatchObject(CONFLICT);
      done(await take(kim, id, forewarned));
      await afterTheReply();
      done(await take(kim, id, half));
      done(await take(hanne, id, approval));
    });
  });
});
