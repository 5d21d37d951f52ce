import { fold } from '#eventsourcing/decider.js';
import type { Outcomes } from '#eventsourcing/testing/outcomes.js';
import type { RecoveryEvent } from '../../../contract/events.js';
import { recovery, type RecoveryCommand } from '../recovery.js';
import { commands } from './commands.js';
import { ANNULLED, fallenOutcomes, partBack } from './fallen.js';
import { nok } from './order.js';
import { named } from './references.js';
import { BARRED, BARRED_UNCLAIMED, limitationCommands, limitationOutcomes } from './limitation.js';
import { CLAIMED, countedOn, givingUpOutcomes, leftOf, REPAYABLE, SETTLED, UNCLAIMED } from './giving-up.js';
import type { Recovery } from '../state.js';

/** What happens when these are sent one after the other. @throws Error when one of them is refused: a bug */
export function after(...sent: readonly RecoveryCommand[]): readonly RecoveryEvent[] {
  return sent.reduce<readonly RecoveryEvent[]>((history, command) => {
    const decision = recovery.decide(command, fold(recovery, history));
    if ('refused' in decision) throw new Error(`${command.type}: ${decision.refused.detail}`);
    return [...history, ...decision.events];
  }, []);
}

const { OpenRecovery, ProposeClaim, ApproveClaim, AgreeInstalments, RecordRepayment } = commands;
const { ProposeGivingUp: writeOff, ApproveGivingUp: giveUp } = commands;
const [drop, waive] = [
  { ...writeOff, form: 'drop' },
  { ...writeOff, form: 'waive' },
] as const;
const part = { amount: nok(10_000) };
const claimed = [OpenRecovery, ProposeClaim, ApproveClaim] as const;
/** A repayment under a reference that no other has. */
export const anew = { ...RecordRepayment, ...named('IN-9') };
const inFull = { ...RecordRepayment, amount: nok(30_000) };

const sentBack = { ...commands.AnnulClaim, by: 'appeal' } as const;
const repaid = [...claimed, RecordRepayment, sentBack] as const;

/** Histories by the state they lead to. */
const states = {
  none: [],
  forewarned: after(OpenRecovery),
  answered: after(OpenRecovery, commands.ReplyToForewarning),
  'not answered in time': after(OpenRecovery, commands.LapseForewarning),
  proposed: after(OpenRecovery, ProposeClaim),
  claimed: after(...claimed),
  'repaid in part': after(...claimed, RecordRepayment),
  overdue: after(...claimed, commands.ReportOverdueClaim),
  'claim returned': after(OpenRecovery, ProposeClaim, commands.ReturnClaim),
  'dropping proposed': after(OpenRecovery, commands.ReplyToForewarning, drop),
  'waiver proposed': after(...claimed, waive),
  'write-off proposed': after(...claimed, writeOff),
  'write-off proposed before': [
    ...after(...claimed),
    {
      type: 'WriteOffProposed',
      data: {
        recoveryId: 'v1',
        proposer: 'dina',
        authority: 'Section 8',
        grounds: 'The debtor is bankrupt.',
      },
    },
  ] as readonly RecoveryEvent[],
  'waived in part': after(...claimed, { ...waive, ...part }, giveUp),
  'written off in part': after(...claimed, { ...writeOff, ...part }, giveUp),
  'upheld in part': after(...claimed, { ...commands.UpholdClaimInPart, appealId: 'k0', by: 'reversal' }),
  'in instalments': after(...claimed, AgreeInstalments),
  'an instalment overdue': after(...claimed, AgreeInstalments, RecordRepayment, commands.ReportOverdueClaim),
  'limitation move proposed': after(...claimed, limitationCommands.ProposeLimitationMove),
  'proposed, deferred': after(OpenRecovery, ProposeClaim, commands.DeferClaim),
  'claimed, deferred': after(...claimed, commands.DeferClaim),
  'claimed, flagged': after(...claimed, commands.FlagClaim),
  settled: after(...claimed, inFull),
  'upheld for less than was repaid': after(...claimed, inFull, {
    ...commands.UpholdClaimInPart,
    appealId: 'k0',
  }),
  'written off': after(...claimed, writeOff, giveUp),
  waived: after(...claimed, waive, giveUp),
  dropped: after(OpenRecovery, drop, giveUp),
  annulled: after(...claimed, commands.AnnulClaim),
  'sent back': after(...claimed, sentBack),
  'annulled after a repayment': after(...claimed, RecordRepayment, { ...sentBack, by: 'reversal' }),
  'paying back proposed': after(...repaid, commands.ProposePayingBack),
  'paying back approved': after(...repaid, commands.ProposePayingBack, commands.ApprovePayingBack),
  'paid back in part': after(...repaid, partBack, commands.ApprovePayingBack, commands.RecordPaidBack),
  'paid back': after(
    ...claimed,
    RecordRepayment,
    { ...sentBack, by: 'reversal' },
    commands.ProposePayingBack,
    commands.ApprovePayingBack,
    commands.RecordPaidBack,
  ),
  'claimed anew': after(...claimed, sentBack, commands.ClaimAnew),
  'brought down': after(...claimed, sentBack, commands.LowerFallenClaim),
  'barred unclaimed': after(OpenRecovery, commands.ReplyToForewarning, limitationCommands.ReportBarredClaim),
  'barred unclaimed, repaid in part': after(
    OpenRecovery,
    limitationCommands.ReportBarredClaim,
    RecordRepayment,
  ),
  barred: after(...claimed, limitationCommands.ReportBarredClaim),
  'repaid in part, the rest barred': after(...claimed, RecordRepayment, limitationCommands.ReportBarredClaim),
  'written off and barred': after(...claimed, writeOff, giveUp, limitationCommands.ReportBarredClaim),
};

/** Commands in another form than the usual one. */
type Variant = 'ProposeGivingUp (dropping)' | 'ProposeGivingUp (waiving)' | 'RecordRepayment (all of it)';

/** What each command leads to. */
const outcomes = {
  OpenRecovery: ['·', { RecoveryForewarned: ['none'] }],
  ReplyToForewarning: [
    '✗ wrong-state',
    {
      '✗ recovery-unknown': ['none'],
      ForewarningAnswered: [...UNCLAIMED, 'proposed', 'proposed, deferred'],
    },
  ],
  RegisterReply: [
    '✗ wrong-state',
    {
      '✗ recovery-unknown': ['none'],
      ForewarningAnswered: [...UNCLAIMED, 'proposed', 'proposed, deferred'],
    },
  ],
  LapseForewarning: [
    '·',
    { '✗ recovery-unknown': ['none'], ForewarningLapsed: ['forewarned', 'claim returned'] },
  ],
  ProposeClaim: [
    '✗ wrong-state',
    {
      '✗ recovery-unknown': ['none'],
      ClaimProposed: [...UNCLAIMED, 'proposed'],
      '✗ enforcement-deferred': ['proposed, deferred'],
      '✗ barred-by-limitation': BARRED,
    },
  ],
  ApproveClaim: [
    '✗ wrong-state',
    {
      '✗ recovery-unknown': ['none'],
      RepaymentClaimed: ['proposed'],
      '✗ enforcement-deferred': ['proposed, deferred'],
    },
  ],
  ReturnClaim: [
    '✗ wrong-state',
    { '✗ recovery-unknown': ['none'], ClaimReturned: ['proposed', 'proposed, deferred'] },
  ],
  AgreeInstalments: [
    '✗ wrong-state',
    {
      '✗ recovery-unknown': ['none'],
      RepaymentPlanAgreed: CLAIMED.filter((state) => state !== 'claimed, flagged'),
      '✗ claim-flagged': ['claimed, flagged'],
    },
  ],
  RecordRepayment: [
    '✗ wrong-state',
    {
      '✗ recovery-unknown': ['none'],
      RepaymentReceived: [...REPAYABLE, ...BARRED_UNCLAIMED],
      '✗ overpaid': SETTLED,
    },
  ],
  ReportOverdueClaim: [
    '·',
    {
      '✗ recovery-unknown': ['none'],
      ClaimBecameOverdue: [
        'claimed',
        'repaid in part',
        'waiver proposed',
        'write-off proposed',
        'write-off proposed before',
        'waived in part',
        'written off in part',
        'upheld in part',
        'limitation move proposed',
        'in instalments',
      ],
    },
  ],
  ...limitationOutcomes,
  ...givingUpOutcomes,
  ...fallenOutcomes,
  DeferClaim: [
    'ClaimDeferred',
    {
      '✗ recovery-unknown': ['none'],
      '·': [
        'proposed, deferred',
        'claimed, deferred',
        'settled',
        'upheld for less than was repaid',
        'written off',
        'waived',
        'dropped',
        ...ANNULLED,
        ...BARRED,
      ],
    },
  ],
  EndDeferral: [
    '·',
    { '✗ recovery-unknown': ['none'], ClaimDeferralEnded: ['proposed, deferred', 'claimed, deferred'] },
  ],
  LowerClaim: [
    'ClaimLowered',
    {
      '✗ recovery-unknown': ['none'],
      '·': [
        'waived in part',
        'upheld in part',
        'settled',
        'upheld for less than was repaid',
        'waived',
        'dropped',
        ...ANNULLED,
      ],
    },
  ],
  UpholdClaimInPart: [
    'ClaimPartlyUpheld',
    {
      '✗ recovery-unknown': ['none'],
      '✗ wrong-state': [...UNCLAIMED, 'proposed', 'proposed, deferred', 'dropped', ...BARRED_UNCLAIMED],
      '·': ANNULLED,
    },
  ],
  AnnulClaim: [
    'ClaimAnnulled',
    { '✗ recovery-unknown': ['none'], '✗ wrong-state': ['dropped'], '·': ANNULLED },
  ],
  FlagClaim: [
    'ClaimFlagged',
    {
      '✗ recovery-unknown': ['none'],
      '·': [
        ...UNCLAIMED,
        'proposed',
        'proposed, deferred',
        'claimed, flagged',
        'dropped',
        ...BARRED_UNCLAIMED,
        ...ANNULLED,
      ],
    },
  ],
  UpholdFlaggedClaim: ['·', { '✗ recovery-unknown': ['none'], FlaggedClaimUpheld: ['claimed, flagged'] }],
  'RecordRepayment (all of it)': [
    '✗ wrong-state',
    {
      '✗ recovery-unknown': ['none'],
      'RepaymentReceived, RecoverySettled': [...REPAYABLE, ...BARRED_UNCLAIMED],
      '✗ overpaid': SETTLED,
    },
  ],
} satisfies Outcomes<RecoveryCommand['type'] | Variant, keyof typeof states>;

/** Histories by the state they lead to, a command of each kind, and what it leads to. */
export const samples = {
  states,
  commands: {
    ...commands,
    RecordRepayment: anew,
    'ProposeGivingUp (dropping)': drop,
    'ProposeGivingUp (waiving)': waive,
    AgreeInstalments: (state: Recovery) => ({
      ...AgreeInstalments,
      instalments: [
        { dueOn: '2026-08-01', amount: 5_000 },
        { dueOn: '2026-09-01', amount: countedOn(state) - 5_000 },
      ],
    }),
    'RecordRepayment (all of it)': (state: Recovery) => ({
      ...anew,
      amount: nok(leftOf(state)),
    }),
  } as Readonly<
    Record<RecoveryCommand['type'] | Variant, RecoveryCommand | ((state: Recovery) => RecoveryCommand)>
  >,
  outcomes,
};
