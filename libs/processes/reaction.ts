import type { Appended } from '#eventsourcing/reactions.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import type { DomainEvent, Position } from '#eventsourcing/event.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import type { Timer } from './timers.js';

/**
 * What must follow from events of some types. It runs at least once per event, so it sends commands under the ids
 * its context gives and decides from streams, never from read models.
 */
export interface Reaction<Event extends DomainEvent = DomainEvent> {
  /** Stands in command ids and in the checkpoint: never renamed, never used twice. */
  readonly name: string;
  readonly eventTypes: readonly Event['type'][];
  /** `false`: never at once after the append, only when the subscription comes to it; for what nobody waits for. */
  readonly inline?: boolean;
  /** Keys reacted to at the same time, where more than a few spare work: what is one small write each shares its commit. */
  readonly together?: number;
  /** Answers the position of the last command sent, if one was; throws to be tried again. */
  react(event: Appended<Event>, context: ReactionContext): Promise<Position | undefined>;
}

/** A reaction that also sets timers, and what it does when one of them is due. */
export interface TimedReaction<Event extends DomainEvent = DomainEvent> extends Reaction<Event> {
  /** Kinds of its timers: never renamed, never used by two. */
  readonly timerKinds: readonly string[];
  /** None of its timers fires earlier than so many milliseconds after a start; at once when left out. */
  readonly graceAtStartMs?: number;
  /** Does what the timer was set for, at least once; throws to be tried again. */
  fire(timer: Timer, context: ReactionContext): Promise<unknown>;
}

/** Whether a reaction sets timers. */
export function hasTimers(reaction: Reaction): reaction is TimedReaction {
  return 'timerKinds' in reaction;
}

/** How a reaction or a timer's handler sends commands. */
export interface ReactionContext {
  /** The context of its only command; where it always sends the same two, `step` tells them apart. */
  command(step?: 0 | 1): CommandContext;
  /**
   * The context of what is done (`deed`) to one of several things. Its id derives from both, so that it stays the same
   * when others are done already and are not tried again. `formerly` is the number under which earlier versions sent it;
   * left out where they numbered what was left to be done.
   */
  commandFor(deed: string, id: string, formerly?: FormerNumber): CommandContext;
}

/** Under which number earlier versions sent a command, if they did. */
export type FormerNumber = number | 'never';

/** A command that must follow from an event was refused; the reaction is tried again and shows as failing. */
export class ReactionRefused extends Error {
  readonly code = 'reaction-refused';
  constructor(readonly refusal: Refusal) {
    super(`${refusal.code}: ${refusal.detail}`);
    this.name = 'ReactionRefused';
  }
}

/** Where the command ended. @throws ReactionRefused */
export function positionOf(outcome: Outcome): Position {
  if (!outcome.ok) throw new ReactionRefused(outcome.refusal);
  return outcome.receipt.position;
}
