import { accept, refuse } from '#eventsourcing/decider.js';
import { refusal } from '#eventsourcing/refusal.js';
import type { PilotEvent } from '../../contract/events.js';
import { whileRunning, type Acting, type Answer } from './answers.js';
import { fourEyes, inState, otherDirectorate, outOfRange } from './refusals.js';
import { isDirectorate, type KnownPilot } from './state.js';

/** One directorate wants to end the pilot early; the other one has to agree. */
interface ProposeTermination extends Acting {
  readonly type: 'ProposeTermination';
  readonly lastDay: string;
  readonly grounds: string;
}

function propose(command: ProposeTermination, state: KnownPilot): Answer {
  const { lastDay, grounds, person, organisation } = command;
  if (!isDirectorate(state, organisation)) return refuse(outside());
  if (state.status !== 'agreed') return refuse(inState(state, 'agreed'));
  if (state.termination !== undefined)
    return refuse(refusal('conflict', 'wrong-state', 'a termination is proposed already'));
  const { period, termination } = state.contract!.contract.terms;
  if (lastDay >= period.to)
    return refuse(
      outOfRange(
        `the contract runs from ${period.from} to ${period.to}: an early end lies before its last day`,
      ),
    );
  // Without a clause on early ends all that is guaranteed stays owed, also of what never began.
  if (lastDay < period.from && termination === undefined)
    return refuse(
      outOfRange(
        `the contract has no clause on an early end, so that all it guarantees is owed: it ends on ${period.from} or later`,
      ),
    );
  return accept<PilotEvent>({
    type: 'TerminationProposed',
    data: { pilotId: state.pilotId, directorate: organisation, proposedBy: person, lastDay, grounds },
  });
}

/** What was delivered until the last day is still measured and settled. */
interface ApproveTermination extends Acting {
  readonly type: 'ApproveTermination';
}

function approve({ person, organisation }: ApproveTermination, state: KnownPilot): Answer {
  const no = notTheOther(person, organisation, state);
  if (no !== undefined) return refuse(no);
  const { pilotId, termination } = state;
  return accept<PilotEvent>({
    type: 'PilotTerminated',
    data: { pilotId, directorate: organisation!, approvedBy: person, lastDay: termination!.lastDay },
  });
}

/** The pilot goes on. */
interface DeclineTermination extends Acting {
  readonly type: 'DeclineTermination';
  readonly grounds: string;
}

function decline({ person, organisation, grounds }: DeclineTermination, state: KnownPilot): Answer {
  const no = notTheOther(person, organisation, state);
  if (no !== undefined) return refuse(no);
  return accept<PilotEvent>({
    type: 'TerminationDeclined',
    data: { pilotId: state.pilotId, directorate: organisation!, declinedBy: person, grounds },
  });
}

/** A pilot is over when it is settled to its end, and neither a cohort nor a measurement is open. */
interface ClosePilot {
  readonly type: 'ClosePilot';
  readonly person: string;
  readonly conclusion: string;
  /** Whether the final settlement is concluded and carried out. */
  readonly settled: boolean;
}

function close({ person, conclusion, settled }: ClosePilot, state: KnownPilot): Answer {
  if (!settled)
    return refuse(
      refusal(
        'conflict',
        'not-settled',
        'a pilot is closed after its final settlement is concluded and paid',
      ),
    );
  if (state.measurements.some(({ status }) => status !== 'verified'))
    return refuse(refusal('conflict', 'not-settled', 'a measurement is not verified, or is disputed'));
  if (state.cohorts.some(({ persons }) => persons === undefined))
    return refuse(refusal('conflict', 'not-settled', 'a cohort is open, its participants are not counted'));
  return accept<PilotEvent>({
    type: 'PilotClosed',
    data: { pilotId: state.pilotId, closedBy: person, conclusion },
  });
}

/** A pilot ends early by both directorates, or when it is settled. */
export const endings = {
  ProposeTermination: propose,
  ApproveTermination: approve,
  DeclineTermination: decline,
  ClosePilot: whileRunning(close),
};

function notTheOther(person: string, organisation: string | undefined, state: KnownPilot) {
  if (!isDirectorate(state, organisation)) return outside();
  if (state.status !== 'agreed' || state.termination === undefined)
    return refusal('conflict', 'termination-unknown', 'no termination is proposed');
  if (state.termination.directorate === organisation)
    return otherDirectorate('what one directorate proposed the other one decides on');
  if (state.termination.proposedBy === person) return fourEyes('nobody decides on the own proposal');
  return undefined;
}

function outside() {
  return otherDirectorate('only the two directorates of the pilot decide on it');
}
