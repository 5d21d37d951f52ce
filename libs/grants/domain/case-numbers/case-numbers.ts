import { accept, answer, type CommandOf, type Decider, type Decision } from '#eventsourcing/decider.js';
import { Keyed } from '#eventsourcing/keyed.js';
import type { CaseNumberEvent } from '../../contract/events.js';

/** The number of one case. */
interface Given {
  readonly caseId: string;
  readonly year: number;
  readonly number: number;
}

/** The numbers of one year, in the order they were given. */
export type CaseNumbers = Keyed<string, Given>;

const NONE: CaseNumbers = Keyed.by((given: Given) => given.caseId);

/** A case is to have a number of the year in which its application was submitted. */
interface GiveCaseNumber {
  readonly type: 'GiveCaseNumber';
  readonly caseId: string;
  readonly year: number;
}

/** The next one; a case keeps the one it has. */
function give({ caseId, year }: GiveCaseNumber, numbers: CaseNumbers): Decision<CaseNumberEvent, never> {
  if (numbers.has(caseId)) return accept();
  return accept<CaseNumberEvent>({
    type: 'CaseNumberGiven',
    data: { caseId, year, number: numbers.length + 1 },
  });
}

const ANSWERS = { GiveCaseNumber: give };

/** What the numbers of a year can be asked for. */
export type CaseNumberCommand = CommandOf<typeof ANSWERS>;

/** The numbers of a year: each case one, without a gap. */
export const caseNumbers: Decider<CaseNumbers, CaseNumberCommand, CaseNumberEvent, never> = {
  initial: NONE,
  decide: (command, state) => answer(ANSWERS, command, state),
  evolve: (numbers, { data }) => numbers.with(data),
};
