import { isVisible, onOneLine } from '#text/text.js';

/** The members of a record, before anything is known of them. */
export type Fields = { readonly [name: string]: unknown };

/** The first element of a list, or what stands alone in its place. */
export function first(value: unknown): Fields | undefined {
  const [element] = Array.isArray(value) ? (value as unknown[]) : [value];
  return isObject(element) ? element : undefined;
}

/** The elements of a list, or what stands alone in its place. */
export function all(value: unknown): Fields[] {
  return [value].flat().filter(isObject);
}

/** A text that shows something, without the blanks around it. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && isVisible(value) ? value.trim() : undefined;
}

/** A text on one line. What cannot be stored in it, a control character or half of a surrogate pair, is replaced. */
export function line(value: unknown): string | undefined {
  return typeof value === 'string' ? text(onOneLine(value)) : undefined;
}

/** A value as a message may show it: short, on one line. */
export function shown(value: unknown): string {
  return onOneLine((JSON.stringify(value) ?? 'undefined').slice(0, 40));
}

/** Whether a value has members. */
export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
