import { leading } from './text.js';

/** A label beside the picture, as lines of text, that belongs to a height in it. */
export interface SideLabel {
  readonly y: number;
  readonly lines: readonly string[];
}

/** A label with the top it got. */
export interface PlacedSideLabel extends SideLabel {
  readonly top: number;
}

const GAP = 6;

/** Labels below each other, each as near to its height as the others allow; and those there is no room for. */
export function placeSideLabels<L extends SideLabel>(
  labels: readonly L[],
  from: number,
  to: number,
  size: number,
): { readonly placed: readonly (L & PlacedSideLabel)[]; readonly left: readonly L[] } {
  const heightOf = ({ lines }: SideLabel) => lines.length * leading(size) + GAP;
  const shown: L[] = [];
  let used = 0;
  for (const label of labels) {
    if (used + heightOf(label) > to - from) continue;
    used += heightOf(label);
    shown.push(label);
  }
  const sorted = shown.toSorted((a, b) => a.y - b.y);
  const tops: number[] = [];
  let next = from;
  for (const label of sorted) {
    const top = Math.max(next, label.y - heightOf(label) / 2);
    tops.push(top);
    next = top + heightOf(label);
  }
  let limit = to;
  for (const [back, label] of sorted.toReversed().entries()) {
    const index = sorted.length - 1 - back;
    tops[index] = Math.min(tops[index]!, limit - heightOf(label));
    limit = tops[index];
  }
  return {
    placed: sorted.map((label, index) => ({ ...label, top: tops[index]! })),
    left: labels.filter((label) => !shown.includes(label)),
  };
}
