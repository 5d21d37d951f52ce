import { Injectable } from '@nestjs/common';
import { GuardedStreams, type Judge } from '#cqrs/guarded-streams.js';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { StreamRules } from '#eventsourcing/stream-rules.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { refuse } from '#eventsourcing/decider.js';
import { denied, type Action, type Resource } from '#access/policy.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import { MAY } from '../../access.js';
import { streams, type ApplicationEvent } from '../../contract/events.js';
import {
  MOST_DECLARANTS,
  MOST_DECLARATIONS,
  MOST_RULINGS,
  type Declaration,
} from '#impartiality/impartiality.js';
import { approvesReplacement, preparationsOf } from '../../domain/application/prepared.js';
import { no } from '../../domain/application/refusals.js';
import type { Application } from '../../domain/application/state.js';
import { application, type ApplicationCommand } from '../../domain/application/application.js';
import { Holds } from '../holds/holds.js';

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
  declaring: declarationOf,
};

function declarationOf(person: string, said: Declaration): ApplicationCommand {
  return { type: 'DeclareImpartiality', person, ...said };
}

/** The application once somebody has declared with a step, where that is possible. */
function declaredIn(state: Application, declaration: ApplicationCommand): Application {
  const declared = application.decide(declaration, state);
  return 'events' in declared
    ? declared.events.reduce((after, event) => application.evolve(after, event), state)
    : state;
}

/** What is submitted is submitted once: only its replay has an answer. */
const submitted: StreamRules<Application, undefined, ApplicationEvent> = {
  ...stream,
  decider: { ...application, decide: () => refuse(no.submittedAgain()) },
};

/** The applications' streams. */
@Injectable()
export class Applications extends GuardedStreams<Application, ApplicationCommand, ApplicationEvent> {
  constructor(
    handling: CommandHandling,
    private readonly holds: Holds,
  ) {
    super(handling, rules, resourceOf);
  }

  override act(
    action: Action,
    id: string,
    command: ApplicationCommand,
    context: CommandContext,
    judge?: Judge<Application>,
  ): Promise<Outcome> {
    return this.holding(id, command, context, (as) => super.act(action, id, command, as, judge));
  }

  override follow(id: string, command: ApplicationCommand, context: CommandContext): Promise<Outcome> {
    return this.holding(id, command, context, (as) => super.follow(id, command, as));
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

  private holding(
    id: string,
    command: ApplicationCommand,
    context: CommandContext,
    take: (context: CommandContext) => Promise<Outcome>,
  ): Promise<Outcome> {
    if (!MAY_BE_FOLLOWED.has(command.type)) return take(context);
    const look = async () => {
      const { state, revision } = await this.load(id);
      const said = context.impartiality && declarationOf(context.actor.subject, context.impartiality);
      const decided = application.decide(command, said ? declaredIn(state, said) : state);
      const follows = 'events' in decided && decided.events.some(({ type }) => IS_FOLLOWED.has(type));
      return { revision, follows: follows ? id : undefined };
    };
    const step = { decidedIn: 'application', id, look, carriesOut: carriedOutBy(id, command) } as const;
    return this.holds.around(step, context, take);
  }
}

/** What an award follows, or pays nothing after. */
const IS_FOLLOWED: ReadonlySet<ApplicationEvent['type']> = new Set([
  'OwnReversalApproved',
  'DecisionReplaced',
  'ApplicationReopened',
  'DecisionFlagged',
]);

/** What may lead to that; a decision on a case that is open again finds the award suspended. */
const MAY_BE_FOLLOWED: ReadonlySet<ApplicationCommand['type']> = new Set([
  'ApproveOwnReversal',
  'ReplaceDecision',
  'FundDecision',
  'ReopenApplication',
  'RetakeDecision',
  'DeclareImpartiality',
  'RuleOnImpartiality',
]);

/** Where that was decided which a command carries out on the application. */
function carriedOutBy(id: string, command: ApplicationCommand) {
  if (command.type !== 'ReplaceDecision' && command.type !== 'ReopenApplication') return undefined;
  const { appealId, reversal } = command;
  if (appealId !== undefined) return { decidedIn: 'appeal', id: appealId } as const;
  return reversal === undefined ? undefined : ({ decidedIn: 'application', id } as const);
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
