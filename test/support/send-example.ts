import type { Person, Receipt } from './system.js';

/** Sends the example of a route to it, with the ids its path needs. */
export type SendExample = (
  person: Person,
  method: 'post' | 'put',
  path: string,
  ...ids: string[]
) => Promise<Receipt>;

/** The same, with members in place of those that no example can know. */
export type SendExampleWith = (
  members: Readonly<Record<string, unknown>>,
  ...rest: Parameters<SendExample>
) => Promise<Receipt>;
