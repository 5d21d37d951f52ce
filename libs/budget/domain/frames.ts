import { accept, refuse } from '#eventsourcing/decider.js';
import { sum } from '#money/money.js';
import type { BudgetEvent } from '../contract/events.js';
import { chargedTo, freeFor, MOST_GIVEN } from './limits.js';
import { belowReserved, beyondNumbers, type Answer } from './refusals.js';
import { withFrame, type Budget } from './state.js';

/** A manager sets or revises a year's appropriation; minor units. */
interface SetAppropriation {
  readonly type: 'SetAppropriation';
  readonly schemeId: string;
  readonly currency: string;
  readonly year: number;
  readonly amount: number;
  readonly transferredIn: number;
  readonly reference?: string | undefined;
}

function setAppropriation({ type: _, ...command }: SetAppropriation, state: Budget): Answer {
  const { year, amount, transferredIn } = command;
  const frame = state.frames.get(year);
  if (frame && frame.appropriation === amount && frame.transferredIn === transferredIn)
    return accept<BudgetEvent>();
  const after = withFrame(state, year, { appropriation: amount, transferredIn });
  if (givenInAll(after) > MOST_GIVEN && givenInAll(after) > givenInAll(state)) return refuse(beyondNumbers());
  const charged = chargedTo(after, year);
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
  return accept<BudgetEvent>({ type: 'AppropriationSet', data: command });
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
