import { budget } from '#budget/domain/budget.js';
import type { Budget } from '#budget/domain/state.js';
import { samples as budgets } from '#budget/domain/testing/samples.js';
import { transitionsOf } from '#eventsourcing/testing/table.js';
import { appeal } from '#grants/domain/appeal/appeal.js';
import { samples as appeals } from '#grants/domain/appeal/testing/samples.js';
import { award } from '#grants/domain/award/award.js';
import { samples as awards } from '#grants/domain/award/testing/samples.js';
import { application } from '#grants/domain/application/application.js';
import { samples as applications } from '#grants/domain/application/testing/samples.js';
import { call } from '#grants/domain/call/call.js';
import { samples as calls } from '#grants/domain/call/testing/samples.js';
import { organisation } from '#grants/domain/organisation/organisation.js';
import { samples as organisations } from '#grants/domain/organisation/testing/samples.js';
import { report } from '#grants/domain/report/report.js';
import { samples as reports } from '#grants/domain/report/testing/samples.js';
import { scheme } from '#grants/domain/scheme/scheme.js';
import { samples as schemes } from '#grants/domain/scheme/testing/samples.js';
import { payout } from '#payouts/domain/payout/payout.js';
import { samples as payouts } from '#payouts/domain/payout/testing/samples.js';
import { recovery } from '#payouts/domain/recovery/recovery.js';
import { samples as recoveries } from '#payouts/domain/recovery/testing/samples.js';
import { pilot } from '#pilots/domain/pilot/pilot.js';
import { contracting } from '#pilots/domain/pilot/testing/contracting.js';
import { correcting } from '#pilots/domain/pilot/testing/correcting.js';
import { delivering } from '#pilots/domain/pilot/testing/delivering.js';
import { followingUp } from '#pilots/domain/pilot/testing/following-up.js';
import { framing } from '#pilots/domain/pilot/testing/framing.js';
import { measuring } from '#pilots/domain/pilot/testing/measuring.js';
import { firstCohort, firstMeasurement, samples as pilots } from '#pilots/domain/pilot/testing/samples.js';
import { settlement } from '#pilots/domain/settlement/settlement.js';
import { samples as settlements } from '#pilots/domain/settlement/testing/samples.js';
import { lifecycle as aid, oneAid } from '#state-aid/domain/testing/samples.js';
import type { Lifecycle } from './page.js';

/** Where the page stands in the project. */
export const LIFECYCLES_PAGE = 'docs/lifecycles.md';

/** Every lifecycle of the domain, in the order a case meets them. */
export function allLifecycles(): readonly Lifecycle[] {
  return [
    {
      title: 'Scheme',
      about:
        'A scheme stands once it is established; its regulation versions are drafted, consulted on and adopted within it.',
      transitions: transitionsOf(scheme, schemes),
    },
    {
      title: 'Call',
      about:
        'Whether it takes applications is judged by the instant; that it closed is recorded by a timer, which may be late.',
      transitions: transitionsOf(call, calls),
    },
    {
      title: 'Commitment in a budget',
      about:
        'One commitment of a scheme’s budget: its money is held, raised or lowered within the two limits, and let go.',
      transitions: transitionsOf(
        budget,
        { ...budgets, commands: ofOneCommitment(budgets.commands) },
        commitmentIn,
      ),
    },
    {
      title: 'Application',
      about:
        'Assessed by one or two, decided by another; a decision that an appeal replaces or annuls stays on record.',
      transitions: transitionsOf(application, applications),
    },
    {
      title: 'Representation of an organisation',
      about:
        'Anybody acts for an organisation until its first representative is appointed; from then on only representatives act for it. While somebody who is named is awaited, only representatives act for it too.',
      transitions: transitionsOf(organisation, organisations),
    },
    {
      title: 'Award',
      about:
        'The grant from acceptance on. Every change of its terms takes two persons and the money first; what its commitments no longer need is let go afterwards.',
      transitions: transitionsOf(award, awards),
    },
    {
      title: 'Report',
      about:
        'Owed by the regulation version; while one is overdue nothing more is paid, and what it shows as unspent is due back.',
      transitions: transitionsOf(report, reports),
    },
    {
      title: 'Payout',
      about:
        'Attested and approved by two persons, then handed to the bank as often as it takes; what comes back no longer counts as paid.',
      transitions: transitionsOf(payout, payouts),
    },
    {
      title: 'Recovery',
      about: 'Money that is due back: forewarned, claimed by two persons, repaid at once or in instalments.',
      transitions: transitionsOf(recovery, recoveries),
    },
    {
      title: 'Appeal',
      about: 'Of a decision, a dismissal, a revocation or a claim; each appeal is a stream of its own.',
      transitions: transitionsOf(appeal, appeals),
    },
    {
      title: 'De minimis aid',
      about:
        'Granted with the decision where the regulation version says so, within the limit of the undertaking; entered in the public register; released when its commitment is let go.',
      transitions: transitionsOf(oneAid, aid),
    },
    {
      title: 'Pilot',
      about:
        'What binds the state is adopted, signed and ended by two directorates; whoever joins or leaves before that lapses the drafted contract. Cohorts and measurements, which begin with the agreed contract, have pictures of their own.',
      transitions: transitionsOf(pilot, {
        states: pilots.states,
        commands: { ...framing, ...correcting, ...contracting, ...followingUp },
      }),
    },
    {
      title: 'Cohort of a pilot',
      about:
        'One cohort of the terms: its participants are counted when it closes, and before it is measured.',
      transitions: transitionsOf(pilot, { states: pilots.states, commands: delivering }, firstCohort),
    },
    {
      title: 'Measurement of a pilot',
      about:
        'Recorded by the evaluator, verified by the independent validator; a dispute that is dismissed leaves it as it was, a correction makes a version that has to be verified.',
      transitions: transitionsOf(pilot, { states: pilots.states, commands: measuring }, firstMeasurement),
    },
    {
      title: 'Settlement of a pilot',
      about:
        'The last version of it: calculated, reviewed by another person, approved by both directorates; what was concluded counts until a later version is.',
      transitions: transitionsOf(settlement, {
        ...settlements,
        commands: settlingOnce(settlements.commands),
      }),
    },
  ];
}

/** One command for each step, where the samples try several that lead to the same. */
function settlingOnce<Command>(commands: Readonly<Record<string, Command>>) {
  const others = ['(as the final one)', '(the same again)', '(asked for)'];
  return Object.fromEntries(
    Object.entries(commands).filter(([name]) => !others.some((other) => name.endsWith(other))),
  );
}

/** The commands that are about the first commitment of the samples. */
function ofOneCommitment<Command extends object>(commands: Readonly<Record<string, Command>>) {
  return Object.fromEntries(
    Object.entries(commands).filter(
      ([, command]) => 'reservationId' in command && command.reservationId === 'r1',
    ),
  );
}

function commitmentIn({ reservations }: Budget): string {
  const held = reservations.get('r1');
  if (!held) return 'none';
  return held.released ? 'released' : 'held';
}
