import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { partOf } from '#cqrs/following-command.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { PRECONDITION_FAILED, type CommandContext, type Outcome } from '#eventsourcing/command.js';
import { derivedId } from '#eventsourcing/ids.js';
import { takenAgain } from '#eventsourcing/taken-again.js';
import { declaredBy } from '#impartiality/impartiality.js';
import type { Hold } from '../../domain/award/held.js';
import { wasAccepted, type AcceptedAward } from '../../domain/award/state.js';
import { Awards } from '../awards/awards.js';

/** Ends a hold of the award `id` once the award has followed what was decided under it, or that is not decided. */
export class SettleHold extends ResourceCommand<{
  readonly hold: string;
  /** Whether whoever decides may still be about to: then only what was decided ends it. */
  readonly underWay?: true | undefined;
}> {}

/** What a step would decide on the stream as it stands at a revision. */
export interface Looked {
  readonly revision: number;
  /** The case whose award has to follow what would be decided; none where nothing has to. */
  readonly follows: string | undefined;
}

/** A step on an application or an appeal that may decide what an award follows. */
export interface Deciding extends Pick<Hold, 'decidedIn' | 'id'> {
  look(): Promise<Looked>;
  /** Where that it carries out was decided: until it is, the award is held for that already. */
  readonly carriesOut?: Pick<Hold, 'decidedIn' | 'id'> | undefined;
}

/**
 * What an award follows is decided on other streams, and nothing may be handed to the bank on terms that such a decision
 * has changed. So the award is held first, at the very revision of the stream at which the decision is made then; and the
 * hold ends when the award has followed it, or when something else stands at that revision.
 */
@Injectable()
export class Holds {
  constructor(
    private readonly awards: Awards,
    private readonly commands: CommandBus,
  ) {}

  /** Takes a step; where it decides what an accepted award has to follow, under a hold. */
  async around(
    step: Deciding,
    context: CommandContext,
    take: (context: CommandContext) => Promise<Outcome>,
  ): Promise<Outcome> {
    if (context.dryRun) return take(context);
    const hold = derivedId('hold', context.commandId);
    let heldOf: string | undefined;
    const once = async () => {
      const { revision, follows } = await step.look();
      const fenced = { ...context, fence: revision };
      const award = follows === undefined ? undefined : await this.awards.find(follows);
      if (follows === undefined || !award || !wasAccepted(award) || isHeldFor(step.carriesOut, award))
        return take(fenced);
      // What would be refused holds nothing up; a conflict that is declared with it is recorded all the same.
      const asked = await take({ ...context, dryRun: true });
      if (!asked.ok) return declaresMore(context) ? take(fenced) : asked;
      const { decidedIn, id } = step;
      const held = { hold, decidedIn, id, revision };
      heldOf = follows;
      const part = partOf(context, `hold:${revision}`);
      const placed = await this.awards.follow(follows, { type: 'HoldInstructions', ...held }, part);
      return placed.ok ? take(fenced) : placed;
    };
    // Whoever names a revision is told that it is another one.
    const outcome = await (context.ifMatch === undefined ? takenAgain(PRECONDITION_FAILED, once) : once());
    if (heldOf !== undefined)
      await this.commands.execute(new SettleHold(heldOf, { hold }, partOf(context, 'settle')));
    return outcome;
  }
}

function isHeldFor(of: Deciding['carriesOut'], { holds }: AcceptedAward): boolean {
  return of !== undefined && !!holds?.some(({ decidedIn, id }) => decidedIn === of.decidedIn && id === of.id);
}

function declaresMore({ impartiality }: CommandContext): boolean {
  return impartiality !== undefined && declaredBy(impartiality) !== 'no-conflict';
}
