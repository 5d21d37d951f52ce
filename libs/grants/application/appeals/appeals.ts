import { Injectable } from '@nestjs/common';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { StreamRules } from '#eventsourcing/stream-rules.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import { denied, type Action, type Resource } from '#access/policy.js';
import { MAY } from '../../access.js';
import { streams, type AppealEvent } from '../../contract/events.js';
import { appeal } from '../../domain/appeal/appeal.js';
import type { AppealCommand, SubmitAppeal } from '../../domain/appeal/commands.js';
import type { Appeal } from '../../domain/appeal/state.js';

/** What an appeal's stream keeps to. */
export const rules: StreamRules<Appeal, AppealCommand, AppealEvent> = {
  decider: appeal,
  streamOf: streams.appeal,
  caseIdOf: (_, __, state) => (state.status === 'none' ? undefined : state.submission.caseId),
  regulationVersionOf: (state) => (state.status === 'none' ? undefined : state.submission.regulationVersion),
};

/** Why a person may not act in an appeal, judged with its state. */
export type AppealGuard = (state: Appeal, usual: Refusal | undefined) => Refusal | undefined;

/** The appeals' streams. */
@Injectable()
export class Appeals {
  constructor(private readonly handling: CommandHandling) {}

  /** The appeal as it stands now, its personal fields sealed. */
  async find(id: string): Promise<Appeal> {
    return (await this.handling.load(rules, id)).state;
  }

  /** Takes an appeal in; whose case it is, and why the person may not act for the party, was found out before. */
  submit(
    id: string,
    command: SubmitAppeal,
    context: CommandContext,
    party: { readonly resource: Resource; readonly barred: Refusal | undefined },
  ): Promise<Outcome> {
    const guard = () => denied(context.actor, MAY['appeal.submit'], party.resource) ?? party.barred;
    return this.handling.handle(rules, { id, command, context, guard });
  }

  /** Carries out a person's command after the policy was asked. */
  act(
    action: Action,
    id: string,
    command: AppealCommand,
    context: CommandContext,
    judge: AppealGuard = (_, usual) => usual,
  ): Promise<Outcome> {
    const guard = (state: Appeal) => judge(state, denied(context.actor, action, resourceOfAppeal(state)));
    return this.handling.handle(rules, { id, command, context, guard });
  }

  /** Carries out a command that follows from another one, or from the passing of time. */
  follow(id: string, command: AppealCommand, context: CommandContext): Promise<Outcome> {
    return this.handling.handle(rules, { id, command, context });
  }
}

/** Whose an appeal is: the appeal body's only from the day it was forwarded. */
export function resourceOfAppeal(state: Appeal): Resource {
  if (state.status === 'none') return {};
  const { directorate: owner, applicant, appealBody } = state.submission;
  return { owner, applicant, ...(state.forwarded ? { appealBody } : {}) };
}
