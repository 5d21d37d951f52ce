import { refusal, type Refusal } from '#eventsourcing/refusal.js';

/** Why a call refuses. */
export type CallRefusal = Refusal<
  | 'call-unknown'
  | 'call-exists'
  | 'call-period-invalid'
  | 'amount-invalid'
  | 'call-closed'
  | 'call-cancelled'
  | 'extension-not-later'
  | 'dispensation-invalid'
  | 'organisation-number-invalid'
>;

/** The refusals, each with its sentence. */
export const no = {
  call: () => refusal('not-found', 'call-unknown', 'there is no such call'),
  second: (callId: string) => refusal('conflict', 'call-exists', `call ${callId} exists already`),
  frame: () =>
    refusal('invalid', 'amount-invalid', 'frame: a call is announced with money, an amount above 0'),
  closed: (closesAt: string) => refusal('conflict', 'call-closed', `the call closed at ${closesAt}`),
  cancelled: () => refusal('conflict', 'call-cancelled', 'the call was cancelled'),
  earlier: (closesAt: string) =>
    refusal('invalid', 'extension-not-later', `a call is extended beyond ${closesAt}, never shortened`),
  dispensation: (closesAt: string) =>
    refusal(
      'invalid',
      'dispensation-invalid',
      `a dispensation ends in the future and after the call closes at ${closesAt}`,
    ),
} as const;
