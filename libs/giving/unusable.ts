/** A file that no record can be read from. The message says what was found and what is wanted. */
export class UnreadableFile extends Error {}

/** Stands in the place of a record that cannot be read; those beside it can. */
export class UnusableRecord {
  constructor(
    readonly code: 'not-i-json' | 'record-too-large' | 'uneven-row' | 'stray-quote' | 'not-text',
    /** One line. */
    readonly message: string,
    readonly id?: string,
  ) {}
}

/** Bytes or characters of a record; more means that a quote or a bracket was never closed. */
export const LARGEST_RECORD = 4 * 1024 * 1024;
