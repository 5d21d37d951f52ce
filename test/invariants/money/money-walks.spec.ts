import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { brokenIn, sumsOf } from './balance.js';
import { luckOf, moves } from './moves.js';
import { Walk } from './walk.js';
import type { World } from './world.js';

/** What has to have happened, or the walks show little. */
const TYPES = [
  'AwardRevoked',
  'AwardReinstated',
  'AmendmentLifted',
  'DecisionFollowed',
  'AwardSuspended',
  'AwardClosed',
  'InstalmentsReplanned',
  'ExcessClaimed',
  'DueBackRelinquished',
  'ClaimLowered',
  'ClaimPartlyUpheld',
  'ClaimAnnulled',
  'RecoveryDropped',
  'ClaimWrittenOff',
  'ClaimWaived',
  'ClaimBecameBarred',
  'LimitationMoved',
  'RepaymentReceived',
  'PayoutReturned',
  'UnspentClaimed',
  'SpendingRecorded',
  'InstructionReserved',
  'InstructionLapsed',
  'ShortfallRecorded',
  'ShortfallEnded',
  'AppropriationSet',
];

/** So many meet everything that has to be met, whatever the seed; `npm run money-walks` takes 10 000. */
const WALKS = Number(process.env['TILSAGN_MONEY_WALKS'] ?? 1_500);
/** A good many walks can be taken in a second, but not on every machine. */
const PATIENCE_MS = 60_000 + WALKS * 100;

const STANDINGS = [
  'planned',
  'due',
  'attested',
  'approved',
  'instructed',
  'acknowledged',
  'partially-settled',
  'settled',
  'failed',
  'returned',
];

describe('an award whose money is on the way, whatever happens to it and however late what follows', () => {
  it(
    'pays what the recipient is entitled to, claims what it has beyond it, and no more',
    async () => {
      const met = new Set<string>();
      await fc.assert(
        fc.asyncProperty(moves, fc.integer(), async (given, seed) => {
          const walk = new Walk(given, luckOf(seed));
          await walk.take();
          const broken = [...brokenIn(walk.world), ...walk.bank.beyond, ...walk.agency.misjudged];
          if (broken.length > 0) throw new Error([...broken, '', ...taleOf(walk.world)].join('\n'));
          const { length } = walk.world.log;
          await walk.world.replayed();
          expect(walk.world.log.slice(length).map(({ type }) => type)).toEqual([]);
          for (const standing of walk.agency.metAtReduction) met.add(standing);
          for (const { type } of walk.world.log) met.add(type);
        }),
        { numRuns: WALKS },
      );
      expect([...STANDINGS, ...TYPES].filter((each) => !met.has(each))).toEqual([]);
    },
    PATIENCE_MS,
  );
});

/** What happened, and what it comes to. */
function taleOf(world: World): string[] {
  const { status, amount, schedule, dueBack, unspent } = world.state;
  return [
    ...world.log.map(({ stream, type, data }) => `${stream} ${type} ${JSON.stringify(data)}`),
    JSON.stringify({ ...sumsOf(world), status, amount, schedule, dueBack, unspent }),
  ];
}
