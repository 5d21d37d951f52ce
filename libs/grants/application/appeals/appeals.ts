import { Injectable } from '@nestjs/common';
import { GuardedStreams, type Judge } from '#cqrs/guarded-streams.js';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { StreamRules } from '#eventsourcing/stream-rules.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import { denied, type Action, type Resource } from '#access/policy.js';
import { streams, type AppealEvent } from '../../contract/events.js';
import { appeal, type AppealCommand } from '../../domain/appeal/appeal.js';
import { approvesReplacement, preparationsOf } from '../../domain/appeal/prepared.js';
import type { Appeal } from '../../domain/appeal/state.js';
import { Holds } from '../holds/holds.js';

/** What an appeal's stream keeps to. */
export const rules: StreamRules<Appeal, AppealCommand, AppealEvent> = {
  decider: appeal,
  preparedBy: preparationsOf,
  replaced: approvesReplacement,
  streamOf: streams.appeal,
  caseIdOf: (_, state) => (state.status === 'none' ? undefined : state.submission.caseId),
  regulationVersionOf: (state) => (state.status === 'none' ? undefined : state.submission.regulationVersion),
};

/** The appeals' streams. */
@Injectable()
export class Appeals extends GuardedStreams<Appeal, AppealCommand, AppealEvent> {
  constructor(
    handling: CommandHandling,
    private readonly holds: Holds,
  ) {
    super(handling, rules, resourceOf);
  }

  override act(
    action: Action,
    id: string,
    command: AppealCommand,
    context: CommandContext,
    judge?: Judge<Appeal>,
  ): Promise<Outcome> {
    const take = (as: CommandContext) => super.act(action, id, command, as, judge);
    if (command.type !== 'DecideAppeal' && command.type !== 'ApproveReversal') return take(context);
    const look = async () => {
      const { state, revision } = await this.load(id);
      const decided = appeal.decide(command, state);
      const changes = 'events' in decided && decided.events.some(({ type }) => CHANGES_DECISION.has(type));
      return { revision, follows: changes ? caseOf(state) : undefined };
    };
    return this.holds.around({ decidedIn: 'appeal', id, look }, context, take);
  }

  /** Takes an appeal in; whose case it is, and why the person may not bring it, was found out before. */
  submit(
    id: string,
    command: AppealCommand,
    context: CommandContext,
    asked: { readonly may: Action; readonly resource: Resource; readonly barred: Refusal | undefined },
  ): Promise<Outcome> {
    const guard = () => denied(context.actor, asked.may, asked.resource) ?? asked.barred;
    return this.handling.handle(rules, { id, command, context, guard });
  }
}

const CHANGES_DECISION: ReadonlySet<AppealEvent['type']> = new Set([
  'AppealReversed',
  'AppealChangedDecision',
  'AppealAnnulledDecision',
]);

/** The case whose decision an appeal is against; what else is won in an appeal leaves no less to be paid. */
function caseOf(state: Appeal): string | undefined {
  if (state.status === 'none' || state.submission.against.kind !== 'decision') return undefined;
  return state.submission.caseId;
}

/** Whose an appeal is: the appeal body's only from the day it was forwarded. */
export function resourceOf(state: Appeal): Resource {
  if (state.status === 'none') return {};
  const { directorate: owner, applicant, appealBody, other } = state.submission;
  return {
    owner,
    applicant,
    ...(other?.organisation === undefined ? {} : { appellant: other.organisation }),
    ...(state.forwarded ? { appealBody } : {}),
  };
}
