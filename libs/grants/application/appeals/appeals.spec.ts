import { beforeEach, describe, expect, it } from '@jest/globals';
import { asJson } from '#eventsourcing/testing/as-json.js';
import { AnnulClaim, UpholdClaimInPart } from '#payouts/contract/commands.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { contextsFrom } from '#processes/testing/contexts.js';
import type { Appealed } from '../../contract/events.js';
import { MOST_APPEALS } from '../../domain/appeal/submission.js';
import type { CarryOutAppeals } from '../processes/carry-out-appeals.js';
import { ReinstateAward } from '../awards/reinstate-award.js';
import { TakeApplicationStep } from '../applications/steps.js';
import { ReplaceDecision } from '../decisions/replace-decision.js';
import { TakeAppealStep } from './steps.js';
import { SubmitAppeal } from './submit-appeal.js';
import { CASE, caseWithAppeals, CLAIMED, contextOf, type Name } from './testing/case-with-appeals.js';

const DECISION: Appealed = { kind: 'decision', number: 1 };
const impartiality = { conflict: false };
const nok = (minor: number) => ({ amount: minor, currency: 'NOK' });
const amount = nok(300_000);
const newDecision = {
  outcome: 'granted',
  amount,
  conditions: ['Kari reports'],
  schedule: [{ dueDate: '2026-06-01', amount }],
} as const;

describe('appeals in a case', () => {
  let kit: Awaited<ReturnType<typeof caseWithAppeals>>;
  let keys = 0;
  const next = (name: Name) => contextOf(name, `key-${++keys}`);

  beforeEach(async () => {
    kit = await caseWithAppeals();
  });

  async function idOf(outcome: Promise<Outcome>): Promise<string> {
    const done = await outcome;
    if (!done.ok) throw new Error(done.refusal.code);
    return done.receipt.id;
  }
  const codeOf = async (outcome: Promise<Outcome>) => {
    const done = await outcome;
    return done.ok ? 'ok' : done.refusal.code;
  };
  const appeal = (against: Appealed = DECISION, context: CommandContext = next('ola')) =>
    kit.submit.execute(new SubmitAppeal(CASE, { against, grounds: 'Overlooked' }, context));
  const statusOf = async (id: string) => (await kit.appeals.find(id)).status;

  const step = (id: string, content: TakeAppealStep['content'], by: Name) =>
    kit.steps.execute(new TakeAppealStep(id, content, next(by)));
  const forward = (id: string) => step(id, { type: 'ForwardAppeal', statement: 'Nothing new' }, 'anna');
  type Decision = Extract<TakeAppealStep['content'], { type: 'DecideAppeal' }>;
  const decide = (id: string, content: Omit<Decision, 'type'>, by: Name = 'mona') =>
    step(id, { type: 'DecideAppeal', impartiality, ...content }, by);
  const dismiss = async (id: string) => {
    await idOf(step(id, { type: 'ProposeDismissal', grounds: 'No party' }, 'anna'));
    return step(id, { type: 'ApproveDismissal' }, 'berit');
  };
  const withdraw = (id: string) => kit.appeals.follow(id, { type: 'WithdrawAppeal' }, next('ola'));
  const carriedOut = async (id: string) => {
    const last = (await kit.store.readStream(`appeal-${id}`)).at(-1)!;
    await kit.carryOut.react(
      last as unknown as Parameters<CarryOutAppeals['react']>[0],
      contextsFrom(() => next('anna')),
    );
    return kit.sent.at(-1)!;
  };

  it('is one at a time against a decision, also when several are sent at once', async () => {
    const codes = await Promise.all([1, 2, 3].map(() => codeOf(appeal())));
    expect(codes.toSorted()).toEqual(['appeal-open', 'appeal-open', 'ok']);
  });

  it('is another one after a withdrawal, while the first, sent again, stays the first', async () => {
    const sent = next('ola');
    const first = await idOf(appeal(DECISION, sent));
    await idOf(withdraw(first));
    expect(await idOf(appeal(DECISION, sent))).toBe(first);
    const second = await idOf(appeal());
    expect(second).not.toBe(first);
    expect(await codeOf(appeal())).toBe('appeal-open');
  });

  it('ends after so many withdrawals, while what was sent is still known', async () => {
    const sent = next('ola');
    const first = await idOf(appeal(DECISION, sent));
    await idOf(withdraw(first));
    for (let attempt = 2; attempt <= MOST_APPEALS; attempt++) await idOf(withdraw(await idOf(appeal())));
    expect(await codeOf(appeal())).toBe('too-many-appeals');
    expect(await idOf(appeal(DECISION, sent))).toBe(first);
  });

  it('is late after the day the notice named', async () => {
    expect(
      await statusOf(await idOf(appeal(DECISION, contextOf('ola', 'late', '2026-03-02T23:30:00Z')))),
    ).toBe('late');
    const other = await caseWithAppeals();
    const inTime = new SubmitAppeal(
      CASE,
      { against: DECISION, grounds: 'x' },
      contextOf('ola', 'in time', '2026-03-02T22:30:00Z'),
    );
    const id = await idOf(other.submit.execute(inTime));
    expect((await other.appeals.find(id)).status).toBe('received');
  });

  it('is nobody’s but the applicant’s, and is against what was decided in the case', async () => {
    expect(await codeOf(appeal(DECISION, next('anna')))).toBe('forbidden');
    expect(await codeOf(appeal({ kind: 'decision', number: 2 }))).toBe('nothing-to-appeal');
    expect(await codeOf(appeal({ kind: 'revocation', id: CASE }))).toBe('nothing-to-appeal');
    expect(await codeOf(appeal({ kind: 'recovery', id: 'none' }))).toBe('nothing-to-appeal');
    expect(await codeOf(appeal({ kind: 'dismissal', id: 'none' }))).toBe('nothing-to-appeal');
  });

  it('is seen by the appeal body from the day it is forwarded', async () => {
    const id = await idOf(appeal());
    const stands = { outcome: 'stands', grounds: 'As before' } as const;
    expect(await codeOf(decide(id, stands))).toBe('not-found');
    await idOf(forward(id));
    expect(await codeOf(decide(id, stands, 'berit'))).toBe('forbidden');
    await idOf(decide(id, stands));
    expect(await codeOf(appeal())).toBe('appeal-decided');
  });

  it('records a conflict that is declared with a step, and refuses the step', async () => {
    const id = await idOf(appeal());
    const prepare = (conflict: boolean) =>
      codeOf(step(id, { type: 'PrepareAppeal', impartiality: { conflict } }, 'arne'));
    expect(await prepare(true)).toBe('conflict-of-interest');
    expect(asJson(await kit.appeals.find(id))).toMatchObject({
      status: 'received',
      conflicts: { arne: true },
    });
    expect(await prepare(false)).toBe('conflict-of-interest');
  });

  it('takes a declaration in the case for one in the appeal, as a superior ruled on it', async () => {
    const id = await idOf(appeal());
    await kit.happened(`application-${CASE}`, {
      type: 'ImpartialityRuled',
      data: { person: 'anna', ruledBy: 'siri', disqualified: true, mayPrepare: false, mayDecide: false },
    });
    expect(await codeOf(forward(id))).toBe('conflict-of-interest');
  });

  it('tells who prepared that four eyes are needed, whatever their roles', async () => {
    const id = await idOf(appeal());
    await idOf(step(id, { type: 'ProposeReversal', newDecision, grounds: 'Overlooked' }, 'anna'));
    expect(await codeOf(step(id, { type: 'ApproveReversal' }, 'anna'))).toBe('four-eyes');
    await idOf(step(id, { type: 'ApproveReversal' }, 'berit'));
    const replace = await carriedOut(id);
    expect(replace).toBeInstanceOf(ReplaceDecision);
    expect(replace).toMatchObject({
      id: CASE,
      content: {
        by: 'reversal',
        appealId: id,
        replaces: 1,
        outcome: 'granted',
        conditions: ['Kari reports'],
      },
    });
  });

  it('changes or annuls a decision where it stands', async () => {
    const id = await idOf(appeal());
    await idOf(forward(id));
    await idOf(decide(id, { outcome: 'changed', newDecision, grounds: 'The need is there' }));
    const replace = await carriedOut(id);
    expect(replace).toBeInstanceOf(ReplaceDecision);
    expect(replace.content).toMatchObject({
      by: 'appeal',
      replaces: 1,
      amount,
      schedule: [{ number: 1, dueDate: '2026-06-01', amount: 300_000 }],
      conditions: ['Kari reports'],
    });

    kit = await caseWithAppeals();
    const other = await idOf(appeal());
    await idOf(forward(other));
    await idOf(decide(other, { outcome: 'annulled', grounds: 'Hasty' }));
    const reopen = await carriedOut(other);
    expect(reopen).toBeInstanceOf(TakeApplicationStep);
    expect(reopen).toMatchObject({
      id: CASE,
      content: { type: 'ReopenApplication', decision: 1, appealId: other },
    });
  });

  it('can be against a dismissal, which it lifts', async () => {
    const dismissed = await idOf(appeal());
    await idOf(dismiss(dismissed));
    expect(await codeOf(appeal())).toBe('appeal-decided');
    const id = await idOf(appeal({ kind: 'dismissal', id: dismissed }));
    await idOf(forward(id));
    expect(await codeOf(decide(id, { outcome: 'annulled', grounds: 'A party' }, 'mona'))).toBe('ok');
    const reopen = await carriedOut(id);
    expect(reopen).toBeInstanceOf(TakeAppealStep);
    expect(reopen).toMatchObject({ id: dismissed, content: { type: 'ReopenAppeal', appealId: id } });
  });

  it('can be against a revocation until an appeal undid it', async () => {
    await kit.happened(`award-${CASE}`, { type: 'AwardRevoked', data: { awardId: CASE, approver: 'berit' } });
    const id = await idOf(appeal({ kind: 'revocation', id: CASE }));
    await idOf(forward(id));
    await idOf(decide(id, { outcome: 'changed', grounds: 'Too hard' }));
    const reinstate = await carriedOut(id);
    expect(reinstate).toBeInstanceOf(ReinstateAward);
    expect(reinstate).toMatchObject({ id: CASE, content: { appealId: id } });
    await kit.happened(`award-${CASE}`, { type: 'AwardReinstated', data: { awardId: CASE } });
    expect(await kit.appealables.find(CASE, { kind: 'revocation', id: CASE })).toBeUndefined();
  });

  it('changes nothing of a revocation once a later decision ended the grant', async () => {
    const revoked = (more: object) =>
      kit.happened(`award-${CASE}`, { type: 'AwardRevoked', data: { awardId: CASE, ...more } });
    await revoked({ revocation: 1, approver: 'berit' });
    const id = await idOf(appeal({ kind: 'revocation', id: CASE }));
    await idOf(forward(id));
    await revoked({ revocation: 1, decision: 2 });
    const changed = { outcome: 'changed', grounds: 'Too hard' } as const;
    expect(await codeOf(decide(id, changed))).toBe('nothing-to-appeal');
    // Another decision grants it again: then what was revoked stays so, and the appeal is heard.
    await kit.happened(`award-${CASE}`, { type: 'DecisionFollowed', data: { awardId: CASE, decision: 3 } });
    expect(await codeOf(decide(id, changed))).toBe('ok');
  });

  it('is against the revocation that it names, or the last that stands', async () => {
    const happened = (type: string, data: object) =>
      kit.happened(`award-${CASE}`, { type, data: { awardId: CASE, ...data } });
    await happened('AwardRevoked', { revocation: 1, approver: 'berit' });
    await happened('AwardRevoked', { revocation: 2, approver: 'berit' });
    const found = async (revocation?: number) => {
      const of = { kind: 'revocation', id: CASE, revocation } as const;
      return (await kit.appealables.find(CASE, of))?.against;
    };
    const against = (revocation: number) => ({ kind: 'revocation', id: CASE, revocation });
    expect([await found(), await found(1), await found(3)]).toEqual([against(2), against(1), undefined]);
    await happened('AwardReinstated', { revocation: 2, appealId: 'k1' });
    expect([await found(), await found(2)]).toEqual([against(1), undefined]);
  });

  it('can be against a claim for repayment of the same case', async () => {
    const against = { kind: 'recovery', id: 'r1' } as const;
    await kit.happened('recovery-r1', {
      type: 'RecoveryForewarned',
      data: { recoveryId: 'r1', caseId: CASE, grounds: 'Not spent', replyBy: '2026-03-01' },
    });
    expect(await codeOf(appeal(against))).toBe('nothing-to-appeal');
    await kit.happened('recovery-r1', { type: 'RepaymentClaimed', data: { recoveryId: 'r1' } });
    expect(await kit.appealables.find('another-case', against)).toBeUndefined();
    const id = await idOf(appeal(against));
    await idOf(forward(id));
    await idOf(decide(id, { outcome: 'annulled', grounds: 'It was spent' }));
    const annul = await carriedOut(id);
    expect(annul).toBeInstanceOf(AnnulClaim);
    expect(annul).toMatchObject({ id: 'r1', content: { appealId: id } });
  });

  it('against a claim is upheld in part, where it stands', async () => {
    const against = await claimed();
    const id = await idOf(appeal(against));
    await idOf(forward(id));
    const part = { outcome: 'changed', amount: nok(120_000), grounds: 'Most was spent' } as const;
    expect(await codeOf(decide(id, { ...part, amount: nok(CLAIMED) }))).toBe('amount-invalid');
    await idOf(decide(id, part));
    const uphold = await carriedOut(id);
    expect(uphold).toBeInstanceOf(UpholdClaimInPart);
    expect(uphold).toMatchObject({ id: 'r1', content: { appealId: id, by: 'appeal', amount: 120_000 } });
    await kit.happened('recovery-r1', {
      type: 'ClaimPartlyUpheld',
      data: { recoveryId: 'r1', appealId: id, by: 'appeal' },
    });
    expect(await kit.appealables.find(CASE, against)).toMatchObject({ final: true });
    expect(await codeOf(appeal(against))).toBe('appeal-decided');
  });

  it('that the deciding body upheld in part leaves its decision, which can be appealed against once more', async () => {
    const against = await claimed();
    const first = await idOf(appeal(against));
    const part = { amount: nok(120_000), grounds: 'Most was spent' };
    await idOf(step(first, { type: 'ProposeReversal', ...part }, 'anna'));
    await idOf(step(first, { type: 'ApproveReversal' }, 'berit'));
    await kit.happened('recovery-r1', {
      type: 'ClaimPartlyUpheld',
      data: { recoveryId: 'r1', appealId: first, by: 'reversal' },
    });
    expect(await kit.appealables.find(CASE, against)).toMatchObject({
      final: false,
      involved: ['anna', 'berit'],
    });
    const second = await idOf(appeal(against));
    expect(second).not.toBe(first);
    expect(await codeOf(appeal(against))).toBe('appeal-open');
  });

  it('against a revocation leaves nothing to appeal against where the appeal body left a part', async () => {
    const against = { kind: 'revocation', id: CASE } as const;
    await kit.happened(`award-${CASE}`, { type: 'AwardRevoked', data: { awardId: CASE, approver: 'berit' } });
    const id = await idOf(appeal(against));
    const left = (by: 'reversal' | 'appeal') =>
      kit.happened(`award-${CASE}`, {
        type: 'AwardReinstated',
        data: { awardId: CASE, appealId: id, upheld: { by, stillRevoked: amount } },
      });
    await left('reversal');
    expect(await kit.appealables.find(CASE, against)).toMatchObject({ final: false });
    await left('appeal');
    expect(await kit.appealables.find(CASE, against)).toMatchObject({ final: true });
    await kit.happened(`award-${CASE}`, { type: 'AwardRevoked', data: { awardId: CASE, approver: 'berit' } });
    expect(await kit.appealables.find(CASE, against)).toMatchObject({ final: false });
  });

  /** A claim for repayment in the case. */
  async function claimed() {
    await kit.happened(
      'recovery-r1',
      {
        type: 'RecoveryForewarned',
        data: { recoveryId: 'r1', caseId: CASE, grounds: 'Not spent', replyBy: '2026-03-01' },
      },
      { type: 'RepaymentClaimed', data: { recoveryId: 'r1' } },
    );
    return { kind: 'recovery', id: 'r1' } as const;
  }
});
