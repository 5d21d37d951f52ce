import type { CommandBus } from '@nestjs/cqrs';
import { SetAppropriation } from '#budget/application/set-appropriation.js';
import { SetCommitmentAuthority } from '#budget/application/set-commitment-authority.js';
import { addDays } from '#calendar/oslo.js';
import type { Outcome } from '#eventsourcing/command.js';
import { AnnounceCall } from '#grants/application/calls/announce-call.js';
import { EstablishScheme } from '#grants/application/schemes/establish-scheme.js';
import type { Criterion, RegulationVersion } from '#grants/contract/regulation.js';
import { managerOf, step } from './officials.js';
import { framesOf, type Programme } from './programmes.js';

/** What applications are scored on in the demo. */
export const CRITERIA: readonly Criterion[] = [
  { code: 'need', title: 'Need in the target group', min: 1, max: 5, weight: 2 },
  { code: 'solution', title: 'Soundness of the solution', min: 1, max: 5, weight: 2 },
  { code: 'capacity', title: 'Capacity to carry it out', min: 1, max: 5, weight: 1, threshold: 2 },
];

/** Days between an application and its decision in the demo. */
export const DAYS_TO_DECISION = 60;

/** Sets up scheme, budget and call of a programme; again changes nothing. */
export async function setUp(
  programme: Programme,
  commands: CommandBus,
  done: (outcome: Outcome, what: string) => void,
): Promise<void> {
  const { schemeId, callId, title, funder, currency, grants } = programme;
  const dates = grants.map(({ awardDate }) => awardDate).toSorted();
  const opensAt = at(addDays(dates[0]!, -DAYS_TO_DECISION - 1));
  const closesAt = at(dates.at(-1)!);
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
  done(await commands.execute(new EstablishScheme(schemeId, scheme, as('scheme'))), schemeId);
  for (const { year, appropriation, commitmentAuthority } of framesOf(programme)) {
    const appropriated = { currency, year, amount: appropriation, transferredIn: 0 };
    const authority = { currency, year, amount: commitmentAuthority };
    const name = String(year);
    done(
      await commands.execute(new SetAppropriation(schemeId, appropriated, as('appropriation', name))),
      schemeId,
    );
    done(
      await commands.execute(new SetCommitmentAuthority(schemeId, authority, as('authority', name))),
      schemeId,
    );
  }
  const frame = framesOf(programme).reduce((all, { appropriation }) => all + appropriation, 0);
  const call = { schemeId, regulationVersion: '1', title, frame, opensAt, closesAt };
  done(await commands.execute(new AnnounceCall(callId, call, as('call'))), callId);
}

/** Noon UTC of a calendar date. */
export function at(date: string): string {
  return `${date}T12:00:00Z`;
}
