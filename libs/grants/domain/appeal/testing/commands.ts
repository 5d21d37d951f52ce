import type { AppealCommand } from '../appeal.js';
import { GRANT, impartial, IN_PART, PARTY, REJECTION, RULES, SOME, TERMS } from './histories.js';

const decision = {
  type: 'DecideAppeal',
  ...impartial('mona'),
  involved: REJECTION.involved,
  terms: TERMS,
  grounds: 'After a new look',
  today: '2026-05-04',
} as const;

/** A command of every type, each by a person who may send it; several where the content leads elsewhere. */
export const commands = {
  SubmitAppeal: {
    type: 'SubmitAppeal',
    party: PARTY,
    against: REJECTION.against,
    appealable: REJECTION,
    rules: RULES,
    grounds: 'The need was overlooked',
    receivedOn: '2026-03-02',
  },
  PrepareAppeal: { type: 'PrepareAppeal', ...impartial('arne') },
  AcceptLateAppeal: { type: 'AcceptLateAppeal', ...impartial('arne'), grounds: 'The applicant was ill' },
  ProposeDismissal: { type: 'ProposeDismissal', ...impartial('arne'), grounds: 'No party to the case' },
  ApproveDismissal: { type: 'ApproveDismissal', ...impartial('berit'), today: '2026-04-10' },
  ProposeReversal: {
    type: 'ProposeReversal',
    ...impartial('arne'),
    newDecision: GRANT,
    terms: TERMS,
    grounds: 'The need was overlooked',
    today: '2026-04-20',
  },
  'ProposeReversal, in part': {
    type: 'ProposeReversal',
    ...impartial('arne'),
    amount: SOME,
    terms: IN_PART,
    grounds: 'Most of it was done',
    today: '2026-04-20',
  },
  ApproveReversal: {
    type: 'ApproveReversal',
    ...impartial('berit'),
    terms: IN_PART,
    today: '2026-04-20',
  },
  ForwardAppeal: { type: 'ForwardAppeal', ...impartial('arne'), statement: 'Nothing new was said' },
  'PrepareAppeal, with a conflict': {
    type: 'PrepareAppeal',
    person: 'arne',
    declared: {},
    impartiality: { conflict: true, statement: 'My brother works there' },
  },
  'DecideAppeal, stands': { ...decision, outcome: 'stands' },
  'DecideAppeal, changed': { ...decision, outcome: 'changed', newDecision: GRANT },
  'DecideAppeal, changed in part': { ...decision, outcome: 'changed', amount: SOME, terms: IN_PART },
  'DecideAppeal, annulled': { ...decision, outcome: 'annulled' },
  RecordDetrimentNotice: {
    type: 'RecordDetrimentNotice',
    person: 'anna',
    sentOn: '2027-02-04',
    today: '2027-02-04',
  },
  WithdrawAppeal: { type: 'WithdrawAppeal' },
  ReopenAppeal: { type: 'ReopenAppeal', appealId: 'against-the-dismissal' },
  MoveAppealDeadline: { type: 'MoveAppealDeadline', deadline: '2026-03-04' },
  SupersedeAppeal: { type: 'SupersedeAppeal', reversal: 1 },
  NoteProvisionalReplyDue: { type: 'NoteProvisionalReplyDue', dueAt: '2026-04-07T22:00:00Z' },
  SendProvisionalReply: {
    type: 'SendProvisionalReply',
    text: 'It takes until May',
    expectedBy: '2026-05-04',
  },
  DeferEnforcement: { type: 'DeferEnforcement', grounds: 'Jobs would be lost' },
  CoverCosts: {
    type: 'CoverCosts',
    amount: { amount: 12_000, currency: 'NOK' },
    currency: 'NOK',
    grounds: 'A lawyer was needed',
  },
  NotifyAppealOutcome: {
    type: 'NotifyAppealOutcome',
    receivedOn: '2026-05-04',
    today: '2026-05-05',
    channel: 'portal',
    rules: RULES,
  },
} satisfies Record<string, AppealCommand>;
