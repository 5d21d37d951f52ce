import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { award } from '../../domain/award/award.js';
import type { AcceptedAward } from '../../domain/award/state.js';
import { samples } from '../../domain/award/testing/samples.js';
import { furtherReservation, isUndecided } from './further-money.js';

const proposed = fold(award, samples.states['amendment proposed']) as AcceptedAward;
const after = (
  state: AcceptedAward,
  type: 'ApproveAmendment' | 'AbandonAmendment',
  reservationId: string,
) => {
  const decision = award.decide({ ...samples.commands[type], reservationId } as never, state);
  if ('refused' in decision) throw new Error(decision.refused.detail);
  return fold({ ...award, initial: state }, decision.events) as AcceptedAward;
};

describe('a reservation for a change of an award', () => {
  const id = furtherReservation(proposed, 'amendment', 2026);

  it('is another one after it was given up, and in another budget year', () => {
    const given = after(proposed, 'AbandonAmendment', id);
    expect(new Set([id, furtherReservation(given, 'amendment', 2026)]).size).toBe(2);
    expect(furtherReservation(proposed, 'amendment', 2027)).not.toBe(id);
    expect(furtherReservation(proposed, 'reinstatement', 2026)).not.toBe(id);
  });

  it('is another one for what is planned under the same number again, once the award has stood on it', () => {
    const standing = {
      ...proposed,
      reservations: proposed.reservations.push({ reservationId: id, budgetYear: 2026 }),
    };
    const again = furtherReservation(standing, 'amendment', 2026);
    expect(again).not.toBe(id);
    expect(isUndecided(standing, again, 2026)).toBe(true);
    expect(isUndecided(standing, id, 2026)).toBe(false);
  });

  it('is known as undecided until the award stands on it; those of decisions on the application never are', () => {
    expect(isUndecided(proposed, id, 2026)).toBe(true);
    expect(isUndecided(after(proposed, 'AbandonAmendment', 'other'), id, 2026)).toBe(true);
    expect(isUndecided(after(proposed, 'ApproveAmendment', id), id, 2026)).toBe(false);
    expect(isUndecided(proposed, 'of-a-decision', 2026)).toBe(false);
  });
});
