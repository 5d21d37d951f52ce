import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import type { ApplicationEvent } from '../../contract/events.js';
import { application } from './application.js';
import { states } from './testing/histories.js';
import { samples } from './testing/samples.js';

const { given } = specification(application);
const {
  ProposeReceiptCorrection: propose,
  ApproveReceiptCorrection: approve,
  RejectReceiptCorrection: reject,
} = samples.commands;
const { notified } = states;

const proposed = (receivedOn: string): ApplicationEvent => ({
  type: 'ReceiptCorrectionProposed',
  data: { decision: 1, correction: 1, proposer: 'anna', receivedOn, grounds: 'The receipt says so' },
});
const corrected = (receivedOn: string) => {
  const decision = application.decide(approve, fold(application, [...notified, proposed(receivedOn)]));
  return 'events' in decision ? decision.events[0]!.data : decision;
};

describe('a wrong day of receipt', () => {
  it('lies between the decision and today, and is another than on record', () => {
    given(...notified)
      .when({ ...propose, receivedOn: '2026-05-09' })
      .refused('date-invalid');
    given(...notified)
      .when({ ...propose, receivedOn: '2026-03-01' })
      .refused('date-invalid');
    given(...notified)
      .when({ ...propose, receivedOn: '2026-03-04' })
      .refused('nothing-new');
    given(...notified)
      .when({ ...propose, grounds: ' ' })
      .refused('grounds-missing');
  });

  it('is corrected by another person, who approves what they have before them', () => {
    given(...notified, proposed('2026-03-09'))
      .when({ ...approve, approver: 'anna' })
      .refused('four-eyes');
    given(...notified, proposed('2026-03-09'))
      .when({ ...approve, correction: 2 })
      .refused('no-receipt-correction');
    const again: ApplicationEvent = {
      ...(proposed('2026-03-10') as Extract<ApplicationEvent, { type: 'ReceiptCorrectionProposed' }>),
      data: { decision: 1, correction: 2, proposer: 'dag', receivedOn: '2026-03-10', grounds: 'Seen' },
    };
    given(...notified, proposed('2026-03-09'), again)
      .when(approve)
      .refused('no-receipt-correction');
  });

  it('moves the deadlines that hang on it to a later day', () => {
    expect(corrected('2026-03-09')).toMatchObject({
      before: '2026-03-04',
      receivedOn: '2026-03-09',
      appealDeadline: '2026-03-30',
    });
  });

  it('never moves them to an earlier one, which the party was not told', () => {
    expect(corrected('2026-03-02')).toMatchObject({
      receivedOn: '2026-03-02',
      appealDeadline: '2026-03-25',
      acceptanceDeadline: '2026-04-07',
    });
  });

  it('keeps the day on record where another person rejects it, with grounds', () => {
    given(...notified, proposed('2026-03-09'))
      .when({ ...reject, person: 'anna' })
      .refused('four-eyes');
    given(...notified, proposed('2026-03-09'))
      .when({ ...reject, grounds: ' ' })
      .refused('grounds-missing');
    const rejected: ApplicationEvent = {
      type: 'ReceiptCorrectionRejected',
      data: { decision: 1, correction: 1, person: 'berit', grounds: 'Of another letter' },
    };
    given(...notified, proposed('2026-03-09'), rejected)
      .when(approve)
      .refused('no-receipt-correction');
    given(...notified, proposed('2026-03-09'), rejected)
      .when(propose)
      .then({
        type: 'ReceiptCorrectionProposed',
        data: {
          decision: 1,
          correction: 2,
          proposer: 'anna',
          receivedOn: '2026-05-04',
          grounds: 'The postal receipt says so',
        },
      });
  });

  it('gives no authority more time to change the decision for the worse', () => {
    const after = (receivedOn: string) => {
      const state = fold(application, [
        ...notified,
        proposed(receivedOn),
        { type: 'ReceiptCorrected', data: corrected(receivedOn) } as ApplicationEvent,
      ]);
      return state.status === 'none' ? undefined : state.decision?.earliestReceipt;
    };
    expect(after('2026-03-09')).toBe('2026-03-04');
    expect(after('2026-03-02')).toBe('2026-03-02');
  });

  it('lets the time to appeal end once more, and not by the timer of the wrong day', () => {
    const ended: ApplicationEvent = {
      type: 'AppealPeriodEnded',
      data: { decision: 1, dueAt: '2026-03-25T23:00:00Z' },
    };
    const after: ApplicationEvent = {
      type: 'ReceiptCorrected',
      data: {
        decision: 1,
        correction: 1,
        approver: 'berit',
        receivedOn: '2026-03-09',
        before: '2026-03-04',
        appealDeadline: '2026-03-30',
      },
    };
    const end = (dueAt: string) => ({ type: 'EndAppealPeriod', decision: 1, dueAt }) as const;
    const history = [...notified, ended, proposed('2026-03-09'), after];
    given(...history)
      .when(end('2026-03-25T23:00:00Z'))
      .then();
    given(...history)
      .when(end('2026-03-30T22:00:00Z'))
      .thenTypes('AppealPeriodEnded');
  });
});
