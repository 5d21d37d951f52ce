import type { CommandBus, QueryBus } from '@nestjs/cqrs';
import { catalogue } from '#composition/catalogue.js';
import type { EventStore } from '#event-store/port.js';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import { NO_REACTIONS, type Reactions } from '#eventsourcing/reactions.js';
import { Applications } from '#grants/application/applications/applications.js';
import { Holds, SettleHold } from '#grants/application/holds/holds.js';
import { SettleHoldHandler } from '#grants/application/holds/settle-hold.js';
import { Appeals } from '#grants/application/appeals/appeals.js';
import { Awards } from '#grants/application/awards/awards.js';
import {
  FindOwedBackHandler,
  FindPayableHandler,
  FindReservedHandler,
  MoneyOfAward,
} from '#grants/application/awards/money-of-award.js';
import {
  ReserveInstructionHandler,
  ReservePayingBackHandler,
} from '#grants/application/awards/reserve-money.js';
import { flaggedDecision } from '#impartiality/impartiality.js';
import type { ImpartialityKeeper } from '#impartiality/official-steps.js';
import { LapseInstructionHandler } from '#payouts/application/payouts/consequences.js';
import { FindPayoutHandler } from '#payouts/application/payouts/find-payout.js';
import { Payouts } from '#payouts/application/payouts/payouts.js';
import { Reservations } from '#payouts/application/payouts/reservations.js';
import { PayoutSteps, TakePayoutStep } from '#payouts/application/payouts/steps.js';
import { FindRecoveryHandler } from '#payouts/application/recoveries/find-recovery.js';
import { Basis } from '#payouts/application/recoveries/basis.js';
import { Judges } from '#payouts/application/recoveries/judges.js';
import { OwedBack } from '#payouts/application/recoveries/owed-back.js';
import { Recoveries } from '#payouts/application/recoveries/recoveries.js';
import { RecoverySteps, TakeRecoveryStep } from '#payouts/application/recoveries/steps.js';
import { LapseInstruction, ReserveInstruction, ReservePayingBack } from '#payouts/contract/commands.js';
import {
  FindOwedBack,
  FindPayable,
  FindPayableOfPilot,
  FindPayout,
  FindRecovery,
  FindReserved,
} from '#payouts/contract/queries.js';
import { Pilots } from '#pilots/application/pilots/pilots.js';
import { FindPayableOfPilotHandler } from '#pilots/application/settlements/payable-of-pilot.js';
import { Settlements } from '#pilots/application/settlements/settlements.js';
import type { KeyStore } from '#sealing/key-store.js';
import { ReferenceDigests } from '#sealing/reference-digests.js';
import { Sealer } from '#sealing/sealer.js';

/** One process's awards and their payouts over a log, without HTTP. */
export interface PayoutKernel {
  readonly commands: CommandBus;
  readonly awards: Awards;
  readonly applications: Applications;
  readonly appeals: Appeals;
  readonly settlements: Settlements;
}

/** What a process has beside them. */
interface Surrounding {
  readonly follow: Reactions['follow'];
  /** Whether a flagged decision holds payouts up. */
  readonly flags: boolean;
}

/** Builds the handlers of payouts and of what they are paid for over a store, as a process of its own would have them. */
export function payoutKernelOver(
  store: EventStore,
  keys: KeyStore,
  { follow = () => Promise.resolve(undefined), flags = false }: Partial<Surrounding> = {},
): PayoutKernel {
  const reactions = { ...NO_REACTIONS, follow };
  const handling = new CommandHandling(store, new Sealer(catalogue, keys), { reactions });
  const onCommand: Handlers = new Map();
  const onQuery: Handlers = new Map();
  const commands = busOf(onCommand) as unknown as CommandBus;
  const queries = busOf(onQuery) as unknown as QueryBus;
  const awards = new Awards(handling, commands);
  const holds = new Holds(awards, commands);
  const applications = new Applications(handling, holds);
  const appeals = new Appeals(handling, holds);
  if (flags) handling.impartiality.add(heldByFlags(applications));
  const payouts = new Payouts(handling);
  const recoveries = new Recoveries(handling);
  const money = new MoneyOfAward(queries, appeals);
  const reservations = new Reservations(payouts, commands, queries);
  const references = new ReferenceDigests(keys);
  onCommand.set(
    TakePayoutStep,
    new PayoutSteps(payouts, recoveries, references, handling.impartiality, reservations),
  );
  onCommand.set(LapseInstruction, new LapseInstructionHandler(payouts));
  onCommand.set(
    TakeRecoveryStep,
    new RecoverySteps(
      recoveries,
      references,
      new Judges(recoveries, queries),
      new OwedBack(recoveries, queries, commands),
      new Basis(recoveries, queries),
    ),
  );
  onCommand.set(ReservePayingBack, new ReservePayingBackHandler(awards, money));
  onCommand.set(ReserveInstruction, new ReserveInstructionHandler(awards, money));
  onCommand.set(SettleHold, new SettleHoldHandler(applications, appeals, awards));
  onQuery.set(FindPayable, new FindPayableHandler(awards, money));
  const settlements = new Settlements(handling, new Pilots(handling));
  onQuery.set(FindPayableOfPilot, new FindPayableOfPilotHandler(settlements));
  onQuery.set(FindReserved, new FindReservedHandler(awards));
  onQuery.set(FindOwedBack, new FindOwedBackHandler(awards, money));
  onQuery.set(FindPayout, new FindPayoutHandler(payouts));
  onQuery.set(FindRecovery, new FindRecoveryHandler(recoveries));
  return { commands, awards, applications, appeals, settlements };
}

/** Nobody is asked to declare; a flagged decision holds payouts up. */
function heldByFlags(applications: Applications): ImpartialityKeeper {
  const of = (caseId: string) => applications.find(caseId);
  return {
    keeps: async (caseId) => (await of(caseId)).status !== 'none',
    heldBy: async (caseId) => {
      const state = await of(caseId);
      return state.status === 'none' || !state.flagged ? undefined : flaggedDecision(state.flagged.decision);
    },
    barredFrom: () => Promise.resolve(undefined),
    declare: () => Promise.reject(new Error('nobody declares here')),
  };
}

type Handlers = Map<unknown, { execute(asked: never): Promise<unknown> }>;

function busOf(handlers: Handlers) {
  return { execute: (asked: object) => handlers.get(asked.constructor)!.execute(asked as never) };
}
