import type { RecoveryEvent } from '#payouts/contract/events.js';
import type { AwardEvent, NoticeEvent, Told } from '../contract/events.js';

/** Events of notices that change what is to be done next in a case. */
export const QUEUE_NOTICE_EVENTS = [
  'LetterSent',
  'NoticeReceived',
] as const satisfies readonly NoticeEvent['type'][];

type Event = NoticeEvent | AwardEvent | RecoveryEvent;

const NEXT: { readonly [Kind in Told['kind']]?: string } = {
  revocation: 'notify-revocation',
  amendment: 'notify-amendment',
  refusal: 'notify-refusal',
  recovery: 'notify-claim',
  offer: 'notify-reopened-offer',
  reinstatement: 'notify-reinstatement',
};

/** The duties of a case: what the party was told by letter waits for its receipt, as long as it stands. */
export function noticesAfter(
  before: string,
  event: { readonly type: string; readonly data: object },
): string {
  const { type, data } = event as Event;
  switch (type) {
    case 'LetterSent': {
      const next = NEXT[data.about.kind];
      if (next === undefined) return before;
      return JSON.stringify([
        ...without(before, idOf(data.about)),
        { id: idOf(data.about), next, due: data.decidedOn },
      ]);
    }
    case 'NoticeReceived':
      return ended(before, data.of);
    case 'AwardReinstated':
      return ended(before, { kind: 'revocation', number: data.revocation });
    case 'AppropriationAwaited':
      // It is undone, and waits for money alone: that is to be seen, and no notice of what does not hold.
      return data.revocation === undefined
        ? before
        : ended(before, { kind: 'revocation', number: data.revocation });
    case 'AmendmentLifted':
      return ended(before, { kind: 'amendment', number: data.amendment });
    case 'AmendmentRequestReopened':
      return ended(before, { kind: 'refusal', number: data.refusal });
    case 'ClaimAnnulled':
      return ended(before, { kind: 'recovery', id: data.recoveryId });
    case 'AwardAccepted':
    case 'AwardDeclined':
    case 'AwardLapsed':
      return ended(before, { kind: 'offer', id: data.reservationId });
    default:
      return before;
  }
}

function ended(before: string, about: Told): string {
  const id = idOf(about);
  return before.includes(id) ? JSON.stringify(without(before, id)) : before;
}

function without(before: string, id: string) {
  return (JSON.parse(before) as { readonly id: string }[]).filter((each) => each.id !== id);
}

function idOf(about: Told): string {
  return `notice of ${about.kind} ${'number' in about ? about.number : about.id}`;
}
