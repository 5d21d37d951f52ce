import { accept, refuse } from '#eventsourcing/decider.js';
import type { SettlementEvent } from '../../contract/events.js';
import type { Measurements } from '../../contract/measurements.js';
import type { OutcomeContract } from '../../contract/pilot.js';
import type { OutcomeSettlement } from '../../contract/settlement.js';
import { TooMuch } from '../exact.js';
import { readMeasurements } from '../read-measurements.js';
import { settle } from '../settle.js';
import type { Answer } from './answers.js';
import { differencesTo } from './differences.js';
import { openFlagOf } from './flagging.js';
import { alreadyFinal, cannotBeSettled, measurementsOpen, nothingNew } from './refusals.js';
import type { KnownSettlement, Settlement } from './state.js';

/** The settlement is calculated, for the first time or anew. */
export interface CalculateSettlement {
  readonly type: 'CalculateSettlement';
  readonly pilotId: string;
  /** No further results are expected. */
  readonly final: boolean;
  readonly contract: OutcomeContract;
  readonly contractDigest: string;
  /** Verified. */
  readonly measurements: Measurements;
  /** Their digest. */
  readonly basis: string;
  /** Cohorts that are open, and measurements that are not verified, are disputed or reach across an early end. */
  readonly open: readonly string[];
  /** Of these, measurements that reach from before an early end to after it. */
  readonly acrossEnd?: readonly string[];
  readonly person: string;
}

/** What the terms pay for what was verified. Calculating again from the same gives the same, and is no new version. */
export function calculate(command: CalculateSettlement, state: Settlement): Answer {
  const { pilotId, final, contract, contractDigest, measurements, basis, open, acrossEnd, person } = command;
  if (!final && state.status !== 'none' && state.concluded?.final === true)
    return refuse(alreadyFinal(state.concluded));
  if (final && open.length > 0) return refuse(measurementsOpen(open, acrossEnd));
  const before = state.status === 'none' ? undefined : state.current;
  if (state.status !== 'none' && isSameAgain(command, state)) return refuse(nothingNew(state));
  const reading = readMeasurements(measurements, contract.terms);
  if (!reading.ok) return refuse(cannotBeSettled(reading.faults));
  let calculated: OutcomeSettlement;
  try {
    calculated = settle(contract.terms, reading.value);
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    return refuse(
      cannotBeSettled([{ path: '', message: `These results cannot be settled: ${error.message}.` }]),
    );
  }
  const version = (before?.version ?? 0) + 1;
  const superseded: readonly SettlementEvent[] =
    state.status === 'none' || state.status === 'concluded'
      ? []
      : [{ type: 'SettlementSuperseded', data: { pilotId, version: state.current.version, by: version } }];
  return accept<SettlementEvent>(...superseded, {
    type: 'SettlementCalculated',
    data: {
      pilotId,
      version,
      final,
      contract: contractDigest,
      measurements,
      basis,
      settlement: calculated,
      differences: differencesTo(calculated.shares, state.status === 'none' ? undefined : state.concluded),
      calculatedBy: person,
    },
  });
}

/** What was returned, or is flagged, may be calculated from the same: by somebody else, or after a mistake. */
function isSameAgain({ basis, final }: CalculateSettlement, state: KnownSettlement): boolean {
  const { status, current } = state;
  if (status === 'returned' || openFlagOf(current.version, state)) return false;
  return current.basis === basis && current.final === final;
}
