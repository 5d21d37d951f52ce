import { Map as Persistent } from 'immutable';
import type { Letter, NoticeReceived, Told } from '../../contract/events.js';
import type { ReceiptCorrection } from './receipt.js';

/** What the party was told of one thing. */
export interface Notice {
  readonly about: Told;
  /** Calendar date. */
  readonly decidedOn: string;
  /** The last letter of it. */
  readonly letter?: Letter | undefined;
  /** None while nobody recorded that the party received it. */
  readonly received?:
    Pick<NoticeReceived['data'], 'receivedOn' | 'channel' | 'language' | 'appealDeadline'> | undefined;
  /** Another day of its receipt that was proposed and not judged yet. */
  readonly correction?: ReceiptCorrection | undefined;
  /** How many were proposed. */
  readonly corrections?: number | undefined;
}

/** What the party of a case was told beside the decision on its application, by what it is about. */
export type Notices = Persistent<string, Notice>;

/** What the party was told of something; nothing where it was not. */
export function noticeOf(about: Told, state: Notices): Notice | undefined {
  return state.get(keyOf(about));
}

/** All that the party was told, the oldest decision first. */
export function inOrder(state: Notices): readonly Notice[] {
  return [...state.entries()]
    .toSorted(([one, a], [other, b]) => a.decidedOn.localeCompare(b.decidedOn) || one.localeCompare(other))
    .map(([, notice]) => notice);
}

/** The notices with something else to tell of one thing. */
export function withNotice(notice: Notice, state: Notices): Notices {
  return state.set(keyOf(notice.about), notice);
}

function keyOf(about: Told): string {
  return `${about.kind} ${'number' in about ? about.number : about.id}`;
}
