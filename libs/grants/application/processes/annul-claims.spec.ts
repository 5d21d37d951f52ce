import { expect, it } from '@jest/globals';
import type { CommandBus } from '@nestjs/cqrs';
import { fold } from '#eventsourcing/decider.js';
import type { AnnulClaim } from '#payouts/contract/commands.js';
import { contextsFrom } from '#processes/testing/contexts.js';
import type { AwardEvent } from '../../contract/events.js';
import { award } from '../../domain/award/award.js';
import { recoveryOf } from '../../domain/award/levelling.js';
import { loweringsOf } from '../../domain/award/standing-of-money.js';
import { wasAccepted } from '../../domain/award/state.js';
import { samples } from '../../domain/award/testing/samples.js';
import type { Awards } from '../awards/awards.js';
import { AnnulClaims } from './annul-claims.js';

/** Of 300, of which 100 were paid, 60 stay in force, and 40 are claimed: from before awards were levelled. */
const revoked = samples.states['revoked in part'].map((event) =>
  event.type === 'AwardRevoked' ? { ...event, data: { ...event.data, schedule: undefined } } : event,
);
const CLAIM = recoveryOf('a1', 'revocation-1');

/** The award once an appeal undid the revocation, to so much in force. */
function undone(amount: number): readonly AwardEvent[] {
  const command = { ...samples.commands.ReinstateAward, inForce: { by: 'appeal', amount } } as const;
  const decision = award.decide(command, fold(award, revoked));
  return [...revoked, ...('events' in decision ? decision.events : [])];
}

it('leaves the claim of a revocation that an appeal upheld in part: it comes down to what is kept in excess', async () => {
  const history = undone(80);
  const state = fold(award, history);
  const sent: AnnulClaim[] = [];
  const commands = { execute: (command: AnnulClaim) => Promise.resolve(sent.push(command)) };
  const manager = new AnnulClaims(
    { find: () => Promise.resolve(state) } as unknown as Awards,
    commands as unknown as CommandBus,
  );
  const reinstated = history.find(({ type }) => type === 'AwardReinstated');
  await manager.react(
    reinstated as unknown as Parameters<AnnulClaims['react']>[0],
    contextsFrom(() => ({}) as never),
  );
  expect(sent).toEqual([]);
  const [released] = wasAccepted(state) ? [...state.released] : [];
  const paid = { paid: 100, underWay: 0, opened: true, cancelled: false, byPerson: false };
  const claim = {
    basis: 'revocation',
    approved: true,
    repaid: 0,
    owed: 40,
    givenUp: 0,
    writtenOff: 0,
    stillOwed: 0,
    inAll: 40,
  };
  expect(
    loweringsOf(state as Parameters<typeof loweringsOf>[0], {
      payments: new Map([[released!.payoutId, paid]]),
      claims: [{ recoveryId: CLAIM, ...claim }],
    }),
  ).toEqual([{ recoveryId: CLAIM, most: 20 }]);
});
