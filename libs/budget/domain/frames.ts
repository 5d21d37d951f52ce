import { accept, refuse } from '#eventsourcing/decider.js';
import { sum } from '#money/money.js';
import type { BudgetEvent } from '../contract/events.js';
import { chargedTo, freeFor, given, MOST_GIVEN } from './limits.js';
import {
  belowReserved,
  beyondLeft,
  beyondNumbers,
  leavesLess,
  notTransferable,
  wentOn,
  type Answer,
} from './refusals.js';
import { withFrame, type Budget } from './state.js';

/** A manager sets or revises a year's appropriation; minor units. */
interface SetAppropriation {
  readonly type: 'SetAppropriation';
  readonly schemeId: string;
  readonly currency: string;
  readonly year: number;
  readonly amount: number;
  readonly transferredIn: number;
  /** Whether what is left of it may be transferred to the next year; as it was recorded when left out, else not. */
  readonly transferable?: boolean | undefined;
  readonly reference?: string | undefined;
}

function setAppropriation({ type: _, ...command }: SetAppropriation, state: Budget): Answer {
  const { year, amount, transferredIn } = command;
  const frame = state.frames.get(year);
  const known = frame?.isRecorded === true ? frame.transferable : false;
  const { transferable = known } = command;
  const same = frame?.appropriation === amount && frame.transferredIn === transferredIn;
  if (same && transferable === known) return accept<BudgetEvent>();
  const untransferable =
    faultOfTransfer(command, state) ?? faultOfOnward({ ...command, transferable }, state);
  if (untransferable) return refuse(untransferable);
  const after = withFrame(state, year, { appropriation: amount, transferredIn });
  if (givenInAll(after) > MOST_GIVEN && givenInAll(after) > givenInAll(state)) return refuse(beyondNumbers());
  // What was paid in the year though it was held for another is a fact, and no promise that money has to be there for.
  const charged = chargedTo(after, year) - Math.max(0, state.movedInto.get(year) ?? 0);
  if (amount + transferredIn < charged)
    return refuse(belowReserved(`${charged} is already reserved for ${year}`, charged, amount));
  const next = year + 1;
  // Less given for a year means that more of what went on to the next one was bound.
  if (freeFor(after, next) < 0 && freeFor(after, next) < freeFor(state, next))
    return refuse(
      belowReserved(
        `${chargedTo(after, next)} is already reserved for ${next}`,
        chargedTo(after, next),
        amount,
      ),
    );
  return accept<BudgetEvent>({ type: 'AppropriationSet', data: { ...command, transferable } });
}

/**
 * What is transferred is left of the year before: given and not paid. For the years before the first recorded one, and
 * where nobody said whether it may be transferred, the setter vouches.
 */
function faultOfTransfer(
  { year, transferredIn }: Pick<SetAppropriation, 'year' | 'transferredIn'>,
  state: Budget,
) {
  const before = year - 1;
  const recorded = [...state.frames].filter(([, { isRecorded }]) => isRecorded).map(([each]) => each);
  if (transferredIn <= (state.frames.get(year)?.transferredIn ?? 0)) return undefined;
  if (!recorded.some((each) => each <= before)) return undefined;
  if (state.frames.get(before)?.transferable === false) return notTransferable(before);
  const left = leftOf(state, before);
  return transferredIn > left ? beyondLeft(before, left, transferredIn) : undefined;
}

/**
 * What went on to the next year stays left of this one, and transferable, for as long as it is there. Of a year for which
 * nothing was recorded by then the setter vouched, and what was paid since is a fact: no revision makes it worse.
 */
function faultOfOnward(
  { year, amount, transferredIn, transferable }: Omit<SetAppropriation, 'type'>,
  state: Budget,
) {
  const frame = state.frames.get(year);
  const onward = state.frames.get(year + 1)?.transferredIn ?? 0;
  if (onward === 0 || frame?.isRecorded !== true) return undefined;
  if (transferable === false && frame.transferable !== false) return wentOn(year, onward);
  const before = leftOf(state, year);
  const left = before - given(state, year) + amount + transferredIn;
  return left < onward && left < before ? leavesLess(year, left, onward) : undefined;
}

/** A manager sets or revises the commitment authority given for a budget year; minor units. */
interface SetCommitmentAuthority {
  readonly type: 'SetCommitmentAuthority';
  readonly schemeId: string;
  readonly currency: string;
  readonly year: number;
  readonly amount: number;
  readonly reference?: string | undefined;
}

function setAuthority({ type: _, ...command }: SetCommitmentAuthority, state: Budget): Answer {
  if (state.frames.get(command.year)?.commitmentAuthority === command.amount) return accept<BudgetEvent>();
  const later = sum([...state.reserved].filter(([year]) => year > command.year).map(([, amount]) => amount));
  if (command.amount < later)
    return refuse(
      belowReserved(
        `${later} is already reserved for the years after ${command.year}`,
        later,
        command.amount,
      ),
    );
  return accept<BudgetEvent>({ type: 'CommitmentAuthoritySet', data: command });
}

/** What parliament gives. */
export const framing = { SetAppropriation: setAppropriation, SetCommitmentAuthority: setAuthority };

function givenInAll({ frames }: Budget): number {
  return [...frames.values()].reduce((all, frame) => all + frame.appropriation + frame.transferredIn, 0);
}

/** Minor units given for a year and not paid in it. */
function leftOf(state: Budget, year: number): number {
  return given(state, year) - (state.paid.get(year) ?? 0);
}
