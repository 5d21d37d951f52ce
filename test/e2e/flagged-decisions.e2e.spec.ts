import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '#calendar/oslo.js';
import { castOf, caseIn, openRichScheme, type Cast } from '#test/support/case-states.js';
import { reactAgain } from '#test/support/reactions-again.js';
import { bankDayOf, DIRECTORATE, done } from '#test/support/scheme.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { headOf, moveTo, settled, todayIn } from '#test/support/time.js';

const problem = (status: number, code: string) => ({
  status,
  body: { type: `urn:tilsagn:problem:${code}` },
});
const FLAGGED = problem(409, 'decision-flagged');
const married = { conflict: true, statement: 'I am married to the manager' };
const grounds = 'Others scored it the same';
const settledToday = (finance: Person) => ({
  status: 'settled',
  settledOn: bankDayOf(finance),
  bankReference: 'B-1',
});

interface Case {
  readonly state: string;
  readonly decision?: { readonly flagged?: object; readonly upheld?: object; readonly standing: string };
  readonly decisions: readonly { readonly standing: string }[];
  readonly commands: readonly { readonly name: string; readonly allowed: boolean }[];
}

describe('a conflict that is found after the decision', () => {
  let system: System;
  let cast: Cast;
  let callId: string;
  let chief: Person;

  beforeAll(async () => {
    system = await startSystem();
    cast = await castOf(system);
    callId = await openRichScheme(cast, 'flagged');
    chief = await system.as('solveig', 'superior', DIRECTORATE);
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  const payoutOf = async (caseId: string) => {
    const { body } = await cast.finance.get<{
      items: { id: string; status: string; amount: { amount: number } }[];
    }>(`/v1/payouts?case=${caseId}&after=${await headOf(system)}`);
    // One that an amendment has replaced is cancelled, and may stand before or behind the one that took its place.
    const standing = body.items.findLast((each) => each.status !== 'cancelled');
    const { id, status } = standing ?? body.items.at(-1)!;
    return { at: `/v1/payouts/${id}`, status, all: body.items };
  };
  const shown = async (person: Person, caseId: string) =>
    (await person.get<Case>(`/v1/cases/${caseId}?after=${await headOf(system)}`)).body;
  const declare = async (person: Person, id: string) => {
    done(await person.postAsIs(`/v1/applications/${id}/impartiality`, married));
    await settled(system);
  };
  const review = (person: Person, id: string, how: string) =>
    person.post(`/v1/applications/${id}/${how}`, { grounds });

  it('lets no payout go, in whatever state it is, until the decision is upheld; then it goes', async () => {
    for (const [state, step, who] of [
      ['accepted, payout due', 'attestation', 'attester'],
      ['payout attested', 'approval', 'approver'],
      ['payout failed', 'instruction', 'finance'],
    ] as const) {
      const { id } = await caseIn(state, cast, callId);
      await declare(cast.decisionMaker, id);
      const { at } = await payoutOf(id);
      expect(await cast[who].post(`${at}/${step}`)).toMatchObject(FLAGGED);
      done(await review(chief, id, 'upholding'));
      await settled(system);
      done(await cast[who].post(`${at}/${step}`));
    }
  });

  it('holds what is not yet due, and what is accepted meanwhile', async () => {
    const { id } = await caseIn('notified', cast, callId);
    await declare(cast.caseworker, id);
    done(await cast.applicant.post(`/v1/awards/${id}/acceptance`));
    await settled(system);
    const award = async () => (await cast.finance.get(`/v1/awards/${id}?after=${await headOf(system)}`)).body;
    expect(await award()).toMatchObject({ blockedBy: ['decision-1'], released: { amount: 0 } });
    done(await review(chief, id, 'upholding'));
    await settled(system);
    expect(await award()).toMatchObject({ blockedBy: [], released: { amount: 300_000 } });
    const { at, status } = await payoutOf(id);
    expect(status).toBe('due');
    done(await cast.attester.post(`${at}/attestation`));
    done(await cast.approver.post(`${at}/approval`));
    done(await cast.finance.post(`${at}/instruction`));
    done(await cast.finance.post(`${at}/settlement`, settledToday(cast.finance)));
  });

  it('is seen in the case and in the queue, and by the applicant not', async () => {
    const { id } = await caseIn('accepted, payout due', cast, callId);
    await declare(cast.decisionMaker, id);
    expect((await shown(chief, id)).decision).toMatchObject({ flagged: { person: 'berit' } });
    expect((await shown(cast.applicant, id)).decision).not.toHaveProperty('flagged');
    const next = async () => {
      const { body } = await chief.get<{ items: { id: string; next: string }[] }>(
        `/v1/queue?limit=200&after=${await headOf(system)}`,
      );
      return body.items.find((item) => item.id === id)?.next;
    };
    expect(await next()).toBe('review-flagged-decision');
    done(await review(chief, id, 'upholding'));
    await settled(system);
    const { decision } = await shown(chief, id);
    expect(decision).toMatchObject({ upheld: { person: 'solveig', grounds } });
    expect(decision).not.toHaveProperty('flagged');
    expect(await next()).toBe('pay');
  });

  it('is looked at before its notice is recorded: the queue says so', async () => {
    const { id } = await caseIn('granted', cast, callId);
    await declare(cast.decisionMaker, id);
    const { body } = await chief.get<{ items: { id: string; next: string }[] }>(
      `/v1/queue?limit=200&after=${await headOf(system)}`,
    );
    expect(body.items.find((item) => item.id === id)?.next).toBe('review-flagged-decision');
  });

  it('is looked at by a superior who is impartial, or by the stand-in that was named', async () => {
    const { id } = await caseIn('accepted, payout due', cast, callId);
    await declare(cast.decisionMaker, id);
    await declare(cast.superior, id);
    expect(await review(cast.superior, id, 'upholding')).toMatchObject(problem(403, 'conflict-of-interest'));
    expect(await review(cast.decisionMaker, id, 'upholding')).toMatchObject(problem(403, 'four-eyes'));
    expect(await review(cast.approver, id, 'upholding')).toMatchObject(problem(403, 'not-stand-in'));
    const standIn = { person: 'beate', grounds: 'The superior is disqualified' };
    // Who is disqualified chooses nobody either; where every superior is, an administrator does.
    expect(await cast.superior.post(`/v1/applications/${id}/stand-in`, standIn)).toMatchObject(
      problem(403, 'conflict-of-interest'),
    );
    const administrator = await system.as('adam', 'administrator', 'agency');
    done(await administrator.post(`/v1/applications/${id}/stand-in`, standIn));
    done(await review(cast.approver, id, 'upholding'));
    expect(await review(chief, id, 'upholding')).toMatchObject(problem(409, 'decision-not-flagged'));
  });

  it('has the decision taken again by others: nothing goes meanwhile, and what they decide is paid', async () => {
    const { id } = await caseIn('payout attested', cast, callId);
    const against = { kind: 'decision', number: 1 };
    const appealed = await cast.applicant.post(`/v1/cases/${id}/appeals`, {
      against,
      grounds: 'Too little.',
    });
    const appealId = done(appealed).id;
    const statement = 'Nothing new was said.';
    done(await cast.caseworker.post(`/v1/appeals/${appealId}/forwarding`, { statement }));
    await declare(cast.caseworker, id);
    done(await review(chief, id, 'retaking'));
    await settled(system);
    // What is annulled is not changed as well: what is decided anew can be appealed against.
    expect(await shown(chief, id)).toMatchObject({ appeals: [{ id: appealId, state: 'superseded' }] });
    expect((await payoutOf(id)).all.map(({ status }) => status)).toEqual(['cancelled']);
    const open = await shown(chief, id);
    expect(open.decisions.map(({ standing }) => standing)).toEqual(['annulled']);
    const kim = await system.as('kim', 'caseworker', DIRECTORATE);
    const step = async (person: Person, name: string, body?: object) =>
      done(await person.post(`/v1/applications/${id}/${name}`, body));
    const amount = { amount: 300_000, currency: 'NOK' };
    expect(
      await cast.caseworker.post(`/v1/applications/${id}/eligibility`, {
        checks: [{ code: 'no-dividend', met: true }],
      }),
    ).toMatchObject(problem(403, 'conflict-of-interest'));
    await step(kim, 'assignment');
    await step(kim, 'eligibility', { checks: [{ code: 'no-dividend', met: true }] });
    await step(kim, 'scores', { scores: [{ criterion: 'need', score: 4, rationale: 'Many need it' }] });
    await step(kim, 'recommendation', { outcome: 'granted', amount, rationale: 'Worth it' });
    await step(kim, 'proposal', {
      outcome: 'granted',
      amount,
      grounds: 'It fits',
      schedule: [{ dueDate: bankDayOf(cast.finance), amount }],
    });
    await step(cast.approver, 'approval', { impartiality: { conflict: false } });
    await settled(system);
    const { at, status } = await payoutOf(id);
    expect(status).toBe('due');
    done(await cast.attester.post(`${at}/attestation`));
  });

  describe('in what gave or changed the grant after the first decision', () => {
    const NOK = (amount: number) => ({ amount, currency: 'NOK' });
    const both = (name: string) => system.as(name, ['caseworker', 'decision-maker'], DIRECTORATE);
    const step = async (person: Person, path: string, body?: object) => {
      const answer = done(await person.post(path, body));
      await settled(system);
      return answer;
    };
    const newDecision = () => ({
      outcome: 'granted',
      amount: NOK(300_000),
      schedule: [{ dueDate: bankDayOf(cast.finance), amount: NOK(300_000) }],
    });
    const acceptedAfter = async (id: string) => {
      await step(cast.caseworker, `/v1/applications/${id}/notification`, { channel: 'portal' });
      await step(cast.applicant, `/v1/awards/${id}/acceptance`);
    };
    /** Nothing is paid by it until somebody without a part in it upholds it. */
    const holds = async (id: string, person: string, reviewers: readonly Person[]) => {
      expect((await shown(chief, id)).decision).toMatchObject({ flagged: { person } });
      const { at } = await payoutOf(id);
      expect(await cast.attester.post(`${at}/attestation`)).toMatchObject(FLAGGED);
      for (const reviewer of reviewers)
        expect(await review(reviewer, id, 'upholding')).toMatchObject(problem(403, 'four-eyes'));
      done(await review(chief, id, 'upholding'));
      await settled(system);
      done(await cast.attester.post(`${(await payoutOf(id)).at}/attestation`));
    };

    it('flags a rejection that was reversed to 300 000, by the proposer or the approver of that', async () => {
      const [proposer, approver] = [await both('ownp'), await both('ownr')];
      for (const [who, name] of [
        [proposer, 'ownp'],
        [approver, 'ownr'],
      ] as const) {
        const { id } = await caseIn('rejected', cast, callId);
        await step(proposer, `/v1/applications/${id}/own-reversal`, { newDecision: newDecision(), grounds });
        await step(approver, `/v1/applications/${id}/own-reversal-approval`);
        await acceptedAfter(id);
        await declare(who, id);
        await holds(id, name, [proposer, approver]);
      }
    });

    it('flags what the deciding body reversed on appeal, by the proposer or the approver of that', async () => {
      const [proposer, approver] = [await both('revp'), await both('revr')];
      for (const [who, name] of [
        [proposer, 'revp'],
        [approver, 'revr'],
      ] as const) {
        const { id } = await caseIn('rejected', cast, callId);
        const appeal = await appealOf(id);
        await step(proposer, `/v1/appeals/${appeal}/reversal`, { newDecision: newDecision(), grounds });
        await step(approver, `/v1/appeals/${appeal}/reversal-approval`);
        await acceptedAfter(id);
        await declare(who, id);
        await holds(id, name, [proposer, approver]);
      }
    });

    it('flags what the appeal body changed, where a superior disqualifies who decided there', async () => {
      const { id } = await caseIn('rejected', cast, callId);
      const appeal = await appealOf(id);
      await step(cast.caseworker, `/v1/appeals/${appeal}/forwarding`, { statement: 'It was sound' });
      const body = { outcome: 'changed', newDecision: newDecision(), grounds };
      await step(cast.appealBody, `/v1/appeals/${appeal}/decision`, body);
      await acceptedAfter(id);
      const person = 'klara';
      await step(chief, `/v1/applications/${id}/impartiality-ruling`, {
        person,
        disqualified: true,
        grounds,
      });
      await holds(id, person, []);
    });

    it('flags an amendment, by whoever prepared or approved it', async () => {
      const [proposer, approver] = [await both('amep'), await both('amer')];
      for (const [who, name] of [
        [proposer, 'amep'],
        [approver, 'amer'],
      ] as const) {
        const { id } = await caseIn('accepted, payout due', cast, callId);
        await step(proposer, `/v1/awards/${id}/amendments`, {
          kind: 'amount',
          amount: NOK(200_000),
          payments: [],
          grounds,
        });
        await step(approver, `/v1/awards/${id}/amendments/1/approval`);
        await declare(who, id);
        await holds(id, name, [proposer, approver]);
      }
    });

    it('lets payments go on where a request was refused, and has it answered again', async () => {
      const { id } = await caseIn('accepted, payout due', cast, callId);
      const wish = { wish: 'The money in September', grounds: 'The premises are ready then' };
      await step(cast.applicant, `/v1/awards/${id}/amendment-requests`, wish);
      const [proposer, approver] = [await both('refp'), await both('refr')];
      await step(proposer, `/v1/awards/${id}/amendment-requests/1/refusal`, { grounds });
      await step(approver, `/v1/awards/${id}/amendment-refusals/1/approval`);
      await declare(approver, id);
      expect((await shown(chief, id)).decision).toMatchObject({
        flagged: { person: 'refr', of: { kind: 'refusal', number: 1 } },
      });
      done(await cast.attester.post(`${(await payoutOf(id)).at}/attestation`));
      expect(await review(proposer, id, 'retaking')).toMatchObject(problem(403, 'four-eyes'));
      done(await review(chief, id, 'retaking'));
      await settled(system);
      const award = await chief.get(`/v1/awards/${id}?after=${await headOf(system)}`);
      expect(award.body).toMatchObject({ amendmentRequests: [{ number: 1, state: 'open' }] });
      expect((await shown(chief, id)).decision).not.toHaveProperty('flagged');
      const again = await both('newp');
      await step(again, `/v1/awards/${id}/amendment-requests/1/refusal`, { grounds });
      await step(await both('newr'), `/v1/awards/${id}/amendment-refusals/2/approval`);
    });

    describe('has it decided again', () => {
      const awardOf = async (id: string) =>
        (await cast.finance.get(`/v1/awards/${id}?after=${await headOf(system)}`)).body;
      /** What is due, the smallest first. */
      const dueOf = async (id: string) =>
        (await payoutOf(id)).all
          .filter(({ status }) => status === 'due')
          .map(({ amount }) => amount.amount)
          .toSorted((a, b) => a - b);
      const amend = async (id: string, number: number, body: object, by = 'amep', approvedBy = 'amer') => {
        await step(await both(by), `/v1/awards/${id}/amendments`, { grounds, ...body });
        await step(await both(approvedBy), `/v1/awards/${id}/amendments/${number}/approval`);
      };
      /** Flagged by its approver, and undone by a superior; nobody attests anything until what stands is upheld. */
      const retaken = async (id: string, approver = 'amer') => {
        await declare(await both(approver), id);
        done(await review(chief, id, 'retaking'));
        await settled(system);
        expect(await review(chief, id, 'retaking')).toMatchObject(problem(409, 'decision-not-flagged'));
        expect((await shown(chief, id)).decision).toMatchObject({ standing: 'in-force' });
        expect(await awardOf(id)).toMatchObject({ blockedBy: ['decision-1'] });
      };
      const upheld = async (id: string) => {
        done(await review(chief, id, 'upholding'));
        await settled(system);
        expect(await awardOf(id)).toMatchObject({ blockedBy: [] });
      };

      it('of an amendment to 200 000 of 300 000: all is in force again, and an appeal against it is over', async () => {
        const { id } = await caseIn('accepted, payout due', cast, callId);
        await amend(id, 1, { kind: 'amount', amount: NOK(200_000), payments: [] });
        const against = { kind: 'amendment', number: 1 };
        const { id: appeal } = await step(cast.applicant, `/v1/cases/${id}/appeals`, {
          against,
          grounds: 'Too little',
        });
        await retaken(id);
        expect(await awardOf(id)).toMatchObject({ amount: NOK(300_000) });
        expect(await shown(chief, id)).toMatchObject({ appeals: [{ id: appeal, state: 'superseded' }] });
        expect(await dueOf(id)).toEqual([200_000]);
        // Others decide the same again.
        await amend(id, 2, { kind: 'amount', amount: NOK(200_000), payments: [] }, 'newp', 'newr');
        await upheld(id);
        expect(await awardOf(id)).toMatchObject({ amount: NOK(200_000) });
        expect(await dueOf(id)).toEqual([200_000]);
      });

      it('of an amendment to 400 000 of 300 000: what it granted is taken back before it is paid', async () => {
        const { id } = await caseIn('accepted, payout due', cast, callId);
        const dueDate = bankDayOf(cast.finance);
        const payments = [{ dueDate, amount: NOK(100_000) }];
        await amend(id, 1, { kind: 'amount', amount: NOK(400_000), payments });
        expect(await dueOf(id)).toEqual([100_000, 300_000]);
        await retaken(id);
        expect(await awardOf(id)).toMatchObject({ amount: NOK(300_000), dueBack: NOK(0) });
        await upheld(id);
        expect(await dueOf(id)).toEqual([300_000]);
      });

      it('of a continuation with 100 000 that was paid: 100 000 are claimed back', async () => {
        const { id } = await caseIn('paid', cast, callId);
        const payments = [{ dueDate: bankDayOf(cast.finance), amount: NOK(100_000) }];
        await amend(id, 1, { kind: 'continuation', amount: NOK(100_000), payments });
        const { all } = await payoutOf(id);
        const at = `/v1/payouts/${all.find(({ status }) => status === 'due')!.id}`;
        done(await cast.attester.post(`${at}/attestation`));
        done(await cast.approver.post(`${at}/approval`));
        done(await cast.finance.post(`${at}/instruction`));
        done(await cast.finance.post(`${at}/settlement`, settledToday(cast.finance)));
        await settled(system);
        await retaken(id);
        expect(await awardOf(id)).toMatchObject({ amount: NOK(300_000), dueBack: NOK(100_000) });
        const { body } = await cast.caseworker.get(`/v1/recoveries?case=${id}&after=${await headOf(system)}`);
        expect(body).toMatchObject({ items: [{ state: 'forewarned', amount: NOK(100_000) }] });
      });

      it('of a revocation to 100 000: 300 000 are in force again, and paid once that is upheld', async () => {
        const { id } = await caseIn('accepted, payout due', cast, callId);
        const proposer = await both('revcp');
        await step(proposer, `/v1/awards/${id}/revocation-forewarning`, { grounds });
        await moveTo(system, `${addDays(todayIn(system), 21)}T11:00:00Z`);
        await step(proposer, `/v1/awards/${id}/revocation`, { amountInForce: NOK(100_000), grounds });
        await step(await both('revcr'), `/v1/awards/${id}/revocation-approval`);
        expect(await dueOf(id)).toEqual([100_000]);
        await retaken(id, 'revcr');
        expect(await awardOf(id)).toMatchObject({ amount: NOK(300_000) });
        await upheld(id);
        expect(await dueOf(id)).toEqual([100_000, 200_000]);
      });
    });

    const appealOf = async (id: string) => {
      const against = { kind: 'decision', number: 1 };
      return (await step(cast.applicant, `/v1/cases/${id}/appeals`, { against, grounds: 'Wrong' })).id;
    };
  });

  it('leads to nothing more when every reaction reacts to everything again', async () => {
    await settled(system);
    const head = await headOf(system);
    await reactAgain(system);
    expect(await headOf(system)).toBe(head);
  });
});
