import type { Json } from '#eventsourcing/event.js';

/** What stands in the log instead of a personal value; all members are text, bytes in base64url. */
export type Envelope = {
  /** Which key opens it. */
  readonly kid: string;
  readonly alg: 'A256GCM';
  readonly iv: string;
  /** Ciphertext with the tag at its end. */
  readonly ct: string;
  /** Event and field it was sealed for; carried only where it may have left that place (see `located`). */
  readonly at?: Origin;
};

/** The event id and the path of the field a value was sealed for. */
export type Origin = { readonly event: string; readonly path: string };

/** A sealed personal value. */
export type SealedValue = { readonly $sealed: Envelope };

/** What a value reads as once its key was erased. */
export type Erased = { readonly $erased: true };

/** A personal field as the log and the read models carry it. */
export type Personal<T> = T | SealedValue;

/** A personal field as those see it who may: erased when its key is gone. */
export type Unsealed<T> = T | Erased;

/** The value that stands for an erased one. */
export const ERASED: Erased = Object.freeze({ $erased: true });

/** Whether the value is a sealed envelope. */
export function isSealed(value: unknown): value is SealedValue {
  if (!isObject(value) || !Object.hasOwn(value, '$sealed') || Object.keys(value).length !== 1) return false;
  const envelope = value['$sealed'];
  return isObject(envelope) && ['kid', 'alg', 'iv', 'ct'].every((name) => typeof envelope[name] === 'string');
}

/** Whether the value was personal and its key has been erased. */
export function isErased(value: unknown): value is Erased {
  return isObject(value) && value['$erased'] === true && Object.keys(value).length === 1;
}

/** The same data with every envelope naming the event and field it comes from, so that it can be moved, or copied into read models. */
export function located<T extends Json>(data: T, event: string): T {
  return mapSealed(data, ({ $sealed: { kid, alg, iv, ct } }, path) => ({
    $sealed: { kid, alg, iv, ct, at: { event, path } },
  })) as T;
}

/** The value with every envelope replaced; parts without one are kept as they are. */
export function mapSealed(
  value: Json,
  replace: (sealed: SealedValue, path: string) => Json,
  path = '',
): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (isSealed(value)) return replace(value, path);
  if (Array.isArray(value)) {
    const mapped = value.map((element: Json, index) => mapSealed(element, replace, below(path, index)));
    return mapped.some((element, index) => element !== value[index]) ? mapped : value;
  }
  let changed = false;
  const members = Object.entries(value).map(([name, member]): [string, Json | undefined] => {
    const mapped = member === undefined ? member : mapSealed(member, replace, below(path, name));
    changed ||= mapped !== member;
    return [name, mapped];
  });
  return changed ? Object.fromEntries(members) : value;
}

/** The path of a member or element. */
export function below(path: string, name: string | number): string {
  return path === '' ? String(name) : `${path}.${name}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
