import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openMemoryStore } from '#event-store/memory/memory-store.js';
import type { EventStore } from '#event-store/port.js';
import type { Outcome } from '#eventsourcing/command.js';
import { fold } from '#eventsourcing/decider.js';
import type { DomainEvent, RecordedEvent } from '#eventsourcing/event.js';
import { derivedId, newId } from '#eventsourcing/ids.js';
import type { AppendedEvent } from '#eventsourcing/reactions.js';
import { MAY } from '#grants/access.js';
import { offerOf, rejectionOf } from '#grants/application/awards/offer.js';
import { SettleHold } from '#grants/application/holds/holds.js';
import { streams, type NewDecision } from '#grants/contract/events.js';
import { commands as appealCommands } from '#grants/domain/appeal/testing/commands.js';
import { states as appealStates } from '#grants/domain/appeal/testing/histories.js';
import { application, type ApplicationCommand } from '#grants/domain/application/application.js';
import { deciding } from '#grants/domain/application/testing/deciding.js';
import { states } from '#grants/domain/application/testing/histories.js';
import { award } from '#grants/domain/award/award.js';
import { payoutIdOf } from '#grants/domain/award/release.js';
import { wasAccepted } from '#grants/domain/award/state.js';
import { TakePayoutStep } from '#payouts/application/payouts/steps.js';
import { payoutStream } from '#payouts/contract/events.js';
import { payout, type PayoutCommand } from '#payouts/domain/payout/payout.js';
import { order } from '#payouts/domain/payout/testing/commands.js';
import { MemoryKeyStore } from '#sealing/memory/key-store.js';
import { instructedBeyond, instructedDespite } from '#test/support/instructed.js';
import { interleave } from '#test/support/interleave.js';
import { payoutKernelOver, type PayoutKernel } from '#test/support/payout-kernel.js';
import { recordedOf, told } from '#test/support/told.js';

const CASE = 'a1';
const APPEAL = 'appeal-1';
const NOW = '2026-06-02T12:00:00Z';
const INSTALMENTS = [100_000, 150_000, 50_000];
/** Unless another number is given. */
const ROUNDS = Number(process.env['TILSAGN_RACES'] ?? 250);

const flags = true;
const nok = (amount: number) => ({ amount, currency: 'NOK' });
const LESS: NewDecision = {
  outcome: 'granted',
  amount: nok(120_000),
  conditions: [],
  schedule: [{ number: 1, dueDate: '2026-06-01', amount: 120_000 }],
};
const NOTHING: NewDecision = { outcome: 'rejected', amount: nok(0), conditions: [], schedule: [] };

/** What lowers the grant on another stream than the award's, or stops it there. */
const DECISIONS = ['less', 'rejected', 'annulled', 'annulled on appeal', 'taken again', 'flagged'] as const;
type Decided = (typeof DECISIONS)[number];

describe('instructions and a decision on the case at the same moment', () => {
  const keys = new MemoryKeyStore();
  const met = new Set<string>();

  it('go out before it or after the award has followed it, in whatever order the log takes them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.constantFrom(...DECISIONS),
        fc.shuffledSubarray([1, 1, 2, 2, 3], { minLength: 1 }),
        // How often somebody looks whether the decision was made after all, while it is being made.
        fc.integer({ min: 0, max: 6 }),
        fc.boolean(),
        fc.boolean(),
        async (scheduler, decided, instructed, looks, atOnce, sameProcess) => {
          const store = await prepared(decided);
          const interleaved = interleave(store, scheduler);
          const follow = atOnce ? followedAtOnce(() => one, decided) : undefined;
          const one: PayoutKernel = payoutKernelOver(interleaved, keys, {
            flags,
            ...(follow ? { follow } : {}),
          });
          const other = sameProcess ? one : payoutKernelOver(interleaved, keys, { flags });
          const commandId = newId();
          const made = decide(one, decided, commandId).then(async (outcome) => {
            await carryOut(other, decided);
            return outcome;
          });
          const moves = instructed.map((number) => instruct(other, number));
          const looked = lookedAt(other, commandId, looks);
          const [outcome] = await scheduler.waitFor(Promise.all([made, looked, ...moves]));
          expect(outcome).toMatchObject({ ok: true });
          // What is looked at once more when all is over holds up nothing any more.
          await scheduler.waitFor(settle(other, commandId));
          await scheduler.waitFor(settle(other, derivedId(CASE, 'replace')));
          const history = await historyIn(store);
          for (const { type } of history) met.add(type);
          expect(instructedDespite(history)).toEqual([]);
          expect(instructedBeyond(history)).toEqual([]);
          expect(holdsIn(history)).toBe(0);
        },
      ),
      { numRuns: ROUNDS },
    );
    const needed = [
      'PayoutInstructed',
      'InstructionLapsed',
      'InstructionsHeld',
      'InstructionsFreed',
      'DecisionOmitted',
      'OutcomeOmitted',
      'DecisionFollowed',
      'AwardRevoked',
      'AwardSuspended',
      'DecisionFlagged',
    ];
    expect(needed.filter((type) => !met.has(type))).toEqual([]);
  });

  it.each(DECISIONS)('are held up by one that was not made (%s) until somebody looks', async (decided) => {
    const store = await prepared(decided);
    const commandId = newId();
    await expect(
      decide(payoutKernelOver(dyingAtDecision(store), keys, { flags }), decided, commandId),
    ).rejects.toThrow('the process died');
    const kernel = payoutKernelOver(store, keys, { flags });
    const held = decided === 'taken again' ? 'decision-flagged' : 'decision-under-way';
    expect(await instruct(kernel, 1)).toMatchObject({ refusal: { code: held } });
    await settle(kernel, commandId);
    if (decided === 'taken again') await unflag(store);
    expect(await instruct(kernel, 1)).toMatchObject({ ok: true });
    const types = (await historyIn(store)).slice(-5).map(({ type }) => type);
    const unmade = decided === 'annulled on appeal' ? 'OutcomeOmitted' : 'DecisionOmitted';
    expect(types).toEqual(expect.arrayContaining([unmade, 'InstructionsFreed', 'PayoutInstructed']));
    // Whoever comes back to decide does so on the case as it stands now.
    const upheld = decided === 'taken again';
    const again = await decide(kernel, decided, commandId);
    expect(again).toMatchObject(upheld ? { refusal: { code: 'decision-not-flagged' } } : { ok: true });
  });

  it.each(['less', 'rejected', 'annulled', 'annulled on appeal'] as const)(
    'are held up while the award has still to follow it (%s)',
    async (decided) => {
      const store = await prepared(decided);
      const commandId = newId();
      const kernel = payoutKernelOver(store, keys, { flags });
      expect(await decide(kernel, decided, commandId)).toMatchObject({ ok: true });
      await settle(kernel, commandId);
      expect(await instruct(kernel, 1)).toMatchObject({ refusal: { code: 'decision-under-way' } });
      await carryOut(kernel, decided);
      await settle(kernel, commandId);
      const then = decided === 'less' ? { ok: true } : { refusal: { code: 'nothing-payable' } };
      expect(await instruct(kernel, 1)).toMatchObject(then);
      expect(instructedBeyond(await historyIn(store))).toEqual([]);
    },
  );

  it('are held up by nothing that is refused', async () => {
    const store = await prepared('flagged');
    const kernel = payoutKernelOver(store, keys, { flags });
    const before = (await historyIn(store)).length;
    expect(await decide(kernel, 'less', newId())).toMatchObject({ refusal: { code: 'no-reversal' } });
    expect((await historyIn(store)).length).toBe(before);
  });
});

/** A grant of three payouts, approved, and what is decided next prepared. */
async function prepared(decided: Decided): Promise<EventStore> {
  const store = openMemoryStore();
  const granted = states.granted;
  const { ProposeOwnReversal } = deciding;
  const detriment = { ground: 'not-notified', grounds: 'Nobody has heard of it.' } as const;
  const before: Partial<Record<Decided, readonly ApplicationCommand[]>> = {
    less: [{ ...ProposeOwnReversal, newDecision: LESS, detriment }],
    rejected: [{ ...ProposeOwnReversal, newDecision: NOTHING, detriment }],
    annulled: [ProposeOwnReversal],
    'taken again': [
      conflictOf('anna'),
      { type: 'DeclareImpartiality', person: 'eva', conflict: false, parts: [] },
    ],
  };
  await write(store, streams.application(CASE), told(application, before[decided] ?? [], granted));
  if (decided === 'annulled on appeal') {
    const [submitted, ...rest] = appealStates.forwarded as readonly DomainEvent[];
    const data = { ...(submitted!.data as object), caseId: CASE };
    await write(store, streams.appeal(APPEAL), [{ ...submitted!, data }, ...rest]);
  }
  const offer = { ...offerOf(CASE, fold(application, granted))!, conditions: [] };
  const schedule = INSTALMENTS.map((amount, index) => ({
    number: index + 1,
    dueDate: '2026-06-01',
    amount,
  }));
  const accepted = told(award, [{ type: 'AcceptAward', offer: { ...offer, schedule }, now: NOW }]);
  await write(store, streams.award(CASE), accepted);
  for (const [index, amount] of INSTALMENTS.entries()) {
    const payoutId = payoutIdOf(CASE, index + 1);
    const opened: PayoutCommand[] = [
      { type: 'OpenPayout', order: { ...order, payoutId, instalment: index + 1, amount: nok(amount) } },
      { type: 'AttestPayout', attester: 'carl' },
      { type: 'ApprovePayout', approver: 'berit' },
    ];
    await write(store, payoutStream(payoutId), told(payout, opened));
  }
  return store;
}

function conflictOf(person: string) {
  return { type: 'DeclareImpartiality', person, conflict: true, parts: [] } as const;
}

function decide(
  { applications, appeals }: PayoutKernel,
  decided: Decided,
  commandId: string,
): Promise<Outcome> {
  const context = contextOf('berit', commandId);
  switch (decided) {
    case 'annulled on appeal': {
      const mona = { subject: 'mona', roles: ['appeal-body'], organisation: 'ministry' };
      const command = appealCommands['DecideAppeal, annulled'];
      return appeals.act(MAY['appeal.decide'], APPEAL, command, { ...context, actor: mona });
    }
    case 'taken again':
      return applications.follow(CASE, { ...deciding.RetakeDecision, person: 'eva' }, context);
    case 'flagged':
      return applications.follow(CASE, conflictOf('anna'), context);
    default:
      return applications.follow(CASE, deciding.ApproveOwnReversal, context);
  }
}

/** What processes do about it, each step once however often they come. */
async function carryOut({ applications, awards }: PayoutKernel, decided: Decided): Promise<void> {
  const step = (name: string) => contextOf('process', derivedId(CASE, name));
  if (decided === 'less' || decided === 'rejected') {
    const { outcome, amount, schedule } = decided === 'less' ? LESS : NOTHING;
    const granted = { replaces: 1, outcome, amount, schedule, conditions: [], decidedOn: '2026-06-02' };
    const funding = { reservationId: 'r1', budgetYear: 2026 };
    const command = { type: 'ReplaceDecision', by: 'own-motion', reversal: 1, ...granted, funding } as const;
    succeeded(await applications.follow(CASE, command, step('replace')));
  }
  if (decided === 'annulled' || decided === 'annulled on appeal') {
    const cause = decided === 'annulled' ? { reversal: 1 } : { appealId: APPEAL };
    const command = { type: 'ReopenApplication', decision: 1, ...cause } as const;
    succeeded(await applications.follow(CASE, command, step('reopen')));
  }
  const state = await applications.find(CASE);
  const suspended = { type: 'SuspendAward', decision: 1, appealId: undefined } as const;
  const offer = offerOf(CASE, state);
  const followed = { type: 'FollowDecision', offer, rejection: rejectionOf(state), now: NOW } as const;
  const command =
    decided === 'flagged'
      ? ({ type: 'BlockPayouts', decision: 1 } as const)
      : state.status === 'under-assessment'
        ? suspended
        : followed;
  succeeded(await awards.follow(CASE, command, step('follow')));
}

function succeeded(outcome: Outcome): void {
  if (!outcome.ok) throw new Error(outcome.refusal.code);
}

function followedAtOnce(kernel: () => PayoutKernel, decided: Decided) {
  const decisions = ['OwnReversalApproved', 'AppealAnnulledDecision', 'DecisionFlagged'];
  if (decided === 'taken again') decisions.push('ApplicationReopened');
  return async (events: readonly AppendedEvent[]) => {
    if (events.some(({ type }) => decisions.includes(type))) await carryOut(kernel(), decided);
    return undefined;
  };
}

function instruct({ commands }: PayoutKernel, number: number): Promise<Outcome> {
  const actor = { subject: 'dina', roles: ['finance'], organisation: order.directorate };
  const context = { ...contextOf('dina', newId()), actor };
  return commands.execute(new TakePayoutStep(payoutIdOf(CASE, number), { type: 'InstructPayout' }, context));
}

/** What a timer does a minute later. */
function settle({ commands }: PayoutKernel, commandId: string): Promise<Outcome> {
  const hold = derivedId('hold', commandId);
  return commands.execute(new SettleHold(CASE, { hold }, contextOf('process', newId())));
}

async function lookedAt(kernel: PayoutKernel, commandId: string, times: number): Promise<void> {
  for (let time = 0; time < times; time++) await settle(kernel, commandId);
}

function contextOf(subject: string, commandId: string) {
  return { actor: { subject, roles: [] }, commandId, commandHash: 'h', correlationId: 'c', now: NOW };
}

/** The process dies before the decision is in the log. */
function dyingAtDecision(store: EventStore): EventStore {
  const decisions = [
    'OwnReversalApproved',
    'AppealAnnulledDecision',
    'ApplicationReopened',
    'DecisionFlagged',
  ];
  return Object.create(store, {
    append: {
      value: (...args: Parameters<EventStore['append']>) =>
        args[2].some(({ type }) => decisions.includes(type))
          ? Promise.reject(new Error('the process died'))
          : store.append(...args),
    },
  }) as EventStore;
}

async function unflag(store: EventStore): Promise<void> {
  const upheld = { decision: 1, person: 'eva', grounds: 'Sound' };
  const { length } = await store.readStream(streams.application(CASE));
  await store.append(streams.application(CASE), length - 1, [
    recordedOf(CASE, NOW, { type: 'DecisionUpheld', data: upheld }),
  ]);
}

function holdsIn(history: readonly RecordedEvent[]): number {
  const state = fold(
    award,
    history.filter(({ stream }) => stream === streams.award(CASE)) as unknown as Parameters<
      typeof award.evolve
    >[1][],
  );
  return wasAccepted(state) ? (state.holds?.length ?? 0) : 0;
}

async function historyIn(store: EventStore): Promise<readonly RecordedEvent[]> {
  return (await store.readAll({ limit: 1_000 })).events;
}

async function write(store: EventStore, stream: string, events: readonly DomainEvent[]): Promise<void> {
  await store.append(
    stream,
    'no-stream',
    events.map((each) => recordedOf(CASE, NOW, each)),
  );
}
