import type { Decider } from './decider.js';
import type { DomainEvent } from './event.js';

/** What a stream's handler knows beside its decider. */
export interface StreamRules<State, Command, Event extends DomainEvent> {
  readonly decider: Decider<State, Command, Event>;
  /** `<category>-<id>` of the stream. */
  streamOf(id: string): string;
  /** The case an event belongs to; it stands in the event's metadata. */
  caseIdOf?(id: string, event: Event, state: State): string | undefined;
  /** The regulation version a step was taken under. */
  regulationVersionOf?(state: State): string | undefined;
  /** Many write to this stream: writers queue here and its folded state is kept between them. */
  readonly hot?: boolean;
}
