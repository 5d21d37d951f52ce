import type { CommandBus } from '@nestjs/cqrs';
import { ReleaseCommitmentHandler, ReserveCommitmentHandler } from '#budget/application/book-commitments.js';
import { Budgets } from '#budget/application/budgets.js';
import { ReleaseCommitment, ReserveCommitment } from '#budget/contract/commands.js';
import type { FundedSchemes } from '#budget/contract/funded-schemes.js';
import { catalogue } from '#composition/catalogue.js';
import type { EventStore } from '#event-store/port.js';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import { type AppendedEvent, NO_REACTIONS } from '#eventsourcing/reactions.js';
import { Applications } from '#grants/application/applications/applications.js';
import { Holds } from '#grants/application/holds/holds.js';
import { Awards } from '#grants/application/awards/awards.js';
import { MoneyOfDecision } from '#grants/application/decisions/money-of-decision.js';
import { AidOfGrants } from '#grants/application/decisions/aid-of-grants.js';
import type { CaseLetters } from '#grants/application/letters/case-letters.js';
import type { KeptLetters } from '#grants/application/letters/kept-letters.js';
import { ApproveDecision, ApproveDecisionHandler } from '#grants/application/decisions/approve-decision.js';
import { ReleaseAbandoned } from '#grants/application/processes/release-abandoned.js';
import { Schemes } from '#grants/application/schemes/schemes.js';
import type { KeyStore } from '#sealing/key-store.js';
import { Sealer } from '#sealing/sealer.js';
import type { Position } from '#eventsourcing/event.js';
import { contextFor } from '#processes/process-context.js';
import type { Reaction, ReactionContext } from '#processes/reaction.js';

/** One process's decision-making over a log: approvals and the budget behind them, without HTTP. */
export interface Kernel {
  readonly commands: CommandBus;
  /** What a subscription would do with events of another process. */
  readonly follow: (events: readonly AppendedEvent[]) => Promise<Position | undefined>;
}

/** Builds the handlers of approvals and budgets over a store, as a process of its own would have them. */
export function kernelOver(store: EventStore, keys: KeyStore): Kernel {
  const handlers = new Map<unknown, { execute(command: never): Promise<unknown> }>();
  const commands = {
    execute: (command: object) => handlers.get(command.constructor)!.execute(command as never),
  } as unknown as CommandBus;
  const follow: Kernel['follow'] = async (events) => {
    let position: string | undefined;
    for (const event of events.filter(({ type }) => release.eventTypes.includes(type)))
      position = await release.react(event, causedBy(event));
    return position;
  };
  const handling = new CommandHandling(store, new Sealer(catalogue, keys), {
    reactions: { ...NO_REACTIONS, follow },
  });
  const budgets = new Budgets(handling, {} as FundedSchemes);
  const awards = new Awards(handling, commands);
  const applications = new Applications(handling, new Holds(awards, commands));
  const release: Reaction = new ReleaseAbandoned(applications, awards, commands);
  handlers.set(ReserveCommitment, new ReserveCommitmentHandler(budgets));
  handlers.set(ReleaseCommitment, new ReleaseCommitmentHandler(budgets));
  const schemes = new Schemes(handling);
  const aid = new AidOfGrants(schemes, commands);
  const money = new MoneyOfDecision(awards);
  handlers.set(
    ApproveDecision,
    new ApproveDecisionHandler(applications, schemes, money, aid, commands, NO_LETTERS, NO_LETTERS),
  );
  return { commands, follow };
}

/** Letters need the files of a service. */
const NO_LETTERS: Pick<CaseLetters, 'ofApproval'> & Pick<KeptLetters, 'send'> = {
  ofApproval: () => Promise.resolve(undefined),
  send: ({ act }, context) => act(context),
};

function causedBy({ id, metadata }: AppendedEvent): ReactionContext {
  const cause = { kind: 'reaction', name: 'release-abandoned', id, correlationId: id };
  return contextFor(cause, { now: () => metadata.occurredAt });
}
