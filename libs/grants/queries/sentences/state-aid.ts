import { formatMoney } from '#money/format.js';
import type { AidEvent } from '#state-aid/contract/events.js';
import type { SentencesOf } from '#cqrs/queries/sentence.js';

const euro = (cents: number) => formatMoney({ amount: cents, currency: 'EUR' });

/** What the events of state aid tell. */
export const STATE_AID_SENTENCES: SentencesOf<AidEvent> = {
  UndertakingDeclared: {
    what: ({ group, otherAid }) =>
      `The applicant declared ${group.length === 0 ? 'no group' : `its group (${group.join(', ')})`}` +
      (otherAid.length === 0 ? '' : ` and ${euro(total(otherAid))} of aid from others`),
  },
  DeMinimisAidGranted: {
    what: ({ amountEuroCents, rate, total: sum, limit, window, registerBy }) =>
      `${euro(amountEuroCents)} of de minimis aid was granted (${rate.rate} for one euro on ${rate.date}, ${rate.source}): ` +
      `${euro(sum)} of ${euro(limit)} from ${window.from} to ${window.to}; to be registered by ${registerBy}`,
    inner: 'De minimis aid was accounted for',
  },
  DeMinimisAidReleased: {
    what: ({ amountEuroCents }) => `${euro(amountEuroCents)} of de minimis aid counts no longer`,
    why: ({ grounds }) => grounds,
    inner: 'De minimis aid was accounted for',
  },
  DeMinimisAidLowered: {
    what: ({ before, amountEuroCents }) =>
      `${euro(amountEuroCents)} of ${euro(before)} of de minimis aid counts still`,
    why: ({ grounds }) => grounds,
    inner: 'De minimis aid was accounted for',
  },
  RegisterEntryConfirmed: {
    what: ({ person, enteredOn, reference }) =>
      `${person} confirmed that the aid was entered in the public register on ${enteredOn} (${reference})`,
  },
  RegisterEntryBecameOverdue: {
    what: ({ registerBy }) => `The entry in the public register is overdue: it was due on ${registerBy}`,
  },
};

function total(aid: readonly { readonly amountEuroCents: number }[]): number {
  return aid.reduce((sum, { amountEuroCents }) => sum + amountEuroCents, 0);
}
