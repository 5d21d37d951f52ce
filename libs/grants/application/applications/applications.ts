import { Injectable } from '@nestjs/common';
import { GuardedStreams } from '#cqrs/guarded-streams.js';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { StreamRules } from '#eventsourcing/stream-rules.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { refuse } from '#eventsourcing/decider.js';
import { denied, type Resource } from '#access/policy.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import { MAY } from '../../access.js';
import { streams, type ApplicationEvent } from '../../contract/events.js';
import { MOST_DECLARANTS, MOST_DECLARATIONS, MOST_RULINGS } from '#impartiality/impartiality.js';
import { approvesReplacement, preparationsOf } from '../../domain/application/prepared.js';
import { no } from '../../domain/application/refusals.js';
import type { Application } from '../../domain/application/state.js';
import { application, type ApplicationCommand } from '../../domain/application/application.js';

const stream: Omit<
  StreamRules<Application, never, ApplicationEvent>,
  'decider' | 'declaring' | 'preparedBy'
> = {
  streamOf: streams.application,
  caseIdOf: (id) => id,
  regulationVersionOf: (state) => (state.status === 'none' ? undefined : state.submission.regulationVersion),
  mostOf: {
    ImpartialityDeclared: MOST_DECLARANTS * MOST_DECLARATIONS,
    ImpartialityRuled: MOST_DECLARANTS * MOST_RULINGS,
  },
};

/** What an application's stream keeps to. */
export const rules: StreamRules<Application, ApplicationCommand, ApplicationEvent> = {
  decider: application,
  ...stream,
  preparedBy: preparationsOf,
  replaced: approvesReplacement,
  declaring: (person, said) => ({ type: 'DeclareImpartiality', person, ...said }),
};

/** What is submitted is submitted once: only its replay has an answer. */
const submitted: StreamRules<Application, undefined, ApplicationEvent> = {
  ...stream,
  decider: { ...application, decide: () => refuse(no.submittedAgain()) },
};

/** The applications' streams. */
@Injectable()
export class Applications extends GuardedStreams<Application, ApplicationCommand, ApplicationEvent> {
  constructor(handling: CommandHandling) {
    super(handling, rules, resourceOf);
  }

  /** Submits a draft whose owner was judged already: before it there is no application to judge. */
  submit(
    id: string,
    command: Extract<ApplicationCommand, { type: 'SubmitApplication' }>,
    context: CommandContext,
  ): Promise<Outcome> {
    return this.handling.handle(rules, { id, command, context });
  }

  /** Registers an application that came outside the portal; what it lacks was found out before. */
  register(
    id: string,
    command: Extract<ApplicationCommand, { type: 'SubmitApplication' }>,
    context: CommandContext,
    missing: Refusal | undefined,
  ): Promise<Outcome> {
    const { directorate: owner } = command.call;
    const guard = () => denied(context.actor, MAY['call.register-application'], { owner }) ?? missing;
    return this.handling.handle(rules, { id, command, context, guard });
  }

  /** Answers a submission that is in the log as it was answered, without its content; refuses any other. */
  submitAgain(id: string, { ifMatch: _, ...context }: CommandContext): Promise<Outcome> {
    return this.handling.handle(submitted, { id, command: undefined, context });
  }
}

/** Whose an application is. */
export function resourceOf(state: Application): Resource {
  if (state.status === 'none') return {};
  const { submission, review, representative: { organisation: representative } = {} } = state;
  return {
    owner: submission.directorate,
    applicant: submission.applicant.organisation,
    ...(representative === undefined ? {} : { representative }),
    ...(review ? { appealBody: review.body } : {}),
  };
}
