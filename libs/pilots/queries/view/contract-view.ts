import type { PilotEvent } from '../../contract/events.js';
import type { OutcomeContract } from '../../contract/pilot.js';
import type { ContractState } from '../../domain/pilot/state.js';
import type { ReadEvent } from '../pilot-log.js';

/** The contract as it was drafted last. */
export interface ContractView extends OutcomeContract {
  readonly draft: number;
  /** What is signed. */
  readonly digest: string;
  readonly draftedBy: string;
  readonly signatures: readonly SignatureView[];
  /** All have signed: the terms are frozen. */
  readonly agreed: boolean;
  /** The commitment that holds the state's maximum liability. */
  readonly reservationId?: string;
}

/** Who signed for which organisation, and when. */
export interface SignatureView {
  readonly organisation: string;
  readonly capacity: 'directorate' | 'party';
  readonly signedBy: string;
  readonly signedAt: string;
}

/** The contract in force, or the draft; `null` where there is none. */
export function contractView(
  events: readonly ReadEvent<PilotEvent>[],
  state: ContractState | undefined,
): ContractView | null {
  if (state === undefined) return null;
  const { draft, contract, digest, draftedBy, reservationId } = state;
  const signatures = events.flatMap(({ type, data, at }): SignatureView[] => {
    if (type !== 'ContractSigned' || data.draft !== draft) return [];
    const { organisation, capacity, signedBy } = data;
    return [{ organisation, capacity, signedBy, signedAt: at }];
  });
  return {
    draft,
    digest,
    draftedBy,
    ...contract,
    signatures,
    agreed: reservationId !== undefined,
    ...(reservationId === undefined ? {} : { reservationId }),
  };
}
