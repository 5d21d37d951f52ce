import type { AwardCommand } from '../award.js';
import { payoutIdOf } from '../release.js';
import { MoveCommitment } from './moving.js';
import { AWARD, nok, offer } from './offer.js';

const NOW = '2026-03-02T12:00:00Z';

/** A command of each kind. */
export const commands = {
  AcceptAward: { type: 'AcceptAward', offer, now: NOW },
  LapseAward: { type: 'LapseAward', offer, dueAt: '2026-02-28T23:00:00Z' },
  DeclineAward: {
    type: 'DeclineAward',
    offer,
    decidedOn: '2026-02-02',
    person: 'ola',
    byRecipient: true,
    today: '2026-03-02',
  },
  SetAcceptanceDate: {
    type: 'SetAcceptanceDate',
    offer,
    person: 'anna',
    notifiedOn: '2026-02-09',
    deadline: undefined,
    lastDay: '2026-03-31',
    today: '2026-03-02',
  },
  RemindOfAcceptance: { type: 'RemindOfAcceptance', offer, lastDay: '2026-03-31' },
  FollowDecision: {
    type: 'FollowDecision',
    offer: {
      ...offer,
      decision: 3,
      amount: nok(350),
      schedule: [...offer.schedule, { number: 3, dueDate: '2027-09-01', amount: 50 }],
    },
    now: NOW,
  },
  SuspendAward: { type: 'SuspendAward', decision: 1, appealId: 'k1' },
  ReleaseDueInstalments: { type: 'ReleaseDueInstalments', now: '2027-06-01T08:00:00Z' },
  FulfilCondition: { type: 'FulfilCondition', condition: 1, person: 'anna', now: NOW },
  ProposeAmendment: {
    type: 'ProposeAmendment',
    proposer: 'anna',
    kind: 'continuation',
    amount: nok(50),
    payments: [{ dueDate: '2027-12-01', amount: 50 }],
    dropped: [],
    added: [],
    grounds: 'It goes well.',
  },
  ReturnAmendment: { type: 'ReturnAmendment', amendment: 1, person: 'berit', grounds: 'Not yet.' },
  ApproveAmendment: {
    type: 'ApproveAmendment',
    amendment: 1,
    approver: 'berit',
    reservationId: 'r2',
    budgetYear: 2026,
    now: NOW,
  },
  AbandonAmendment: { type: 'AbandonAmendment', reservationId: 'r3', grounds: 'refused' },
  ForewarnRevocation: {
    type: 'ForewarnRevocation',
    person: 'anna',
    replyBy: '2026-03-23',
    grounds: 'It stopped.',
    now: NOW,
  },
  ProposeRevocation: {
    type: 'ProposeRevocation',
    proposer: 'anna',
    amountInForce: nok(60),
    grounds: 'It stopped.',
    now: '2026-03-24T12:00:00Z',
  },
  ApproveRevocation: { type: 'ApproveRevocation', approver: 'berit', now: '2026-03-24T12:00:00Z' },
  LevelAward: {
    type: 'LevelAward',
    money: {
      payments: new Map([
        [payoutIdOf(AWARD, 1), { paid: 0, underWay: 0, opened: true, cancelled: true, byPerson: false }],
      ]),
      claims: [],
    },
    now: NOW,
    budgetYear: 2026,
  },
  ReinstateAward: {
    type: 'ReinstateAward',
    appealId: 'k1',
    reservationId: 'r4',
    budgetYear: 2026,
    now: NOW,
  },
  LiftAmendment: {
    type: 'LiftAmendment',
    appealId: 'k1',
    amendment: 1,
    reservationId: 'r5',
    budgetYear: 2026,
    now: NOW,
  },
  ReduceDueBack: { type: 'ReduceDueBack', payoutId: payoutIdOf(AWARD, 1), paid: 0 },
  ClaimUnspent: {
    type: 'ClaimUnspent',
    reportId: 'rep1',
    amount: 30,
    reported: { every: 'year', fromYear: 2026, toYear: 2026, spent: 70 },
    now: NOW,
  },
  HoldForShortfall: {
    type: 'HoldForShortfall',
    reportId: 'rep1',
    years: [2026],
    keeps: 60,
  },
  BlockPayouts: { type: 'BlockPayouts', reportId: 'rep1' },
  UnblockPayouts: { type: 'UnblockPayouts', reportId: 'rep1', now: '2027-06-01T08:00:00Z' },
  ProposeAccountCorrection: {
    type: 'ProposeAccountCorrection',
    proposer: 'nina',
    organisation: '987654325',
    account: '12345678911',
    evidence: 'A letter of the bank.',
    today: '2026-03-02',
  },
  ApproveAccountCorrection: { type: 'ApproveAccountCorrection', correction: 1, approver: 'berit' },
  RejectAccountCorrection: {
    type: 'RejectAccountCorrection',
    correction: 1,
    person: 'berit',
    grounds: 'The letter names somebody else.',
  },
  CloseAward: {
    type: 'CloseAward',
    person: 'anna',
    paid: 300,
    unpaidInstalments: [],
    openReports: [],
  },
  MoveCommitment,
} as const satisfies { readonly [Type in AwardCommand['type']]: Extract<AwardCommand, { type: Type }> };
