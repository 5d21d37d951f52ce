import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Outcome } from '#eventsourcing/command.js';
import { FindDecidersOfGrant } from '#payouts/contract/queries.js';
import type { Appealed } from '../../contract/events.js';
import { TakeAppealStep } from '../appeals/steps.js';
import { SubmitAppeal } from '../appeals/submit-appeal.js';
import { CASE, caseWithAppeals, contextOf, type Name } from '../appeals/testing/case-with-appeals.js';
import { FindDecidersOfGrantHandler } from './deciders-of-claims.js';

const nok = (amount: number) => ({ amount, currency: 'NOK' });
const NEW_DECISION = {
  outcome: 'granted',
  amount: nok(200_000),
  conditions: [],
  schedule: [{ dueDate: '2026-06-01', amount: nok(200_000) }],
} as const;

describe('whoever decided what a claim rests on, and gives none of it up', () => {
  let kit: Awaited<ReturnType<typeof caseWithAppeals>>;
  let keys = 0;

  beforeEach(async () => {
    kit = await caseWithAppeals();
  });

  const decidersOf = async (recoveryId: string) => {
    const handler = new FindDecidersOfGrantHandler(kit.makers, kit.store);
    return (await handler.execute(new FindDecidersOfGrant(CASE, recoveryId))).toSorted();
  };
  const next = (name: Name) => contextOf(name, `key-${++keys}`);
  const done = async (outcome: Promise<Outcome>) => {
    const answer = await outcome;
    if (!answer.ok) throw new Error(answer.refusal.code);
    return answer.receipt.id;
  };
  const onAward = (type: string, data: object) =>
    kit.happened(`award-${CASE}`, { type, data: { awardId: CASE, ...data } });
  const step = (id: string, content: TakeAppealStep['content'], by: Name) =>
    done(kit.steps.execute(new TakeAppealStep(id, content, next(by))));
  const appealed = (against: Appealed) =>
    done(kit.submit.execute(new SubmitAppeal(CASE, { against, grounds: 'Overlooked' }, next('ola'))));

  /** The deciding body reverses, by anna and berit. */
  async function reversed(id: string, content: object): Promise<void> {
    await step(id, { type: 'ProposeReversal', grounds: 'It was done', ...content }, 'anna');
    await step(id, { type: 'ApproveReversal' }, 'berit');
  }

  /** The appeal body decides, by mona. */
  async function decided(id: string): Promise<void> {
    await step(id, { type: 'ForwardAppeal', statement: 'Nothing new' }, 'anna');
    const impartiality = { conflict: false };
    await step(id, { type: 'DecideAppeal', impartiality, outcome: 'annulled', grounds: 'Hasty' }, 'mona');
  }

  it('is who approved that revocation, of two, and who left a part of it on appeal', async () => {
    await onAward('AwardRevoked', { revocation: 1, approver: 'bodil' });
    await onAward('ExcessClaimed', { recoveryId: 'r1', basis: 'revocation', revocation: 1 });
    await onAward('AwardRevoked', { revocation: 2, approver: 'birger' });
    await onAward('ExcessClaimed', { recoveryId: 'r2', basis: 'revocation', revocation: 2 });
    expect([await decidersOf('r1'), await decidersOf('r2')]).toEqual([['bodil'], ['birger']]);
    const id = await appealed({ kind: 'revocation', id: CASE, revocation: 1 });
    await decided(id);
    const upheld = { by: 'appeal', stillRevoked: nok(50_000) };
    await onAward('AwardReinstated', { revocation: 1, appealId: id, upheld });
    expect([await decidersOf('r1'), await decidersOf('r2')]).toEqual([['bodil', 'mona'], ['birger']]);
  });

  it('is who decided the reversal on appeal that led to the decision', async () => {
    const id = await appealed({ kind: 'decision', number: 1 });
    await reversed(id, { newDecision: NEW_DECISION });
    const { outcome, amount } = NEW_DECISION;
    const replaced = {
      decision: 2,
      replaces: 1,
      by: 'reversal',
      appealId: id,
      outcome,
      amount,
      schedule: [],
    };
    await kit.happened(`application-${CASE}`, {
      type: 'DecisionReplaced',
      data: { ...replaced, decidedOn: '2026-02-20', schemeId: 'scheme' },
    });
    await onAward('ExcessClaimed', { recoveryId: 'r1', basis: 'revocation', decision: 2 });
    expect(await decidersOf('r1')).toEqual(['berit']);
    // Nor do they decide an appeal against what they made.
    const { involved = [] } = (await kit.appealables.find(CASE, { kind: 'decision', number: 2 })) ?? {};
    expect(involved.toSorted()).toEqual(['anna', 'berit']);
  });

  it('is who decided what an appeal left of the claim itself', async () => {
    await onAward('AwardRevoked', { revocation: 1, approver: 'bodil' });
    await onAward('ExcessClaimed', { recoveryId: 'r1', basis: 'revocation', revocation: 1 });
    await kit.happened(
      'recovery-r1',
      {
        type: 'RecoveryForewarned',
        data: { recoveryId: 'r1', caseId: CASE, grounds: 'x', replyBy: '2026-03-01' },
      },
      { type: 'RepaymentClaimed', data: { recoveryId: 'r1' } },
    );
    const id = await appealed({ kind: 'recovery', id: 'r1' });
    await reversed(id, { amount: nok(100_000) });
    await kit.happened('recovery-r1', {
      type: 'ClaimPartlyUpheld',
      data: { recoveryId: 'r1', appealId: id, by: 'reversal' },
    });
    expect(await decidersOf('r1')).toEqual(['berit', 'bodil']);
  });
});
