import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openMemoryStore } from '#event-store/memory/memory-store.js';
import type { EventStore } from '#event-store/port.js';
import type { Outcome } from '#eventsourcing/command.js';
import type { DomainEvent, RecordedEvent } from '#eventsourcing/event.js';
import { newId } from '#eventsourcing/ids.js';
import { streams } from '#grants/contract/events.js';
import { award, type AwardCommand } from '#grants/domain/award/award.js';
import { payoutIdOf } from '#grants/domain/award/release.js';
import { nok, offer } from '#grants/domain/award/testing/offer.js';
import { TakePayoutStep } from '#payouts/application/payouts/steps.js';
import { payoutStream } from '#payouts/contract/events.js';
import { payout, type PayoutCommand } from '#payouts/domain/payout/payout.js';
import { order } from '#payouts/domain/payout/testing/commands.js';
import { MemoryKeyStore } from '#sealing/memory/key-store.js';
import { instructedBeyond } from '#test/support/instructed.js';
import { interleave } from '#test/support/interleave.js';
import { payoutKernelOver, type PayoutKernel } from '#test/support/payout-kernel.js';
import { recordedOf, told } from '#test/support/told.js';

const NOW = '2026-03-20T12:00:00Z';
const DAY = '2026-03-20';
const INSTALMENTS = [100, 120, 80];
const GRANTED = 300;
/** Unless another number is given; a good many can be tried in a second. */
const ROUNDS = Number(process.env['TILSAGN_RACES'] ?? 600);

/** What somebody does at the same moment as others. */
type Move = 'instruct 1' | 'instruct 2' | 'instruct 3' | 'settle the rest of 3' | 'fail the rest of 3';
const moves = fc.shuffledSubarray<Move>(
  [
    'instruct 1',
    'instruct 1',
    'instruct 2',
    'instruct 2',
    'instruct 3',
    'settle the rest of 3',
    'fail the rest of 3',
  ],
  { minLength: 2 },
);
const reductions = fc.constantFrom('revocation', 'later decision', 'annulment', 'none');

describe('instructions of several payouts and a reduction of their grant at the same moment', () => {
  const keys = new MemoryKeyStore();
  let store: EventStore;
  const met = new Set<string>();
  const isUnmet = (type: string) => !met.has(type);

  beforeAll(() => {
    store = openMemoryStore();
  });

  it('never leave the bank with more than is in force, in whatever order the log takes them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        moves,
        reductions,
        fc.integer({ min: 0, max: GRANTED - 1 }),
        fc.boolean(),
        async (scheduler, at, reduction, inForce, sameProcess) => {
          const id = newId();
          await prepare(id, inForce);
          const interleaved = interleave(store, scheduler);
          const one = payoutKernelOver(interleaved, keys);
          const other = sameProcess ? one : payoutKernelOver(interleaved, keys);
          const instructed = at.map((move, index) => act(index % 2 === 0 ? one : other, id, move));
          const reduced = reduction === 'none' ? [] : [reduce(other, id, reduction)];
          const outcomes = await scheduler.waitFor(Promise.all([...instructed, ...reduced]));
          // Whatever comes between, a reduction is carried out.
          expect(outcomes.slice(at.length).filter(({ ok }) => !ok)).toEqual([]);
          const history = await historyOf(id);
          for (const { type } of history) met.add(type);
          expect(instructedBeyond(history)).toEqual([]);
        },
      ),
      { numRuns: ROUNDS },
    );
    expect(
      ['PayoutInstructed', 'InstructionLapsed', 'AwardRevoked', 'AwardSuspended'].filter(isUnmet),
    ).toEqual([]);
  });

  it('go out for what is left, where the grant is reduced after they were reserved', async () => {
    const id = newId();
    await prepare(id, 150);
    let reduced: Outcome | undefined;
    const meddled: EventStore = Object.create(store, {
      append: {
        value: async (...args: Parameters<EventStore['append']>) => {
          const answer = await store.append(...args);
          if (args[2].some(({ type }) => type === 'InstructionReserved'))
            reduced ??= await reduce(payoutKernelOver(store, keys), id, 'revocation');
          return answer;
        },
      },
    }) as EventStore;
    const before = (await historyOf(id)).length;
    expect(await act(payoutKernelOver(meddled, keys), id, 'instruct 2')).toMatchObject({ ok: true });
    expect(reduced).toMatchObject({ ok: true });
    const history = await historyOf(id);
    // Of the third 30 are paid and 50 with the bank.
    expect(history.slice(before).map(({ type, data }) => ({ type, data }))).toMatchObject([
      { type: 'InstructionReserved', data: { instruction: 1, inAll: nok(120) } },
      { type: 'InstructionLapsed' },
      { type: 'AwardRevoked', data: { amountInForce: nok(150) } },
      { type: 'InstructionReserved', data: { instruction: 2, inAll: nok(70) } },
      { type: 'PayoutInstructed', data: { attempt: 1, amount: nok(70) } },
    ]);
    expect(instructedBeyond(history)).toEqual([]);
  });

  /** Three payouts, approved; of the third a part is paid and the rest with the bank. A revocation is proposed. */
  async function prepare(id: string, inForce: number) {
    const schedule = INSTALMENTS.map((amount, index) => ({
      number: index + 1,
      dueDate: '2026-03-01',
      amount,
    }));
    const granted: AwardCommand[] = [
      { type: 'AcceptAward', offer: { ...offer, awardId: id, conditions: [], schedule }, now: NOW },
      { type: 'ForewarnRevocation', person: 'anna', replyBy: '2026-03-22', grounds: 'g', now: NOW },
      { type: 'ProposeRevocation', proposer: 'anna', amountInForce: nok(inForce), grounds: 'g', now: LATER },
    ];
    await write(id, streams.award(id), told(award, granted));
    for (const [index, amount] of INSTALMENTS.entries()) {
      const payoutId = payoutIdOf(id, index + 1);
      const opened: PayoutCommand[] = [
        {
          type: 'OpenPayout',
          order: { ...order, payoutId, awardId: id, caseId: id, instalment: index + 1, amount: nok(amount) },
        },
        { type: 'AttestPayout', attester: 'carl' },
        { type: 'ApprovePayout', approver: 'berit' },
      ];
      const settled = { settledOn: DAY, today: DAY, bankReference: 'B-1', referenceDigest: 'of B-1' };
      const paid: PayoutCommand[] = [
        { type: 'InstructPayout', instructionId: 'i1', instructedOn: DAY },
        { type: 'SettlePayout', amount: nok(30), ...settled },
      ];
      await write(id, payoutStream(payoutId), told(payout, index === 2 ? [...opened, ...paid] : opened));
    }
  }

  async function write(id: string, stream: string, events: readonly DomainEvent[]) {
    await store.append(
      stream,
      'no-stream',
      events.map((each) => recordedOf(id, NOW, each)),
    );
  }

  async function historyOf(id: string): Promise<RecordedEvent[]> {
    const names = [
      streams.award(id),
      ...INSTALMENTS.map((_, index) => payoutStream(payoutIdOf(id, index + 1))),
    ];
    const histories = await Promise.all(names.map((name) => store.readStream(name)));
    return histories.flat().toSorted((a, b) => store.compare(a.position, b.position));
  }
});

const LATER = '2026-03-24T12:00:00Z';

function act({ commands }: PayoutKernel, id: string, move: Move) {
  const [what] = move.split(' ');
  const payoutId = payoutIdOf(id, Number(move.at(-1)));
  const context = contextOf({ subject: 'dina', roles: ['finance'], organisation: order.directorate });
  const settled = { settledOn: DAY, bankReference: 'B-2' };
  const step = {
    instruct: { type: 'InstructPayout' },
    settle: { type: 'SettlePayout', instructionId: 'i1', ...settled },
    fail: { type: 'FailPayout', instructionId: 'i1', reasonCode: 'AC04' },
  }[what!] as TakePayoutStep['content'];
  return commands.execute(new TakePayoutStep(payoutId, step, context));
}

function reduce({ awards }: PayoutKernel, id: string, reduction: string) {
  const context = contextOf({ subject: 'berit', roles: ['decision-maker'], organisation: order.directorate });
  const rejection = { decision: 2, decisionMaker: 'berit' };
  const command = {
    revocation: { type: 'ApproveRevocation', approver: 'berit', now: LATER },
    'later decision': { type: 'FollowDecision', offer: undefined, rejection, now: LATER },
    annulment: { type: 'SuspendAward', decision: 1, appealId: 'k1' },
  }[reduction] as AwardCommand;
  return awards.follow(id, command, context);
}

function contextOf(actor: { subject: string; roles: string[]; organisation: string }) {
  return { actor, commandId: newId(), commandHash: 'h', correlationId: 'c', now: LATER };
}
