import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openMemoryStore } from '#event-store/memory/memory-store.js';
import type { EventStore } from '#event-store/port.js';
import { fold } from '#eventsourcing/decider.js';
import type { DomainEvent, RecordedEvent } from '#eventsourcing/event.js';
import { newId } from '#eventsourcing/ids.js';
import { TakePayoutStep } from '#payouts/application/payouts/steps.js';
import { payoutStream, type PayoutEvent } from '#payouts/contract/events.js';
import { payout, type PayoutCommand } from '#payouts/domain/payout/payout.js';
import { paidOf, underWayOf, type Payout } from '#payouts/domain/payout/state.js';
import { order } from '#payouts/domain/payout/testing/commands.js';
import {
  ApproveSettlement,
  ApproveSettlementHandler,
} from '#pilots/application/settlements/approve-settlement.js';
import type { LiabilityBudget } from '#pilots/application/settlements/liability-budget.js';
import type { Reclaims } from '#pilots/application/settlements/reclaims.js';
import type { SettledPilots } from '#pilots/application/settlements/settled-pilot.js';
import { pilotStream, settlementStream, type SettlementEvent } from '#pilots/contract/events.js';
import { CONTRACT } from '#pilots/domain/pilot/testing/contract.js';
import { samples as pilots } from '#pilots/domain/pilot/testing/samples.js';
import { settlement } from '#pilots/domain/settlement/settlement.js';
import { stateShareOf } from '#pilots/domain/settlement/state.js';
import {
  APPROVERS,
  approving,
  calculation,
  CONCLUDING,
  MEASURED_BY,
  reviewing,
} from '#pilots/domain/settlement/testing/judging.js';
import { carryOut } from '#pilots/domain/settlement/testing/paying.js';
import { and } from '#pilots/domain/settlement/testing/samples.js';
import { MemoryKeyStore } from '#sealing/memory/key-store.js';
import { interleave } from '#test/support/interleave.js';
import { payoutKernelOver, type PayoutKernel } from '#test/support/payout-kernel.js';
import { recordedOf } from '#test/support/told.js';

const NOW = '2029-05-02T12:00:00Z';
/** Unless another number is given; a good many can be tried in a second. */
const ROUNDS = Number(process.env['TILSAGN_RACES'] ?? 250);

type Move = 'instruct 1' | 'instruct 2' | 'approve';
const moves = fc.shuffledSubarray<Move>(['instruct 1', 'instruct 1', 'instruct 2', 'approve'], {
  minLength: 2,
});

describe('instructions of a pilot and the conclusion of a version that pays less at the same moment', () => {
  const keys = new MemoryKeyStore();
  let store: EventStore;
  const met = new Set<string>();

  beforeAll(() => {
    store = openMemoryStore();
  });

  it('never leave the bank with more than the version in force pays, in whatever order the log takes them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        moves,
        fc.boolean(),
        fc.boolean(),
        async (scheduler, at, approvedOnce, sameProcess) => {
          const id = newId();
          await prepare(id, approvedOnce);
          const interleaved = interleave(store, scheduler);
          const one = payoutKernelOver(interleaved, keys);
          const other = sameProcess ? one : payoutKernelOver(interleaved, keys);
          const both = at.map((move, index) => act(index % 2 === 0 ? one : other, id, move));
          const concluded = approve(other, id, 'welfare');
          await scheduler.waitFor(Promise.all([...both, concluded]));
          const history = await historyOf(id);
          for (const { type, data } of history)
            met.add(type === 'SettlementConcluded' ? `concluded ${JSON.stringify(data['version'])}` : type);
          expect(instructedBeyond(history)).toEqual([]);
        },
      ),
      { numRuns: ROUNDS },
    );
    const wanted = ['PayoutInstructed', 'InstructionLapsed', 'concluded 3'];
    expect(wanted.filter((each) => !met.has(each))).toEqual([]);
  });

  it('go out neither once a directorate approved it nor later, and again where the other returns it', async () => {
    const id = newId();
    await prepare(id, true);
    const kernel = payoutKernelOver(store, keys);
    expect(await act(kernel, id, 'instruct 1')).toMatchObject({ refusal: { code: 'nothing-payable' } });
    const returned = {
      type: 'ReturnSettlement',
      version: 3,
      directorate: 'welfare',
      person: 'wenche',
    } as const;
    await kernel.settlements.follow(
      id,
      { ...returned, grounds: 'Count again.' },
      contextOf('wenche', 'welfare'),
    );
    expect(await act(kernel, id, 'instruct 1')).toMatchObject({ ok: true });
  });

  /** Two payouts of 1 575 000 and 350 000 kroner, approved; then a version that pays less, approved by one or by none. */
  async function prepare(id: string, approvedOnce: boolean) {
    const agreed = pilots.states.agreed;
    await write(id, pilotStream(id), agreed);
    const [first, second] = [payoutOf(id, 1), payoutOf(id, 2)];
    const ordered = and([], calculation('35 fewer'), ...CONCLUDING, carryOut(first));
    const more = and(ordered, calculation('45 fewer'), ...CONCLUDING, carryOut(second));
    const less = and(more, calculation('10 fewer'), reviewing, ...(approvedOnce ? [approving] : []));
    await write(id, settlementStream(id), less);
    for (const { data } of less.filter(({ type }) => type === 'StateShareOrdered')) {
      const { payoutId, amount, currency } = data as { payoutId: string; amount: number; currency: string };
      const commands: PayoutCommand[] = [
        { type: 'OpenPayout', order: { ...order, payoutId, caseId: id, amount: { amount, currency } } },
        { type: 'AttestPayout', attester: 'anders' },
        { type: 'ApprovePayout', approver: 'beate' },
      ];
      const opened = commands.reduce<readonly PayoutEvent[]>((history, command) => {
        const decision = payout.decide(command, fold(payout, history));
        if ('refused' in decision) throw new Error(decision.refused.detail);
        return [...history, ...decision.events];
      }, []);
      await write(id, payoutStream(payoutId), opened);
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
    const names = [settlementStream(id), payoutStream(payoutOf(id, 1)), payoutStream(payoutOf(id, 2))];
    const histories = await Promise.all(names.map((name) => store.readStream(name)));
    return histories.flat().toSorted((a, b) => store.compare(a.position, b.position));
  }
});

function payoutOf(id: string, number: number): string {
  return `${id}-${number}`;
}

/** Where, in the order of the log, an instruction left payee and bank with more than the concluded version pays. */
function instructedBeyond(history: readonly RecordedEvent[]): string[] {
  const found: string[] = [];
  let state = settlement.initial;
  const payouts = new Map<string, Payout>();
  for (const { stream, ...event } of history) {
    if (!stream.startsWith('payout-')) {
      state = settlement.evolve(state, event as unknown as SettlementEvent);
      continue;
    }
    payouts.set(
      stream,
      payout.evolve(payouts.get(stream) ?? payout.initial, event as unknown as PayoutEvent),
    );
    if (event.type !== 'PayoutInstructed' || state.status === 'none' || !state.concluded) continue;
    const handed = [...payouts.values()]
      .map((each) => (each.status === 'none' ? 0 : paidOf(each) + underWayOf(each)))
      .reduce((all, each) => all + each, 0);
    const share = stateShareOf(state.concluded);
    if (handed > share) found.push(`${handed} of ${share}`);
  }
  return found;
}

function act(kernel: PayoutKernel, id: string, move: Move) {
  if (move === 'approve') return approve(kernel, id, 'corrections');
  const context = contextOf('dina', order.directorate, 'finance');
  const step = { type: 'InstructPayout' } as TakePayoutStep['content'];
  return kernel.commands.execute(new TakePayoutStep(payoutOf(id, Number(move.at(-1))), step, context));
}

/** The directorate's approval, where what it rests on is as it was calculated and there is money. */
function approve({ settlements, commands }: PayoutKernel, id: string, directorate: keyof typeof APPROVERS) {
  const pilot = { schemeId: 's' };
  const found = {
    pilot,
    contract: CONTRACT,
    basis: '10 fewer',
    measuredBy: MEASURED_BY,
    reservationId: 'r1',
  };
  const settled = { find: () => Promise.resolve(found) } as unknown as SettledPilots;
  const liability = {
    provide: () => Promise.resolve({ ok: true, receipt: { id, revision: 0, position: '' } }),
  } as unknown as LiabilityBudget;
  const reclaims = { outstanding: () => Promise.resolve(0) } as unknown as Reclaims;
  const handler = new ApproveSettlementHandler(settled, settlements, liability, reclaims, commands);
  const context = contextOf(APPROVERS[directorate], directorate, 'decision-maker');
  return handler.execute(new ApproveSettlement(id, { version: 3 }, context));
}

function contextOf(subject: string, organisation: string, ...roles: string[]) {
  const actor = { subject, roles, organisation };
  return { actor, commandId: newId(), commandHash: 'h', correlationId: 'c', now: NOW };
}
