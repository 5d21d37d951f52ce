import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { partOf } from '#cqrs/following-command.js';
import { GuardedStreams, type Judge } from '#cqrs/guarded-streams.js';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import { takenAgain } from '#eventsourcing/taken-again.js';
import type { StreamRules } from '#eventsourcing/stream-rules.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { LapseInstruction } from '#payouts/contract/commands.js';
import { denied, officialStep, type Action, type Resource } from '#access/policy.js';
import { MAY } from '../../access.js';
import { streams, type AwardEvent, type Instalment } from '../../contract/events.js';
import { award, type AwardCommand, type ToldCommand } from '../../domain/award/award.js';
import { approvesReplacement, preparationsOf } from '../../domain/award/prepared.js';
import { payoutIdOf } from '../../domain/award/release.js';
import { wasAccepted, type Award } from '../../domain/award/state.js';

/** What an award's stream keeps to. */
export const rules: StreamRules<Award, ToldCommand, AwardEvent> = {
  decider: award,
  preparedBy: preparationsOf,
  replaced: approvesReplacement,
  streamOf: streams.award,
  caseIdOf: (id) => id,
  regulationVersionOf: (state) => {
    if (state.status === 'none') return undefined;
    return wasAccepted(state) ? state.terms.regulationVersion : state.offer.regulationVersion;
  },
  // Amendments bring further conditions and instalments, each of which is fulfilled and released once.
  mostOf: { ConditionFulfilled: 2_000, InstalmentReleased: 20_000 },
};

/** The awards' streams; an award has the id of its case. */
@Injectable()
export class Awards extends GuardedStreams<Award, ToldCommand, AwardEvent> {
  constructor(
    handling: CommandHandling,
    private readonly commands: CommandBus,
  ) {
    super(handling, rules, resourceOf);
  }

  override act(
    action: Action,
    id: string,
    command: AwardCommand,
    context: CommandContext,
    judge?: Judge<Award>,
  ): Promise<Outcome> {
    return this.concluding(id, command, context, (told) => super.act(action, id, told, context, judge));
  }

  override follow(id: string, command: AwardCommand, context: CommandContext): Promise<Outcome> {
    return this.concluding(id, command, context, (told) => super.follow(id, told, context));
  }

  /** What the party does about its grant, or an official for it: the application says whose it is, and who represents it. */
  accept(
    id: string,
    command: AwardCommand,
    context: CommandContext,
    of: Resource,
    action: Action = MAY['award.accept'],
  ): Promise<Outcome> {
    const guard = () => denied(context.actor, action, of);
    const official = () => officialStep(context.actor, action, of);
    return this.handling.handle(rules, { id, command, context, guard, official });
  }

  /** Before less may be paid, instructions that were reserved have gone out or lapse; others may be reserved meanwhile. */
  private concluding(
    id: string,
    command: AwardCommand,
    context: CommandContext,
    take: (told: ToldCommand) => Promise<Outcome>,
  ): Promise<Outcome> {
    return takenAgain('instruction-pending', async (attempt) => {
      if (attempt === 1) return take(command);
      const concluded = await this.lapsed(id, context);
      return Array.isArray(concluded) ? take({ ...command, concluded }) : concluded;
    });
  }

  /** Ids of the instructions that went out or never will from now on. */
  private async lapsed(id: string, context: CommandContext): Promise<string[] | Outcome> {
    const state = await this.find(id);
    const concluded: string[] = [];
    if (!wasAccepted(state) || !state.instructions) return concluded;
    for (const { payoutId, instructionId } of state.instructions) {
      // Who only asks has none lapse: the award would be decided once they have.
      if (!context.dryRun) {
        const part = partOf(context, `lapse:${instructionId}`);
        const outcome = await this.commands.execute(new LapseInstruction(payoutId, { instructionId }, part));
        if (!outcome.ok) return outcome;
      }
      concluded.push(instructionId);
    }
    return concluded;
  }
}

/** Whose an award is. */
export function resourceOf(state: Award): Resource {
  if (state.status === 'none') return {};
  const { directorate, recipient } = wasAccepted(state) ? state.terms : state.offer;
  return { owner: directorate, applicant: recipient };
}

/** The payouts of a schedule's instalments, in order. */
export function payoutIdsOf(awardId: string, schedule: readonly Pick<Instalment, 'number'>[]): string[] {
  return schedule.map(({ number }) => payoutIdOf(awardId, number));
}
