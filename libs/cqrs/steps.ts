import type { ICommandHandler } from '@nestjs/cqrs';
import type { Action } from '#access/policy.js';
import { dateInOslo } from '#calendar/oslo.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import type { Actor, DomainEvent } from '#eventsourcing/event.js';
import type { GuardedStreams, Judge } from './guarded-streams.js';
import type { ResourceCommand } from './resource-command.js';

/** About what a step is taken, by whom and when. */
export interface Asking {
  /** Id of what the step is about. */
  readonly id: string;
  readonly actor: Actor;
  /** The acting person: the actor's subject. */
  readonly person: string;
  /** The organisation that person acts for. */
  readonly organisation: string | undefined;
  /** UTC instant. */
  readonly now: string;
  /** Calendar date. */
  readonly today: string;
  /** Calendar date on which, as the actor says, it happens: today, but for what an import tells of. */
  readonly occursOn: string;
  readonly commandId: string;
}

type Typed = { readonly type: string };
type Awaitable<Value> = Value | Promise<Value>;
/** Omits from each member of a union. */
type Without<Command, Key extends PropertyKey> = Command extends unknown ? Omit<Command, Key> : never;

/**
 * How a command of a decider comes about that appends to its own stream alone. What is sent is the command but for
 * what `facts` or `command` fills in, reading whatever it needs from `Sources`.
 */
export type Step<State, Command, Sources> = (
  | {
      /** What the policy is asked. */
      readonly may: Action;
      /** Says why a person may not, where the policy alone does not tell. */
      readonly judge?: (asking: Asking, from: Sources) => Awaitable<Judge<State>>;
    }
  | {
      /** What the command follows from, so that nobody is asked and it comes to an end however often it is sent. */
      readonly follows: string;
    }
) & {
  /** Members of the command that are not for the sender to say. */
  readonly facts?: (asking: Asking, from: Sources) => Awaitable<Partial<Without<Command, 'type'>>>;
  /** All of the command, where it is not what is sent and the facts beside each other. */
  readonly command?: (sent: never, asking: Asking, from: Sources) => Awaitable<Without<Command, 'type'>>;
};

/** The steps of a decider, by the type of its command. */
export type Steps<State, Command extends Typed, Sources = unknown> = {
  readonly [Type in Command['type']]?: Step<State, Extract<Command, { type: Type }>, Sources>;
};

type SentOf<Command, Row> = Row extends { readonly command: (sent: infer Sent, ...rest: never[]) => unknown }
  ? Sent
  : Row extends { readonly facts: (...asked: never[]) => infer Facts }
    ? Without<Command, 'type' | keyof Awaited<Facts>>
    : Without<Command, 'type'>;

/** What is sent to have one of the steps taken. */
export type Sent<Command extends Typed, Table> = {
  readonly [Type in keyof Table & Command['type']]: { readonly type: Type } & SentOf<
    Extract<Command, { type: Type }>,
    Table[Type]
  >;
}[keyof Table & Command['type']];

/** Takes the steps of a table. */
export abstract class TakesSteps<
  State,
  Command extends Typed,
  Event extends DomainEvent,
  Sources,
> implements ICommandHandler<ResourceCommand<Typed>> {
  constructor(
    private readonly streams: GuardedStreams<State, Command, Event>,
    private readonly steps: Steps<State, Command, Sources>,
    private readonly sources: Sources,
  ) {}

  async execute({ id, content, context }: ResourceCommand<Typed>): Promise<Outcome> {
    const { type, ...sent } = content;
    const step: Step<State, Command, Sources> = this.steps[type as Command['type']]!;
    const asking = askingOf(id, context);
    const made = step.command
      ? await step.command(sent as never, asking, this.sources)
      : { ...sent, ...(await step.facts?.(asking, this.sources)) };
    const command = { type, ...made } as Command;
    if ('follows' in step) return this.streams.follow(id, command, context);
    const judge = await step.judge?.(asking, this.sources);
    return this.streams.act(step.may, id, command, context, judge);
  }
}

function askingOf(id: string, { actor, now, occurredAt = now, commandId }: CommandContext): Asking {
  const { subject: person, organisation } = actor;
  const days = { today: dateInOslo(now), occursOn: dateInOslo(occurredAt) };
  return { id, actor, person, organisation, now, ...days, commandId };
}
