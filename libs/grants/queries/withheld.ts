/** With one of these the work before it is over and may be read by the applicant. */
export const OUTCOMES: readonly string[] = [
  'DecisionApproved',
  'OwnReversalApproved',
  'DecisionReplaced',
  'DecisionAwaitsAppropriation',
  'AppealLetStand',
  'AppealDismissed',
  'AppealReversed',
  'AppealChangedDecision',
  'AppealAnnulledDecision',
];

/** How many events of a case, in the order of the log, its applicant may read whole: those up to the last outcome. */
export function readableUpTo(events: readonly { readonly type: string }[]): number {
  return events.findLastIndex(({ type }) => OUTCOMES.includes(type)) + 1;
}
