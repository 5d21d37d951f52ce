import type { PilotEvent } from '../../contract/events.js';
import type { PartnerRole } from '../../contract/pilot.js';
import type { PartnerAccount } from '../../domain/pilot/state.js';
import type { ReadEvent } from '../pilot-log.js';

/** An organisation that takes part. */
export interface PartnerView {
  readonly organisation: string;
  readonly name: string;
  readonly role: PartnerRole;
  readonly joinedAt: string;
  /** For the directorates and for the organisation itself; `null` when its key was erased. */
  readonly account?: string | null;
}

/** A corrected account that waits for another person. */
export interface AccountCorrectionView {
  readonly number: number;
  readonly organisation: string;
  readonly role: PartnerRole;
  readonly proposer: string;
  readonly byPartner: boolean;
  /** `null` where its key was erased. */
  readonly account: string | null;
  readonly evidence: string | null;
}

/** The corrected account that waits, for the directorates and for the partner whose it is. */
export function accountCorrectionView(
  events: readonly ReadEvent<PilotEvent>[],
  waiting: PartnerAccount | undefined,
  mayRead: (organisation: string) => boolean,
): AccountCorrectionView | null {
  if (waiting === undefined || !mayRead(waiting.organisation)) return null;
  const proposed = events.findLast(({ type }) => type === 'PartnerAccountProposed');
  if (proposed?.type !== 'PartnerAccountProposed') throw new Error('a correction waits that nobody proposed');
  const { account, evidence } = proposed.data;
  return { ...waiting, account, evidence };
}

/** Those who take part; accounts are shown as `mayRead` says for an organisation. */
export function partnerViews(
  events: readonly ReadEvent<PilotEvent>[],
  mayRead: (organisation: string) => boolean,
): PartnerView[] {
  let partners: PartnerView[] = [];
  for (const { type, data, at } of events) {
    if (type === 'PartnerJoined') {
      const { organisation, name, role, account } = data;
      const shown = account !== undefined && mayRead(organisation) ? { account } : {};
      partners.push({ organisation, name, role, joinedAt: at, ...shown });
    }
    if (type === 'PartnerAccountCorrected') {
      const account = proposedIn(events, data.correction);
      partners = partners.map((partner) =>
        partner.organisation === data.organisation && partner.role === data.role && mayRead(data.organisation)
          ? { ...partner, account }
          : partner,
      );
    }
    if (type === 'PartnerRemoved')
      partners = partners.filter(
        ({ organisation, role }) => organisation !== data.organisation || role !== data.role,
      );
  }
  return partners;
}

function proposedIn(events: readonly ReadEvent<PilotEvent>[], correction: number): string | null {
  for (const { type, data } of events)
    if (type === 'PartnerAccountProposed' && data.correction === correction) return data.account;
  throw new Error(`account no. ${correction} was approved, and nobody proposed it`);
}
