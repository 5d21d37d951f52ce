import type { RecoveryEvent } from '#payouts/contract/events.js';
import type { Makers } from '../../domain/award/makers.js';

/** What the stream of a recovery tells of who had a part in its claim. */
interface ClaimMakers extends Makers {
  /** Whether it was claimed and holds. */
  readonly holds: boolean;
  /** Who had it forewarned anew under another recovery. */
  readonly renewers: readonly string[];
}

/** Who proposed a claim and who approved it, and whether it stands: one that fell, or of which nothing is left, does not. */
export function makersOfClaim(events: readonly RecoveryEvent[]): ClaimMakers {
  const preparers: string[] = [];
  const deciders: string[] = [];
  const renewers: string[] = [];
  let holds = false;
  for (const { type, data } of events)
    switch (type) {
      case 'ClaimProposed':
        preparers.push(data.proposer);
        break;
      case 'RepaymentClaimed':
        deciders.push(data.approver);
        holds = true;
        break;
      case 'ClaimAnnulled':
        holds = false;
        break;
      case 'ClaimRenewed':
        renewers.push(data.person);
        break;
      default:
    }
  return { preparers, deciders, renewers, holds };
}
