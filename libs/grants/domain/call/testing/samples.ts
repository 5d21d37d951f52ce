import type { Outcomes } from '#eventsourcing/testing/outcomes.js';
import type { CallAnnounced, CallEvent } from '../../../contract/events.js';
import type { CallCommand } from '../call.js';

/** A call that is open through January 2026. */
export const CALL: CallAnnounced['data'] = {
  callId: 'c',
  schemeId: 's',
  directorate: 'd',
  regulationVersion: '1',
  title: 'Spring',
  currency: 'NOK',
  frame: 1,
  opensAt: '2026-01-01T08:00:00+01:00',
  closesAt: '2026-02-01T12:00:00+01:00',
};

const at = { callId: 'c', schemeId: 's' };
const announced: CallEvent = { type: 'CallAnnounced', data: CALL };
const extended: CallEvent = {
  type: 'CallExtended',
  data: { ...at, before: CALL.closesAt, closesAt: '2026-02-08T11:00:00Z', grounds: 'The portal was down' },
};
const dispensed: CallEvent = {
  type: 'LateSubmissionAllowed',
  data: { ...at, organisation: 'workshop', until: '2026-02-10T11:00:00Z', grounds: 'Its office burnt' },
};
const closed: CallEvent = { type: 'CallClosed', data: { ...at, dueAt: CALL.closesAt } };
const cancelled: CallEvent = { type: 'CallCancelled', data: { ...at, grounds: 'No appropriation' } };

/** Histories that lead to each state of a call. */
const states = {
  none: [],
  announced: [announced],
  extended: [announced, extended],
  'with a dispensation': [announced, dispensed],
  closed: [announced, closed],
  'closed, with a dispensation': [announced, closed, dispensed],
  cancelled: [announced, cancelled],
} satisfies Record<string, readonly CallEvent[]>;

/** A command of each kind; all but the closing come before the closing instant. */
const commands = {
  AnnounceCall: { type: 'AnnounceCall', ...CALL },
  ExtendCall: {
    type: 'ExtendCall',
    closesAt: '2026-02-15T11:00:00Z',
    grounds: 'The portal was down again',
    now: '2026-01-31T12:00:00Z',
  },
  GrantDispensation: {
    type: 'GrantDispensation',
    organisation: 'workshop',
    until: '2026-02-10T11:00:00Z',
    grounds: 'Its office burnt',
    now: '2026-01-31T12:00:00Z',
  },
  CancelCall: { type: 'CancelCall', grounds: 'No appropriation' },
  CloseCall: { type: 'CloseCall', now: '2026-02-01T11:00:00Z' },
} satisfies Record<string, CallCommand>;

/** What each command leads to. */
const outcomes = {
  AnnounceCall: ['·', { CallAnnounced: ['none'] }],
  ExtendCall: [
    'CallExtended',
    {
      '✗ call-unknown': ['none'],
      '✗ call-closed': ['closed', 'closed, with a dispensation'],
      '✗ call-cancelled': ['cancelled'],
    },
  ],
  GrantDispensation: [
    'LateSubmissionAllowed',
    {
      '✗ call-unknown': ['none'],
      '·': ['with a dispensation', 'closed, with a dispensation'],
      '✗ call-cancelled': ['cancelled'],
    },
  ],
  CancelCall: ['CallCancelled', { '✗ call-unknown': ['none'], '·': ['cancelled'] }],
  CloseCall: ['·', { '✗ call-unknown': ['none'], CallClosed: ['announced', 'with a dispensation'] }],
} satisfies Outcomes<CallCommand['type'], keyof typeof states>;

/** Histories by the state they lead to, a command of each kind, and what it leads to. */
export const samples = { states, commands, outcomes };
