import type { Appealed } from '../../contract/events.js';

/** What an appeal is against, as a body says it: with `number` for a decision, an amendment or its refusal, with `id` for anything else. */
export interface AppealedBody {
  readonly kind: Appealed['kind'];
  readonly number?: number | undefined;
  readonly id?: string | undefined;
  /** Which revocation of the award; the last that stands when left out. */
  readonly revocation?: number | undefined;
}

/** What a body appeals against; `undefined` when it does not say which. */
export function againstOf({ kind, number, id, revocation }: AppealedBody): Appealed | undefined {
  if (revocation !== undefined)
    return kind !== 'revocation' || id === undefined || number !== undefined
      ? undefined
      : { kind, id, revocation };
  if (kind === 'decision' || kind === 'amendment' || kind === 'refusal')
    return number === undefined || id !== undefined ? undefined : { kind, number };
  return id === undefined || number !== undefined ? undefined : { kind, id };
}

/** Whether two appeals are against the same; which revocation one of before is against is not on record. */
export function sameAppealed(one: Appealed, other: Appealed): boolean {
  if (one.kind !== other.kind) return false;
  if (one.kind === 'revocation' && other.kind === 'revocation' && one.revocation !== other.revocation)
    if (one.revocation !== undefined && other.revocation !== undefined) return false;
  return 'number' in one
    ? 'number' in other && one.number === other.number
    : 'id' in other && one.id === other.id;
}
