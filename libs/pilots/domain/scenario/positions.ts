/** At most so many positions from the first to the last, evenly spread over the whole numbers between them. */
export function evenly(first: number, last: number, count: number): readonly number[] {
  const width = BigInt(last) - BigInt(first);
  const steps = BigInt(Math.max(1, count - 1));
  if (width <= steps) return Array.from({ length: Number(width) + 1 }, (_, index) => first + index);
  return Array.from({ length: Number(steps) + 1 }, (_, index) =>
    Number(BigInt(first) + (BigInt(index) * width) / steps),
  );
}

/** The first position at which something holds that goes on to hold; undefined when it never does. */
export function firstWhere(
  first: number,
  last: number,
  holds: (position: number) => boolean,
): number | undefined {
  if (!holds(last)) return undefined;
  let [low, high] = [first, last];
  while (low < high) {
    const middle = between(low, high);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Positions between which a sign changes: the last with one and the first with another, wherever the ends of a
 * stretch differ. `mayLook` is asked before each look, since looking costs.
 */
export function changes(
  from: number,
  to: number,
  signAt: (position: number) => string,
  mayLook: () => boolean,
): readonly number[] {
  const [before, after] = [signAt(from), signAt(to)];
  if (before === after) return [];
  if (to - from <= 1) return [from, to];
  if (!mayLook()) return [];
  const middle = between(from, to);
  return [...changes(from, middle, signAt, mayLook), ...changes(middle, to, signAt, mayLook)];
}

function between(low: number, high: number): number {
  return low + Math.floor((high - low) / 2);
}
