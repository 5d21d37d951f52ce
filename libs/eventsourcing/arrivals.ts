import { dateInOslo, type CalendarDate } from '#calendar/oslo.js';
import type { CommandContext } from './command.js';
import { faultOfDay, type SaidDay } from './days.js';
import type { Refusal } from './refusal.js';

/** How something came that a party said outside the portal. */
export type ArrivalChannel = 'post' | 'email' | 'oral';

/** What a party said outside the portal, as an official registered it: the party acted, on the day it says. */
export interface Arrival {
  readonly channel: ArrivalChannel;
  /** Calendar date: posted, sent or said; a time limit is kept by this day. */
  readonly sentOn: string;
  /** Calendar date on which it came in. */
  readonly receivedOn: string;
  /** Who registered it, and did nothing but that. */
  readonly registeredBy: string;
}

/** How something came, as whoever registers it says. */
export type ArrivalBody = Pick<Arrival, 'channel' | 'sentOn'> & { readonly receivedOn?: string | undefined };

/** How something came that the actor registers; in today, where nothing is said. */
export function registered(
  { channel, sentOn, receivedOn }: ArrivalBody,
  { actor, now }: Pick<CommandContext, 'actor' | 'now'>,
): Arrival {
  return { channel, sentOn, receivedOn: receivedOn ?? dateInOslo(now), registeredBy: actor.subject };
}

/** Why nothing can have been sent and received on those days; `after` is what it answers to. */
export function faultOfArrival(
  { sentOn, receivedOn }: Arrival,
  today: CalendarDate,
  after: SaidDay['after'],
): Refusal<'date-out-of-range'> | undefined {
  const sending = { what: 'it was sent', day: sentOn };
  return (
    faultOfDay({ member: 'sentOn', day: sentOn, today, after }) ??
    faultOfDay({ member: 'receivedOn', day: receivedOn, today, after: sending })
  );
}

const CAME: Readonly<Record<ArrivalChannel, string>> = {
  post: 'by post, posted on',
  email: 'by e-mail, sent on',
  oral: 'by word of mouth, said on',
};

/** How something came, for a history: after what the party did; nothing where it came through the portal. */
export function arrived(arrival: Arrival | undefined): string {
  if (!arrival) return '';
  const { channel, sentOn, registeredBy } = arrival;
  return ` (${CAME[channel]} ${sentOn}; registered by ${registeredBy})`;
}
