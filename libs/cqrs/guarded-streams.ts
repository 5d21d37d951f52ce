import { denied, officialStep, otherSide, type Action, type Resource } from '#access/policy.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import type { CommandHandling } from '#eventsourcing/command-handling.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import type { StreamRules } from '#eventsourcing/stream-rules.js';

/** Why a person may not act, judged with the state; `usual` is what the policy says. */
export type Judge<State> = (state: State, usual: Refusal | undefined) => Refusal | undefined;

/** The streams of one kind: who acts on one is judged first, and the decider of its rules decides. */
export abstract class GuardedStreams<State, Command, Event extends DomainEvent> {
  /**
   * `resourceOf` says who stands how to what the stream is about, or to what in it has the id; where that is left out,
   * it is nobody's.
   */
  constructor(
    protected readonly handling: CommandHandling,
    protected readonly rules: StreamRules<State, Command, Event>,
    private readonly resourceOf: (state: State, context: CommandContext, id: string) => Resource = () => ({}),
  ) {}

  /** The stream's state as it stands now, its personal fields sealed. */
  async find(id: string): Promise<State> {
    return (await this.load(id)).state;
  }

  /** That state, the revision it is at, and who acted in the stream on behalf of others. */
  load(id: string): Promise<{
    readonly state: State;
    readonly revision: number;
    readonly onBehalf: ReadonlySet<string>;
  }> {
    return this.handling.load(this.rules, id);
  }

  /** Carries out a person's command after the policy was asked. */
  act(
    action: Action,
    id: string,
    command: Command,
    context: CommandContext,
    judge: Judge<State> = (_, usual) => usual,
  ): Promise<Outcome> {
    const { actor } = context;
    const guard = (state: State, onBehalf: ReadonlySet<string>) =>
      judge(
        state,
        denied(actor, action, this.resourceOf(state, context, id)) ?? otherSide(actor, action, onBehalf),
      );
    const official = (state: State) => officialStep(actor, action, this.resourceOf(state, context, id));
    return this.handling.handle(this.rules, { id, command, context, guard, official });
  }

  /** Carries out a command that was judged already, or follows from what was decided before or from time passing. */
  follow(id: string, command: Command, context: CommandContext): Promise<Outcome> {
    return this.handling.handle(this.rules, { id, command, context });
  }
}
