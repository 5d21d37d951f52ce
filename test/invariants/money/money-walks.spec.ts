import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { brokenIn, sumsOf } from './balance.js';
import { beginnings, luckOf, moves, movesAroundFallen, PAID_AND_REVOKED } from './moves.js';
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

/** What has to have happened around claims that fell. */
const OF_FALLEN = [
  'ClaimAnnulled',
  'ClaimPartlyUpheld',
  'PayingBackProposed',
  'PayingBackApproved',
  'PayingBackReturned',
  'OwedBackPaid',
  'ClaimRenewed',
  'FallenClaimLowered',
  'RecoveryDropped',
  'AwardReinstated',
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
        fc.asyncProperty(moves, fc.integer(), beginnings, async (given, seed, begun) => {
          const walk = new Walk(given, luckOf(seed));
          await walk.begunWith(begun);
          await heldBy(walk);
          for (const standing of walk.agency.metAtReduction) met.add(standing);
          for (const { type } of walk.world.log) met.add(type);
        }),
        { numRuns: WALKS },
      );
      expect([...STANDINGS, ...TYPES].filter((each) => !met.has(each))).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'pays nothing twice of what was repaid on claims that fell, by the plan and beside it',
    async () => {
      const met = new Set<string>();
      await fc.assert(
        fc.asyncProperty(movesAroundFallen, fc.integer(), async (given, seed) => {
          const walk = new Walk(given, luckOf(seed));
          await walk.begunWith(PAID_AND_REVOKED);
          await heldBy(walk);
          for (const { type } of walk.world.log) met.add(type);
        }),
        { numRuns: Math.ceil(WALKS / 5) },
      );
      expect(OF_FALLEN.filter((each) => !met.has(each))).toEqual([]);
    },
    PATIENCE_MS,
  );
});

/** Takes the walk; nothing is broken after it, and nothing follows from all of it once more. */
async function heldBy(walk: Walk): Promise<void> {
  await walk.take();
  const broken = [...brokenIn(walk.world), ...walk.bank.beyond, ...walk.agency.misjudged];
  if (broken.length > 0) throw new Error([...broken, '', ...taleOf(walk.world)].join('\n'));
  const { length } = walk.world.log;
  await walk.world.replayed();
  expect(walk.world.log.slice(length).map(({ type }) => type)).toEqual([]);
}

/** What happened, and what it comes to. */
function taleOf(world: World): string[] {
  const { status, amount, schedule, dueBack, unspent } = world.state;
  return [
    ...world.log.map(({ stream, type, data }) => `${stream} ${type} ${JSON.stringify(data)}`),
    JSON.stringify({ ...sumsOf(world), status, amount, schedule, dueBack, unspent }),
  ];
}
