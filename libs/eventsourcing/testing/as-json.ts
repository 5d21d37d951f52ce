/** A folded state as JSON tells it: its persistent lists are arrays, so that it compares with a literal. */
export function asJson(state: unknown): unknown {
  return JSON.parse(JSON.stringify(state));
}
