/** The members of a record, before anything is known of them. */
export type Fields = { readonly [name: string]: unknown };

/** Line and paragraph separators and what turns the direction of writing around would make one line into several. */
const CONTROLS = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** The first element of a list, or what stands alone in its place. */
export function first(value: unknown): Fields | undefined {
  const [element] = Array.isArray(value) ? (value as unknown[]) : [value];
  return isObject(element) ? element : undefined;
}

/** The elements of a list, or what stands alone in its place. */
export function all(value: unknown): Fields[] {
  return [value].flat().filter(isObject);
}

/** A text that says something, without the blanks around it. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** A text on one line. What cannot be stored in it, a control character or half of a surrogate pair, is replaced. */
export function line(value: unknown): string | undefined {
  return typeof value === 'string' ? text(value.toWellFormed().replace(CONTROLS, ' ')) : undefined;
}

/** A value as a message may show it: short, on one line. */
export function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'undefined').slice(0, 40).toWellFormed().replace(CONTROLS, ' ');
}

/** Whether a value has members. */
export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
