import { inspect } from 'node:util';

/** What was thrown, as an error; what is compiled to WebAssembly throws objects that are none. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(messageOf(thrown), { cause: thrown });
}

/** What it says, in words also where it was no error. */
export function messageOf(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message;
  if (typeof thrown !== 'object' || thrown === null) return String(thrown);
  const { message } = thrown as { readonly message?: unknown };
  return typeof message === 'string' ? message : inspect(thrown, { depth: 1, breakLength: Infinity });
}
