import { describe, it } from '@jest/globals';
import { specification } from '#eventsourcing/given-when-then.js';
import type { ApplicationEvent, NewDecision } from '../../contract/events.js';
import { application } from './application.js';
import { REGULATION, states } from './testing/histories.js';
import { deciding } from './testing/deciding.js';

const { given } = specification(application);

/** A grant of 400 000, of which notice was received on 4 March 2026. */
const notified = states.notified;
const less: NewDecision = {
  outcome: 'granted',
  amount: { amount: 100_000, currency: 'NOK' },
  conditions: [],
  schedule: [{ number: 1, dueDate: '2026-06-01', amount: 100_000 }],
};
const others = { ground: 'other-interests', grounds: 'Others need it more' } as const;
const told = (sentOn: string): ApplicationEvent => ({
  type: 'ReviewNoticeSent',
  data: { decision: 1, body: 'ministry', person: 'mona', sentOn },
});

describe('a reversal of own motion', () => {
  it('is approved by another person of the same body', () => {
    given(...states['reversal proposed'])
      .when({ ...deciding.ApproveOwnReversal, person: 'eva' })
      .refused('four-eyes');
    given(...states['reversal proposed'])
      .when({ ...deciding.ApproveOwnReversal, person: 'mona', body: 'superior' })
      .refused('other-body');
  });

  it('to the detriment needs a ground of the deciding body', () => {
    const propose = (changes: object) =>
      given(...notified).when({ ...deciding.ProposeOwnReversal, newDecision: less, ...changes });
    propose({}).refused('to-detriment');
    propose({ detriment: others }).refused('ground-not-open');
    propose({ detriment: { ground: 'invalid', grounds: 'Got by fraud' } }).thenTypes('OwnReversalProposed');
  });

  it('by the superior body needs its notice within three weeks, and is made within three months', () => {
    const propose = (today: string, ...history: ApplicationEvent[]) =>
      given(...notified, ...history).when({
        ...deciding.ProposeOwnReversal,
        person: 'mona',
        body: 'superior',
        rules: REGULATION.appeal,
        newDecision: less,
        detriment: others,
        today,
      });
    propose('2026-04-07').refused('detriment-not-warned');
    propose('2026-04-07', told('2026-03-26')).refused('detriment-not-warned');
    propose('2026-04-07', told('2026-03-25')).thenTypes('OwnReversalProposed');
    propose('2026-06-04', told('2026-03-25')).thenTypes('OwnReversalProposed');
    propose('2026-06-05', told('2026-03-25')).refused('reversal-too-late');
  });

  it('by the superior body has no more time for it by a corrected receipt, and less where that came sooner', () => {
    const propose = (receivedOn: string, ...history: ApplicationEvent[]) => {
      const corrected: ApplicationEvent = {
        type: 'ReceiptCorrected',
        data: { decision: 1, correction: 1, approver: 'berit', receivedOn, before: '2026-03-04' },
      };
      return given(...notified, corrected, ...history).when({
        ...deciding.ProposeOwnReversal,
        person: 'mona',
        body: 'superior',
        rules: REGULATION.appeal,
        newDecision: less,
        detriment: others,
        today: '2026-04-07',
      });
    };
    propose('2026-03-09', told('2026-03-26')).refused('detriment-not-warned');
    propose('2026-03-09', told('2026-03-25')).thenTypes('OwnReversalProposed');
    propose('2026-03-02', told('2026-03-24')).refused('detriment-not-warned');
    propose('2026-03-02', told('2026-03-23')).thenTypes('OwnReversalProposed');
  });

  it.each(['appeal', 'superior'] as const)('leaves what the body above decided to that body: %s', (by) => {
    const above = notified.map((event) =>
      event.type === 'DecisionApproved'
        ? ({
            type: 'DecisionReplaced',
            data: { ...event.data, by, replaces: 1, decidedOn: '2026-03-01' },
          } as unknown as ApplicationEvent)
        : event,
    );
    const said = { ground: 'invalid', grounds: 'Got by fraud' } as const;
    for (const newDecision of [less, undefined])
      given(...above)
        .when({ ...deciding.ProposeOwnReversal, newDecision, ...(newDecision ? { detriment: said } : {}) })
        .refused('decided-above');
    given(...above)
      .when({ ...deciding.ProposeOwnReversal, person: 'mona', body: 'superior', newDecision: undefined })
      .thenTypes('OwnReversalProposed');
  });

  it('is proposed in the superior body by nobody who had a part in the decision', () => {
    given(...notified)
      .when({ ...deciding.ProposeOwnReversal, body: 'superior' })
      .refused('four-eyes');
  });
});
