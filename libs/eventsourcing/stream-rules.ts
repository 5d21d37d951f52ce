import type { Decider } from './decider.js';
import type { Declaration } from '#impartiality/impartiality.js';
import type { Preparation } from '#impartiality/preparations.js';
import type { DomainEvent } from './event.js';
import type { AppendedEvent } from './reactions.js';

/** What a stream's handler knows beside its decider. */
export interface StreamRules<State, Command, Event extends DomainEvent> {
  readonly decider: Decider<State, Command, Event>;
  /** `<category>-<id>` of the stream. */
  streamOf(id: string): string;
  /**
   * What stands in other streams and belongs to this one: those that an earlier program named otherwise, and that nobody
   * appends to any more. It is folded among the stream's own events, in the order of their recording.
   */
  elsewhere?(stream: string): Promise<readonly AppendedEvent[]>;
  /** The case the stream belongs to, or an event of it where they belong to several; it stands in the event's metadata. */
  caseIdOf?(id: string, state: State, event?: Event): string | undefined;
  /** The command by which a person declares their impartiality, where the case's record of it is this very stream. */
  declaring?(person: string, said: Declaration): Command;
  /** Whose work a command decides on: an official step is refused while something on record stops one of them. */
  preparedBy?(command: Command, state: State): readonly Preparation[];
  /** Whether what a command approves took the place of another proposal: whoever approves it says what they have seen. */
  replaced?(command: Command, state: State): boolean;
  /** The regulation version a step was taken under. */
  regulationVersionOf?(state: State): string | undefined;
  /** Many write to this stream: writers queue here and its folded state is kept between them. */
  readonly hot?: boolean;
  /** How often people may lead to an event of one type in one stream; 200 times when left out. */
  readonly most?: number;
  /** Of these types another number: what the decider bounds itself, or what one stream has many of. */
  readonly mostOf?: { readonly [Type in Event['type']]?: number };
}
