import type { PilotEvent } from '../../contract/events.js';
import type { PartnerRole } from '../../contract/pilot.js';
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
    if (type === 'PartnerRemoved')
      partners = partners.filter(
        ({ organisation, role }) => organisation !== data.organisation || role !== data.role,
      );
  }
  return partners;
}
