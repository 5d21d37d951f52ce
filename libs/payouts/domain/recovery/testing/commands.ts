import type { RecoveryCommand } from '../recovery.js';
import { fresh, judge } from './giving-up.js';
import { limitationCommands } from './limitation.js';
import { fallenCommands } from './fallen.js';
import { nok, order } from './order.js';
import { named } from './references.js';

/** A command of each kind. */
export const commands = {
  OpenRecovery: {
    type: 'OpenRecovery',
    order,
    grounds: 'It was not spent.',
    forewarnedOn: '2026-05-05',
    replyBy: '2026-05-22',
  },
  RegisterReply: {
    type: 'RegisterReply',
    arrival: { channel: 'post', sentOn: '2026-06-02', receivedOn: '2026-06-04', registeredBy: 'arne' },
    answer: 'We spent most of it.',
    today: '2026-06-05',
  },
  ReplyToForewarning: { type: 'ReplyToForewarning', person: 'ola', answer: 'We spent most of it.' },
  LapseForewarning: { type: 'LapseForewarning', dueAt: '2026-05-22T22:00:00Z' },
  ProposeClaim: {
    type: 'ProposeClaim',
    proposer: 'anna',
    amount: nok(30_000),
    dueOn: '2026-07-01',
    grounds: 'The accounts show it.',
    today: '2026-05-26',
  },
  ApproveClaim: { type: 'ApproveClaim', judge, today: '2026-05-27' },
  ReturnClaim: { type: 'ReturnClaim', person: 'berit', grounds: 'Less may be claimed.' },
  AgreeInstalments: {
    type: 'AgreeInstalments',
    person: 'dina',
    currency: 'NOK',
    instalments: [
      { dueOn: '2026-08-01', amount: 10_000 },
      { dueOn: '2026-09-01', amount: 20_000 },
    ],
    today: '2026-06-01',
  },
  RecordRepayment: {
    type: 'RecordRepayment',
    amount: nok(10_000),
    receivedOn: '2026-06-20',
    ...named('IN-1'),
    today: '2026-06-25',
  },
  ReportOverdueClaim: { type: 'ReportOverdueClaim', dueOn: '2026-09-01', dueAt: '2026-09-01T22:00:00Z' },
  ...limitationCommands,
  ProposeGivingUp: {
    type: 'ProposeGivingUp',
    form: 'write-off',
    proposer: 'dina',
    authority: 'Regulations on financial management, section 8',
    grounds: 'The debtor is bankrupt.',
  },
  ApproveGivingUp: { type: 'ApproveGivingUp', judge: fresh },
  ReturnGivingUp: { type: 'ReturnGivingUp', judge: fresh, grounds: 'The estate is not closed yet.' },
  NameGivingUpStandIn: {
    type: 'NameGivingUpStandIn',
    namedBy: 'sara',
    person: 'frida',
    grounds: 'Nobody else is left.',
    decidedBy: ['berit'],
  },
  DeferClaim: { type: 'DeferClaim', appealId: 'k1' },
  EndDeferral: { type: 'EndDeferral', appealId: 'k1' },
  LowerClaim: { type: 'LowerClaim', most: 20_000 },
  UpholdClaimInPart: { type: 'UpholdClaimInPart', appealId: 'k1', by: 'appeal', amount: 20_000 },
  AnnulClaim: { type: 'AnnulClaim', appealId: 'k1' },
  FlagClaim: { type: 'FlagClaim', decision: 1 },
  UpholdFlaggedClaim: { type: 'UpholdFlaggedClaim', decision: 1 },
  ...fallenCommands,
} as const satisfies { readonly [Type in RecoveryCommand['type']]: Extract<RecoveryCommand, { type: Type }> };
