import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { rules as appeals } from '#grants/application/appeals/appeals.js';
import { rules as applications } from '#grants/application/applications/applications.js';
import { rules as awards } from '#grants/application/awards/awards.js';
import { rules as notices } from '#grants/application/notices/notices.js';
import { rules as reports } from '#grants/application/reports/reports.js';
import { rules as schemes } from '#grants/application/schemes/schemes.js';
import { samples as ofAppeals } from '#grants/domain/appeal/testing/samples.js';
import { samples as ofApplications } from '#grants/domain/application/testing/samples.js';
import { samples as ofAwards } from '#grants/domain/award/testing/samples.js';
import { samples as ofNotices } from '#grants/domain/notices/testing/samples.js';
import { samples as ofReports } from '#grants/domain/report/testing/samples.js';
import { samples as ofSchemes } from '#grants/domain/scheme/testing/samples.js';
import { rules as recoveries } from '#payouts/application/recoveries/recoveries.js';
import { samples as ofRecoveries } from '#payouts/domain/recovery/testing/samples.js';
import { rules as pilots } from '#pilots/application/pilots/pilots.js';
import { samples as ofPilots } from '#pilots/domain/pilot/testing/samples.js';

interface Rules {
  readonly decider: {
    readonly initial: unknown;
    evolve(state: never, event: never): unknown;
    decide(command: never, state: never): object;
  };
  replaced?(command: never, state: never): boolean;
}
interface Samples {
  readonly states: object;
  readonly commands: object;
}
interface Typed {
  readonly type: string;
}

const STREAMS: readonly (readonly [Rules, Samples])[] = [
  [applications, ofApplications],
  [appeals, ofAppeals],
  [awards, ofAwards],
  [notices, ofNotices],
  [reports, ofReports],
  [schemes, ofSchemes],
  [recoveries, ofRecoveries],
  [pilots, ofPilots],
];

/** What is approved otherwise, and how. */
const OTHERWISE: Readonly<Record<string, string>> = {
  ApproveDecision: 'names its proposal, or says that it takes the latest by naming none',
  AdoptFramework: 'a version is drafted with one content only',
  SignContract: 'the digest of the contract is signed',
};

/** An approval that another proposal than the one it was meant for takes as well. */
interface Blind {
  readonly approval: string;
  readonly proposal: string;
  readonly of: string;
  /** Whether the approver has to say what they have seen. */
  readonly asked: boolean;
}

/** All approvals that still go through once what is proposed was replaced, in whatever state. */
function blindIn({ decider, ...rules }: Rules, { states, commands }: Samples): Blind[] {
  const eventsOf = (command: Typed, state: never) =>
    (decider.decide(command as never, state) as { readonly events?: readonly never[] }).events ?? [];
  const after = (state: never, events: readonly never[]) =>
    events.reduce((before, event) => decider.evolve(before, event) as never, state);
  return Object.entries(states).flatMap(([of, history]) => {
    const state = fold(decider as never, history as never) as never;
    const sent = Object.values(commands).map(
      (sample: unknown) => (typeof sample === 'function' ? sample(state) : sample) as Typed,
    );
    const proposals = sent.filter(({ type }) => /^(?:Propose|Draft|Recommend)/.test(type));
    const approvals = sent.filter(({ type }) => /^(?:Approve|Adopt|Sign)/.test(type));
    return proposals.flatMap((proposal) => {
      const first = eventsOf(proposal, state);
      const waiting = after(state, first);
      // Said again in the same words it may be the same proposal, which is none.
      const second = first.length > 0 ? eventsOf(worded(proposal), waiting) : [];
      if (second.length === 0) return [];
      const replaced = after(waiting, second);
      return approvals
        .filter((each) => eventsOf(each, waiting).length > 0 && eventsOf(each, replaced).length > 0)
        .filter((each) => eventsOf(each, state).length === 0 && !Object.hasOwn(OTHERWISE, each.type))
        .map((each) => {
          const asked = rules.replaced?.(each as never, replaced) ?? false;
          return { approval: each.type, proposal: proposal.type, of, asked };
        });
    });
  });
}

/** The proposal in other words. */
function worded(proposal: Typed): Typed {
  return 'grounds' in proposal ? ({ ...proposal, grounds: 'Looked at again.' } as Typed) : proposal;
}

describe('an approval of what took the place of another proposal', () => {
  const blind = STREAMS.flatMap(([rules, samples]) => blindIn(rules, samples));

  it('says what its approver has seen', () => {
    expect(blind.filter(({ asked }) => !asked)).toEqual([]);
  });

  it('is found wherever a proposal replaces another; others name theirs, or wait one at a time', () => {
    expect([...new Set(blind.map(({ approval }) => approval))].toSorted()).toEqual([
      'ApproveClaim',
      'ApproveDismissal',
      'ApproveGivingUp',
      'ApproveLimitationMove',
      'ApproveOwnReversal',
      'ApprovePayingBack',
      'ApproveReinstatement',
      'ApproveReportWaiver',
      'ApproveReversal',
      'ApproveRevocation',
    ]);
  });

  it('of a proposal that is the only one asks for nothing', () => {
    const { 'revocation proposed': history } = ofAwards.states;
    const state = fold(awards.decider, history);
    expect(awards.replaced!(ofAwards.commands.ApproveRevocation, state)).toBe(false);
  });
});
