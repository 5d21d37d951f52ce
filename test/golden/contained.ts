import type { Json } from '#eventsourcing/event.js';

/**
 * Where something that was recorded is not found again, each place by its path; members that came since are no
 * difference, and where `growing` names a list, neither are elements that came between those recorded.
 */
export function missing(
  recorded: Json,
  now: Json | undefined,
  growing: RegExp = /(?!)/,
  path = '',
): string[] {
  if (isObject(recorded) && isObject(now))
    return Object.entries(recorded).flatMap(([name, value]) =>
      missing(value ?? null, now[name], growing, path === '' ? name : `${path}.${name}`),
    );
  if (Array.isArray(recorded) && Array.isArray(now)) {
    const lists = [recorded as readonly Json[], now as readonly Json[]] as const;
    return growing.test(path) ? missingAmong(...lists, path) : missingInTurn(...lists, growing, path);
  }
  return recorded === now ? [] : [`${path}: ${shown(recorded)} was recorded, now it is ${shown(now)}`];
}

function missingInTurn(
  recorded: readonly Json[],
  now: readonly Json[],
  growing: RegExp,
  path: string,
): string[] {
  const differing = recorded.flatMap((value, index) =>
    missing(value, now[index], growing, `${path}[${index}]`),
  );
  if (recorded.length === now.length) return differing;
  return [`${path}: ${recorded.length} were recorded, now there are ${now.length}`, ...differing];
}

/** Each is found behind the one before. */
function missingAmong(recorded: readonly Json[], now: readonly Json[], path: string): string[] {
  let from = 0;
  return recorded.flatMap((value, index) => {
    const at = now.findIndex((each, place) => place >= from && missing(value, each).length === 0);
    if (at < 0) return [`${path}[${index}]: ${shown(value)} was recorded and is not there`];
    from = at + 1;
    return [];
  });
}

function isObject(value: Json | undefined): value is { readonly [name: string]: Json | undefined } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: Json | undefined): string {
  const text = JSON.stringify(value) ?? 'absent';
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
