import type { Story } from '../player.js';
import { play } from '../player.js';
import type { Scene } from '../scene.js';
import { playedCase, type PlayedCase } from '../timeline.js';
import { agencyOf, openScheme, type Agency } from './agency.js';
import { changed, lateDismissed, ownReversal, reversedOnOwnMotion, stands } from './appeals.js';
import { coFundingFellShort } from './co-funding.js';
import { foundAfterDecision } from './conflict.js';
import { continuation, overdueReport, revocation } from './later.js';
import { waivedInPart } from './given-up.js';
import { accountCorrected, paidInNextYear } from './money.js';
import { appealByPost } from './post.js';
import { reducedAtTheBank, reducedWhileWaiting } from './reduced.js';
import { declined, fullGrant, lapse, partGrant, standIn, supplementMissed, type Begun } from './straight.js';
import type { Case } from './steps.js';
import { upheldInPart } from './upheld.js';

type Told = (agency: Agency, callId: string, begun: Begun) => Story;

/** The cases, by name. */
const STORIES: Readonly<Record<string, Told>> = {
  'full grant': fullGrant,
  'part grant': partGrant,
  'rejection, decision stands on appeal': stands,
  'rejection changed on appeal': changed,
  'late appeal dismissed': lateDismissed,
  'own reversal': ownReversal,
  'reversed on own motion': reversedOnOwnMotion,
  'conflict of interest with stand-in': standIn,
  'supplement round missed': supplementMissed,
  'lapse of acceptance': lapse,
  declined,
  'multi-year with continuation and a budget that does not suffice in year two': continuation,
  'overdue report blocks a payout, then unspent money is recovered': overdueReport,
  'revocation with recovery in instalments': revocation,
  'account corrected after a return': accountCorrected,
  'paid in the next year': paidInNextYear,
  'conflict found after the decision': foundAfterDecision,
  'co-funding fell short': coFundingFellShort,
  'appeal by post': appealByPost,
  'reduced while a payout waits': reducedWhileWaiting,
  'reduced while a payout is at the bank': reducedAtTheBank,
  'claim waived in part': waivedInPart,
  'upheld in part': upheldInPart,
};

/** Plays the cases side by side under one scheme, from the call in January 2027 on. */
export async function grantsScenario(
  scene: Scene,
  moved: (date: string) => void,
): Promise<readonly PlayedCase[]> {
  const agency = await agencyOf(scene);
  const callId = await openScheme(
    agency,
    'social-entrepreneurship',
    { 2027: 16_000_000, 2028: 400_000 },
    1_000_000,
  );
  const cases = new Map<string, Case>();
  const stories = Object.entries(STORIES).map(([name, tell]) =>
    tell(agency, callId, (begun) => cases.set(name, begun)),
  );
  await play(scene, stories, moved);
  const played: PlayedCase[] = [];
  for (const [name, { id }] of cases) played.push(await playedCase(name, id, agency.auditor));
  return played;
}
