import { SetAppropriation } from '#budget/application/set-appropriation.js';
import { SetCommitmentAuthority } from '#budget/application/set-commitment-authority.js';
import { addDays } from '#calendar/oslo.js';
import { AnnounceCall } from '#grants/application/calls/announce-call.js';
import { EstablishScheme } from '#grants/application/schemes/establish-scheme.js';
import type { Criterion, RegulationVersion } from '#grants/contract/regulation.js';
import { managerOf, step } from './officials.js';
import type { Programme } from './programmes.js';
import type { Run } from './until-refused.js';

/** What applications are scored on in the demo. */
export const CRITERIA: readonly Criterion[] = [
  { code: 'need', title: 'Need in the target group', min: 1, max: 5, weight: 2 },
  { code: 'solution', title: 'Soundness of the solution', min: 1, max: 5, weight: 2 },
  { code: 'capacity', title: 'Capacity to carry it out', min: 1, max: 5, weight: 1, threshold: 2 },
];

/** Days between an application and its decision in the demo. */
export const DAYS_TO_DECISION = 60;

/** Sets up scheme, budget and call of a programme; again changes nothing. */
export async function setUp(programme: Programme, run: Run): Promise<void> {
  const { schemeId, callId, title, funder, currency, firstAward, lastAward, frames } = programme;
  const opensAt = at(addDays(firstAward, -DAYS_TO_DECISION - 1));
  const closesAt = at(lastAward);
  const manager = managerOf(funder.id);
  const as = (...of: string[]) => step(manager, opensAt, opensAt, schemeId, ...of);

  const regulation: RegulationVersion = {
    version: '1',
    inForceFrom: opensAt.slice(0, 10),
    criteria: CRITERIA,
    decisionDays: DAYS_TO_DECISION,
    multiYear: true,
    legalReferences: [],
  };
  const scheme = {
    name: `${title} (${funder.name})`,
    ministry: funder.name,
    budgetChapter: '0621',
    budgetPost: '70',
    goal: title,
    targetGroup: 'Charities',
    currency,
    regulation,
  };
  await run(new EstablishScheme(schemeId, scheme, as('scheme')));
  for (const { year, appropriation, commitmentAuthority } of frames) {
    const appropriated = { currency, year, amount: appropriation, transferredIn: 0 };
    const authority = { currency, year, amount: commitmentAuthority };
    const name = String(year);
    await run(new SetAppropriation(schemeId, appropriated, as('appropriation', name)));
    await run(new SetCommitmentAuthority(schemeId, authority, as('authority', name)));
  }
  const frame = frames.reduce((all, { appropriation }) => all + appropriation, 0);
  const call = { schemeId, regulationVersion: '1', title, frame, opensAt, closesAt };
  await run(new AnnounceCall(callId, call, as('call')));
}

/** Noon UTC of a calendar date. */
export function at(date: string): string {
  return `${date}T12:00:00Z`;
}
