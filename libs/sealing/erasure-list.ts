/**
 * Which keys were erased, kept apart from the keys and from every backup of them: whoever puts back an older copy of
 * the keys erases by it what was erased since.
 */
export interface ErasureList {
  /** The keys carry it too, so that the list of others is not taken for theirs. */
  readonly id: string;
  has(kid: string): boolean;
  /** Ids of all erased keys. */
  kids(): Iterable<string>;
  /** Durable when it resolves. */
  record(kids: readonly string[]): Promise<void>;
}

/** The list is missing, or is that of other keys; the message says what to do. */
export class WrongErasureList extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WrongErasureList';
  }
}
