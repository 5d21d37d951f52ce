import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openMemoryStore } from '#event-store/memory/memory-store.js';
import type { EventStore } from '#event-store/port.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import { newId } from '#eventsourcing/ids.js';
import { streams } from '#grants/contract/events.js';
import { award } from '#grants/domain/award/award.js';
import { recoveryOf } from '#grants/domain/award/levelling.js';
import { payoutIdOf } from '#grants/domain/award/release.js';
import { nok, offer } from '#grants/domain/award/testing/offer.js';
import { TakePayoutStep } from '#payouts/application/payouts/steps.js';
import { TakeRecoveryStep } from '#payouts/application/recoveries/steps.js';
import { payoutStream, recoveryStream } from '#payouts/contract/events.js';
import { payout } from '#payouts/domain/payout/payout.js';
import { order as paidTo } from '#payouts/domain/payout/testing/commands.js';
import { recovery } from '#payouts/domain/recovery/recovery.js';
import { commands as ofClaim } from '#payouts/domain/recovery/testing/commands.js';
import { order as claimed } from '#payouts/domain/recovery/testing/order.js';
import { MemoryKeyStore } from '#sealing/memory/key-store.js';
import { instructedBeyond } from '#test/support/instructed.js';
import { interleave } from '#test/support/interleave.js';
import { payoutKernelOver, type PayoutKernel } from '#test/support/payout-kernel.js';
import { recordedOf, told } from '#test/support/told.js';

const NOW = '2026-03-20T12:00:00Z';
const LATER = '2026-07-20T12:00:00Z';
const DAY = '2026-03-20';
const IN_FORCE = 100;
const ROUNDS = Number(process.env['TILSAGN_RACES'] ?? 300);

/** What somebody does at the same moment as others. */
type Move = 'instruct' | 'pay back' | 'return' | 'propose less';
const moves = fc.shuffledSubarray<Move>(
  ['instruct', 'instruct', 'pay back', 'pay back', 'return', 'propose less'],
  {
    minLength: 2,
  },
);

describe('paying back what was repaid on a claim that fell, and an instruction, at the same moment', () => {
  const keys = new MemoryKeyStore();

  it('never let an instruction go out for what is paid back, in whatever order the log takes them', async () => {
    const met = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), moves, fc.boolean(), async (scheduler, at, sameProcess) => {
        const store = openMemoryStore();
        const id = newId();
        await prepare(store, id);
        const interleaved = interleave(store, scheduler);
        const one = payoutKernelOver(interleaved, keys);
        const other = sameProcess ? one : payoutKernelOver(interleaved, keys);
        const done = at.map((move, index) => act(index % 2 === 0 ? one : other, id, move));
        await scheduler.waitFor(Promise.all(done));
        const { events } = await store.readAll({ limit: 1_000 });
        for (const { type } of events) met.add(type);
        expect(instructedBeyond(events)).toEqual([]);
      }),
      { numRuns: ROUNDS },
    );
    const all = ['PayoutInstructed', 'InstructionLapsed', 'PayingBackReserved', 'PayingBackApproved'];
    expect(all.filter((type) => !met.has(type))).toEqual([]);
  });

  it('holds the money of what is about to be approved, until it is approved, returned or replaced', async () => {
    const store = openMemoryStore();
    const id = newId();
    await prepare(store, id);
    const reserving = payoutKernelOver(dyingAtApproval(store), keys);
    await expect(act(reserving, id, 'pay back')).rejects.toThrow('the process died');
    const kernel = payoutKernelOver(store, keys);
    const nothing = { ok: false, refusal: { code: 'nothing-payable' } };
    expect(await act(kernel, id, 'instruct')).toMatchObject(nothing);
    expect(await act(kernel, id, 'return')).toMatchObject({ ok: true });
    expect(await act(kernel, id, 'instruct')).toMatchObject({ ok: true });
    expect(instructedBeyond((await store.readAll({ limit: 1_000 })).events)).toEqual([]);
  });
});

/**
 * 100 are paid, 40 of them were repaid on a claim that an appeal annulled; 40 more are approved to be paid. 100 are in
 * force: once the recipient gets its 40 back, nothing is left for the instruction.
 */
async function prepare(store: EventStore, id: string): Promise<void> {
  const write = (stream: string, events: readonly DomainEvent[]) =>
    store.append(
      stream,
      'no-stream',
      events.map((each) => recordedOf(id, NOW, each)),
    );
  const schedule = [100, 40].map((amount, at) => ({ number: at + 1, dueDate: '2026-03-01', amount }));
  const granted = { ...offer, awardId: id, amount: nok(140), conditions: [], schedule };
  await write(
    streams.award(id),
    told(award, [
      { type: 'AcceptAward', offer: granted, now: NOW },
      { type: 'ForewarnRevocation', person: 'anna', replyBy: '2026-03-22', grounds: 'g', now: NOW },
      { type: 'ProposeRevocation', proposer: 'anna', amountInForce: nok(IN_FORCE), grounds: 'g', now: LATER },
      { type: 'ApproveRevocation', approver: 'berit', now: LATER },
    ]),
  );
  for (const { number, amount } of schedule) {
    const payoutId = payoutIdOf(id, number);
    const order = { ...paidTo, payoutId, awardId: id, caseId: id, instalment: number, amount: nok(amount) };
    const opened = told(payout, [
      { type: 'OpenPayout', order },
      { type: 'AttestPayout', attester: 'carl' },
      { type: 'ApprovePayout', approver: 'berit' },
    ]);
    const reference = { bankReference: 'B-1', referenceDigest: 'of B-1' };
    const settled = { type: 'SettlePayout', settledOn: DAY, today: DAY, ...reference } as const;
    const paid = told(
      payout,
      [{ type: 'InstructPayout', instructionId: 'i1', instructedOn: DAY }, settled],
      opened,
    );
    await write(payoutStream(payoutId), number === 1 ? paid : opened);
  }
  const recoveryId = claimOf(id);
  const order = {
    ...claimed,
    recoveryId,
    awardId: id,
    caseId: id,
    basis: 'revocation',
    amount: nok(40),
  } as const;
  const fell = { ...ofClaim.AnnulClaim, by: 'reversal' } as const;
  await write(
    recoveryStream(recoveryId),
    told(recovery, [
      { ...ofClaim.OpenRecovery, order },
      { ...ofClaim.ProposeClaim, amount: nok(40) },
      ofClaim.ApproveClaim,
      { ...ofClaim.RecordRepayment, amount: nok(40) },
      fell,
      ofClaim.ProposePayingBack,
    ]),
  );
}

function claimOf(id: string): string {
  return recoveryOf(id, 'revocation-1');
}

async function act({ commands }: PayoutKernel, id: string, move: Move) {
  const finance = contextOf('dina', 'finance');
  if (move === 'instruct')
    return commands.execute(new TakePayoutStep(payoutIdOf(id, 2), { type: 'InstructPayout' }, finance));
  const content = {
    'pay back': { type: 'ApprovePayingBack' },
    return: { type: 'ReturnPayingBack', grounds: 'g' },
    'propose less': { type: 'ProposePayingBack', amount: nok(15) },
  }[move] as TakeRecoveryStep['content'];
  const context =
    move === 'propose less' ? contextOf('gro', 'caseworker') : contextOf('berit', 'decision-maker');
  return commands.execute(new TakeRecoveryStep(claimOf(id), content, context));
}

function contextOf(subject: string, role: string) {
  const actor = { subject, roles: [role], organisation: claimed.directorate };
  return { actor, commandId: newId(), commandHash: 'h', correlationId: 'c', now: LATER };
}

/** The process dies before the approval is in the log. */
function dyingAtApproval(store: EventStore): EventStore {
  return Object.create(store, {
    append: {
      value: (...args: Parameters<EventStore['append']>) =>
        args[2].some(({ type }) => type === 'PayingBackApproved')
          ? Promise.reject(new Error('the process died'))
          : store.append(...args),
    },
  }) as EventStore;
}
