/** The event that recorded who represents the party now. */
export function lastRepresentative<Event extends { readonly type: string }>(
  events: readonly Event[],
): Event | undefined {
  const last = events.findLast(
    ({ type }) => type === 'CaseRepresentativeRecorded' || type === 'CaseRepresentationEnded',
  );
  return last?.type === 'CaseRepresentativeRecorded' ? last : undefined;
}
