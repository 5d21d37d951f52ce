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
  /** Lets go of it when what is being recorded is. */
  close(): Promise<void>;
}

/** The list is missing, in use, or that of other keys; the message says what to do. */
export class WrongErasureList extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'WrongErasureList';
  }
}
