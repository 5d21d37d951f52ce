import type { Appeal } from '../../domain/appeal/state.js';
import { PENDING } from '../../domain/appeal/state.js';
import type { Appeals } from './appeals.js';
import { sameAppealed } from './appealed-body.js';
import type { AppealsAgainst } from './appeals-against.js';

/** Whether that appeal against the same is of somebody who did not apply, and is, or was, before the appeal body. */
export async function isOthers(appeal: Appeal, id: string | undefined, appeals: Appeals): Promise<boolean> {
  if (id === undefined || appeal.status === 'none') return false;
  const other = await appeals.find(id);
  if (other.status === 'none' || !other.forwarded || other.status === 'withdrawn') return false;
  const [ours, theirs] = [appeal.submission, other.submission];
  return (
    ours.caseId === theirs.caseId && sameAppealed(ours.against, theirs.against) && theirs.other !== undefined
  );
}

/** Appeals against the same that the deciding body treats, and has not sent on: the appeal body hears all at once. */
export async function unheardBeside(
  id: string,
  appeal: Appeal,
  against: AppealsAgainst,
): Promise<readonly string[]> {
  if (appeal.status === 'none') return [];
  const all = await against.of(appeal.submission.caseId, appeal.submission.against);
  return all
    .filter((each) => each.id !== id && PENDING.has(each.appeal.status) && !each.appeal.forwarded)
    .filter((each) => !each.appeal.late && each.appeal.standing !== 'claimed')
    .map((each) => each.id);
}
