import type { ApplicationEvent, CasePower, CaseRepresentativeRecorded } from '../contract/events.js';
import type { CaseLog, Recorded } from './case-log.js';
import { lastRepresentative } from './last-representative.js';

/** Who represents the party in a case: notices are sent there, and to the party as well where it wants a copy. */
export interface RepresentativeView {
  readonly representation: number;
  readonly organisation?: string;
  readonly name: string | null;
  readonly address?: readonly (string | null)[];
  readonly lawyer: boolean;
  readonly powers: readonly CasePower[];
  readonly powerOfAttorney?: string | null;
  readonly copyToParty: boolean;
  /** Calendar date. */
  readonly since: string;
}

/** The representative that the events leave a case with. */
export async function representativeOf(
  events: readonly Recorded<ApplicationEvent>[],
  log: Pick<CaseLog, 'read'>,
): Promise<{ readonly representative?: RepresentativeView; readonly erased: boolean }> {
  const last = lastRepresentative(events);
  if (!last) return { erased: false };
  const { data, erased } = await log.read<CaseRepresentativeRecorded>(
    last as unknown as Recorded<CaseRepresentativeRecorded>,
  );
  const { representation, organisation, name, address, lawyer, powers, powerOfAttorney } = data;
  const { copyToParty, since } = data;
  return {
    representative: {
      representation,
      ...(organisation === undefined ? {} : { organisation }),
      name,
      ...(address === undefined ? {} : { address }),
      lawyer,
      powers,
      ...(powerOfAttorney === undefined ? {} : { powerOfAttorney }),
      copyToParty,
      since,
    },
    erased,
  };
}
