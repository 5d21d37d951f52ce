import type { CommandBus, QueryBus } from '@nestjs/cqrs';
import { budget, type BudgetCommand } from '#budget/domain/budget.js';
import { dateInOslo } from '#calendar/oslo.js';
import type { ResourceCommand } from '#cqrs/resource-command.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import type { Decider } from '#eventsourcing/decider.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { AppendedEvent } from '#eventsourcing/reactions.js';
import type { Awards } from '#grants/application/awards/awards.js';
import { LevelAward, type LevelAwardHandler } from '#grants/application/awards/level-award.js';
import { TakeAwardStep } from '#grants/application/awards/steps.js';
import type { CountedReport } from '#grants/application/reports/reports-of-awards.js';
import type { CoFundingFound } from '#grants/contract/events.js';
import { award, type AwardCommand, type ToldCommand } from '#grants/domain/award/award.js';
import { wasAccepted, type AcceptedAward, type Award } from '#grants/domain/award/state.js';
import { AWARD } from '#grants/domain/award/testing/offer.js';
import { required as ANNUAL } from '#grants/domain/report/testing/samples.js';
import { FindPayoutHandler } from '#payouts/application/payouts/find-payout.js';
import type { Payouts } from '#payouts/application/payouts/payouts.js';
import { FindRecoveryHandler } from '#payouts/application/recoveries/find-recovery.js';
import type { Recoveries } from '#payouts/application/recoveries/recoveries.js';
import {
  AnnulClaim,
  CancelPayout,
  LowerClaim,
  OpenPayout,
  OpenRecovery,
} from '#payouts/contract/commands.js';
import { FindPayout, FindRecovery } from '#payouts/contract/queries.js';
import { payout, type PayoutCommand } from '#payouts/domain/payout/payout.js';
import type { Payout } from '#payouts/domain/payout/state.js';
import { recovery, type RecoveryCommand } from '#payouts/domain/recovery/recovery.js';
import type { Recovery } from '#payouts/domain/recovery/state.js';
import { contextFor } from '#processes/process-context.js';
import { ReactionRefused, type Reaction } from '#processes/reaction.js';
import { reactionsOf } from './reactions.js';

const ON_PAYOUTS: ReadonlySet<unknown> = new Set([CancelPayout]);
const ON_RECOVERIES: ReadonlySet<unknown> = new Set([LowerClaim, AnnulClaim]);

/** The process died where it was; what it did not do is tried again. */
export class Died extends Error {}

interface Stream<State, Command> {
  readonly decider: Decider<State, Command, DomainEvent>;
  state: State;
}

/**
 * An award with its payouts, claims and budget, each decided by its own decider; what follows is done by the very
 * reactions of the program, whenever somebody lets them.
 */
export class World {
  readonly log: AppendedEvent[] = [];
  readonly payouts = new Map<string, Stream<Payout, PayoutCommand>>();
  readonly recoveries = new Map<string, Stream<Recovery, RecoveryCommand>>();
  readonly reactions: readonly Reaction[];
  /** Approved ones, by the budget year they cover. */
  readonly reports = new Map<number, CountedReport>();
  /** What happens wherever a reaction waits for an answer. */
  between: () => void = () => undefined;
  /** Days since the first one. */
  today = 0;
  private readonly award: Stream<Award, ToldCommand> = { decider: award, state: award.initial };
  private readonly budgets: Stream<ReturnType<typeof budget.evolve>, BudgetCommand> = {
    decider: budget,
    state: budget.initial,
  };
  private readonly carriedOut = new Set<string>();
  private readonly reached: number[];

  constructor() {
    const queries = this.queryBus();
    const awards = {
      find: () => this.waited(() => this.award.state),
      follow: (_: string, command: AwardCommand, context: CommandContext) =>
        this.waited(() => this.onItsStream(command, context)),
    } as unknown as Awards;
    const commands = this.commandBus();
    const reported = () => this.waited(() => [...this.reports.values()]);
    const { level, reactions } = reactionsOf({ awards, commands, queries, reported });
    this.level = level;
    this.reactions = reactions;
    this.reached = this.reactions.map(() => 0);
  }

  private readonly level: LevelAwardHandler;

  get state(): AcceptedAward {
    const { state } = this.award;
    if (!wasAccepted(state)) throw new Error('the walk begins with an acceptance');
    return state;
  }

  get budget() {
    return this.budgets.state;
  }

  get now(): string {
    return new Date(Date.parse('2026-03-02T12:00:00Z') + this.today * 86_400_000).toISOString();
  }

  get day(): string {
    return dateInOslo(this.now);
  }

  /** What a person does. */
  onAward(command: AwardCommand): boolean {
    return this.onItsStream(command).ok;
  }

  /** As the award's streams do it: what was reserved and has not gone out lapses before less may be paid. */
  private onItsStream(command: AwardCommand, context?: CommandContext): Outcome {
    const first = this.decided('award', this.award, command, context);
    if (first.ok || first.refusal.code !== 'instruction-pending' || context?.dryRun) return first;
    const reserved = [...(this.state.instructions ?? [])];
    for (const { payoutId, instructionId } of reserved)
      this.onPayout(payoutId, { type: 'LapseInstruction', instructionId });
    const told = { ...command, concluded: reserved.map(({ instructionId }) => instructionId) };
    return this.decided('award', this.award, told, context);
  }

  onPayout(id: string, command: PayoutCommand): boolean {
    return this.decided(`payout-${id}`, this.payoutOf(id), command).ok;
  }

  onRecovery(id: string, command: RecoveryCommand): boolean {
    return this.decided(`recovery-${id}`, this.recoveryOf(id), command).ok;
  }

  onBudget(command: BudgetCommand): boolean {
    return this.decided('budget', this.budgets, command).ok;
  }

  /** The report of a budget year is approved, once: so much was spent, or waived where nobody says (minor units). */
  endReport(year: number, spent: number | undefined, coFunding?: CoFundingFound): void {
    if (this.reports.has(year)) return;
    const reportId = `report-${year}`;
    const required = { ...ANNUAL, reportId, awardId: AWARD, fromYear: year, toYear: year };
    const said = spent === undefined ? {} : { spent: { amount: spent, currency: 'NOK' } };
    this.reports.set(year, { required, ...said, unpaidLapses: true, coFunding });
    const type = spent === undefined ? 'ReportWaived' : 'ReportApproved';
    this.record(`report-${year}`, { type, data: { reportId, coFunding } });
  }

  /** Lets a reaction do what follows from its next event. Answers whether there was one. */
  async follow(index: number): Promise<boolean> {
    const reaction = this.reactions[index]!;
    const at = this.nextOf(index);
    if (at === undefined) return false;
    try {
      await this.react(reaction, this.log[at]!);
    } catch (error) {
      // What is refused for now is tried again.
      if (!(error instanceof Died) && !(error instanceof ReactionRefused)) throw error;
      return true;
    }
    this.reached[index] = at + 1;
    return true;
  }

  /** Whether a reaction has something to do. */
  isIdle(index: number): boolean {
    return this.nextOf(index) === undefined;
  }

  /** Everything is done once more from the first event on, as after its record was lost. */
  async replayed(): Promise<void> {
    const { length } = this.log;
    for (const reaction of this.reactions)
      for (const event of this.log.slice(0, length))
        if (reaction.eventTypes.includes(event.type)) await this.react(reaction, event);
  }

  private async react(reaction: Reaction, event: AppendedEvent): Promise<void> {
    const cause = { kind: 'reaction', name: reaction.name, id: event.id, correlationId: event.id };
    await reaction.react(event, contextFor(cause, { now: () => this.now }));
  }

  private nextOf(index: number): number | undefined {
    const { eventTypes } = this.reactions[index]!;
    for (let at = this.reached[index]!; at < this.log.length; at++)
      if (eventTypes.includes(this.log[at]!.type)) return at;
    return undefined;
  }

  private payoutOf(id: string): Stream<Payout, PayoutCommand> {
    return this.payouts.get(id) ?? { decider: payout, state: payout.initial };
  }

  private recoveryOf(id: string): Stream<Recovery, RecoveryCommand> {
    return this.recoveries.get(id) ?? { decider: recovery, state: recovery.initial };
  }

  private decided<State, Command>(
    name: string,
    stream: Stream<State, Command>,
    command: Command,
    context?: CommandContext,
  ): Outcome {
    const receipt = { id: name, revision: 0, position: String(this.log.length) };
    const key = context && `${name} ${context.commandId}`;
    if (key !== undefined && this.carriedOut.has(key)) return { ok: true, receipt };
    const decision = stream.decider.decide(command, stream.state);
    if ('refused' in decision) return { ok: false, refusal: decision.refused };
    if (context?.dryRun) return { ok: true, receipt };
    for (const event of decision.events) {
      stream.state = stream.decider.evolve(stream.state, event);
      this.record(name, event);
    }
    if (key !== undefined && decision.events.length > 0) this.carriedOut.add(key);
    return { ok: true, receipt };
  }

  private record(stream: string, event: object): void {
    const metadata = { caseId: AWARD, recordedAt: this.now, correlationId: 'c' };
    const position = String(this.log.length);
    this.log.push({ ...event, id: `e${position}`, stream, revision: 0, position, metadata } as never);
  }

  private waited<Answer>(answer: () => Answer): Promise<Answer> {
    this.between();
    return Promise.resolve(answer());
  }

  private queryBus(): QueryBus {
    const payouts = { find: (id: string) => Promise.resolve(this.payoutOf(id).state) } as unknown as Payouts;
    const recoveries = {
      find: (id: string) => Promise.resolve(this.recoveryOf(id).state),
    } as unknown as Recoveries;
    const ofPayout = new FindPayoutHandler(payouts);
    const ofRecovery = new FindRecoveryHandler(recoveries);
    const execute = (query: FindPayout | FindRecovery) => {
      this.between();
      return query instanceof FindPayout ? ofPayout.execute(query) : ofRecovery.execute(query);
    };
    return { execute } as unknown as QueryBus;
  }

  private commandBus(): CommandBus {
    const execute = (command: ResourceCommand<unknown>) => {
      this.between();
      return Promise.resolve(this.dispatched(command));
    };
    return { execute } as unknown as CommandBus;
  }

  private dispatched(command: ResourceCommand<unknown>): Outcome | Promise<Outcome> {
    const { id, context } = command;
    if (command instanceof LevelAward) return this.level.execute(command);
    if (command instanceof TakeAwardStep) return this.step(command);
    if (command instanceof OpenPayout) {
      const stream = this.payoutOf(id);
      this.payouts.set(id, stream);
      return this.decided(`payout-${id}`, stream, { type: 'OpenPayout', order: command.content }, context);
    }
    if (command instanceof OpenRecovery) {
      const stream = this.recoveryOf(id);
      this.recoveries.set(id, stream);
      const { forewarning, ...order } = command.content;
      const open = {
        type: 'OpenRecovery',
        order: { recoveryId: id, ...order },
        forewarnedOn: this.day,
      } as const;
      return this.decided(`recovery-${id}`, stream, { ...open, ...forewarning }, context);
    }
    const content = { type: command.constructor.name, ...(command.content as object) };
    if (ON_PAYOUTS.has(command.constructor))
      return this.decided(`payout-${id}`, this.payoutOf(id), content as PayoutCommand, context);
    if (ON_RECOVERIES.has(command.constructor))
      return this.decided(`recovery-${id}`, this.recoveryOf(id), content as RecoveryCommand, context);
    const booking = { ...content, schemeId: id } as unknown as BudgetCommand;
    return this.decided('budget', this.budgets, booking, context);
  }

  private step({ content, context }: TakeAwardStep): Outcome {
    const { state } = this.payoutOf((content as { payoutId?: string }).payoutId ?? '');
    const paid =
      state.status === 'none'
        ? 0
        : state.attempts.reduce((all, { settled, returned }) => all + settled - returned, 0);
    return this.onItsStream({ ...content, paid, now: this.now } as unknown as AwardCommand, context);
  }
}
