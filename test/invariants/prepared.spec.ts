import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { rules as appeals } from '#grants/application/appeals/appeals.js';
import { rules as applications } from '#grants/application/applications/applications.js';
import { rules as awards } from '#grants/application/awards/awards.js';
import { rules as notices } from '#grants/application/notices/notices.js';
import { rules as reports } from '#grants/application/reports/reports.js';
import { samples as ofAppeals } from '#grants/domain/appeal/testing/samples.js';
import { samples as ofApplications } from '#grants/domain/application/testing/samples.js';
import { samples as ofAwards } from '#grants/domain/award/testing/samples.js';
import { samples as ofNotices } from '#grants/domain/notices/testing/samples.js';
import { samples as ofReports } from '#grants/domain/report/testing/samples.js';
import type { Preparation } from '#impartiality/preparations.js';
import { rules as payouts } from '#payouts/application/payouts/payouts.js';
import { rules as recoveries } from '#payouts/application/recoveries/recoveries.js';
import { samples as ofPayouts } from '#payouts/domain/payout/testing/samples.js';
import { samples as ofRecoveries } from '#payouts/domain/recovery/testing/samples.js';
import { rules as pilots } from '#pilots/application/pilots/pilots.js';
import { samples as ofPilots } from '#pilots/domain/pilot/testing/samples.js';

/** What is approved without building on what another official prepared, and why. */
const OTHERWISE: Readonly<Record<string, string>> = {
  ApproveDecision: 'its own decider looks at all whose work still counts',
  ApproveReport: 'a report is the party’s own',
};

interface Rules {
  readonly decider: {
    readonly initial: unknown;
    evolve(state: never, event: never): unknown;
    decide(command: never, state: never): object;
  };
  preparedBy?(command: never, state: never): readonly Preparation[];
}

interface Samples {
  readonly states: object;
  readonly commands: object;
}

interface Approval {
  readonly type: string;
  /** The state, and who prepared what is approved there. */
  readonly of: string;
  readonly prepared: readonly string[];
}

/** All that may be approved, adopted or signed in one of the states. */
function approvalsIn({ decider, ...rules }: Rules, { states, commands }: Samples): Approval[] {
  return Object.entries(states).flatMap(([name, history]) => {
    const state = fold(decider as never, history as never) as never;
    return Object.values(commands).flatMap((sample: unknown) => {
      const command = (typeof sample === 'function' ? sample(state) : sample) as { readonly type: string };
      if (!/^(?:Approve|Adopt|Sign)/.test(command.type) || Object.hasOwn(OTHERWISE, command.type)) return [];
      const decision = decider.decide(command as never, state) as { readonly events?: readonly unknown[] };
      if (!decision.events?.length) return [];
      const prepared = rules.preparedBy?.(command as never, state) ?? [];
      return [{ type: command.type, of: name, prepared: prepared.map(({ person }) => person) }];
    });
  });
}

describe('whatever takes two persons', () => {
  const approvals = [
    ...approvalsIn(applications, ofApplications),
    ...approvalsIn(appeals, ofAppeals),
    ...approvalsIn(awards, ofAwards),
    ...approvalsIn(notices, ofNotices),
    ...approvalsIn(reports, ofReports),
    ...approvalsIn(payouts, ofPayouts),
    ...approvalsIn(recoveries, ofRecoveries),
    ...approvalsIn(pilots, ofPilots),
  ];

  it('is approved only with a look at who prepared it', () => {
    const blind = approvals.filter(({ prepared }) => prepared.length === 0);
    // What a party says of its own account no official prepared.
    expect(blind.map(({ type, of }) => `${type}: ${of}`)).toEqual([
      'ApproveAccountCorrection: closed, account correction proposed',
      'ApproveAccountCorrection: account correction proposed',
      'ApprovePartnerAccount: closed, an account waits',
    ]);
  });

  it('is found in each kind of stream', () => {
    const types = new Set(approvals.map(({ type }) => type));
    expect([...types].toSorted()).toEqual([
      'AdoptFramework',
      'ApproveAccountCorrection',
      'ApproveAmendment',
      'ApproveAmendmentRefusal',
      'ApproveClaim',
      'ApproveDismissal',
      'ApproveGivingUp',
      'ApproveLimitationMove',
      'ApproveOwnReversal',
      'ApprovePartnerAccount',
      'ApprovePayingBack',
      'ApprovePayout',
      'ApproveReceiptCorrection',
      'ApproveReinstatement',
      'ApproveReportWaiver',
      'ApproveReversal',
      'ApproveRevocation',
      'ApproveTermination',
      'SignContract',
    ]);
  });

  it('of a revocation looks at who forewarned and at who proposed last', () => {
    const { 'revocation proposed': history } = ofAwards.states;
    const state = fold(awards.decider, [
      ...history,
      {
        type: 'RevocationProposed',
        data: {
          awardId: 'c1',
          revocation: 1,
          proposer: 'kim',
          amountInForce: { amount: 50, currency: 'NOK' },
          grounds: 'Less is needed',
        },
      },
    ]);
    const { ApproveRevocation } = ofAwards.commands;
    expect(awards.preparedBy!(ApproveRevocation, state).map(({ person }) => person)).toEqual(['anna', 'kim']);
  });
});
