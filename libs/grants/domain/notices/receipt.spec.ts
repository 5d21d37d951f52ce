import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import type { NoticeEvent, Noticed } from '../../contract/events.js';
import { notices, type NoticeCommand } from './notices.js';
import { earliestReceipt } from './receipt.js';
import { noticeOf } from './state.js';
import { samples } from './testing/samples.js';

type Of<Type> = Extract<NoticeCommand, { type: Type }>;
const { given } = specification(notices);
const { states, commands } = samples;
const propose = commands.ProposeReceiptCorrection as Of<'ProposeReceiptCorrection'>;
const approve = commands.ApproveReceiptCorrection as Of<'ApproveReceiptCorrection'>;
const reject = commands.RejectReceiptCorrection as Of<'RejectReceiptCorrection'>;
const of: Noticed = propose.of;

const proposed = (
  receivedOn: string,
  { correction = 1, proposer = 'anna', about = of } = {},
): NoticeEvent => ({
  type: 'NoticeReceiptCorrectionProposed',
  data: { caseId: 'c1', of: about, correction, proposer, receivedOn, grounds: 'The postal receipt' },
});
const corrected = (receivedOn: string) => {
  const decision = notices.decide(
    approve,
    fold(notices, [...states['notice received'], proposed(receivedOn)]),
  );
  return 'events' in decision ? decision.events[0]!.data : decision;
};

describe('a wrong day of receipt of a later notice', () => {
  it('lies between the decision and today, and is another than on record', () => {
    for (const [day, code] of [
      ['2027-03-11', 'date-invalid'],
      ['2027-02-28', 'date-invalid'],
      ['2027-03-04', 'nothing-new'],
    ] as const)
      given(...states['notice received'])
        .when({ ...propose, receivedOn: day })
        .refused(code);
    given(...states['notice received'])
      .when({ ...propose, grounds: ' ' })
      .refused('grounds-missing');
  });

  it('is corrected only of what stands', () => {
    for (const command of [propose, approve, reject])
      given(...states['receipt doubted'])
        .when({ ...command, stands: false })
        .refused('nothing-to-notify');
  });

  it('is corrected by another person, who judges what they have before them', () => {
    const again = proposed('2027-03-10', { correction: 2, proposer: 'dag' });
    for (const command of [
      { ...approve, approver: 'anna' },
      { ...reject, person: 'anna' },
    ])
      given(...states['receipt doubted'])
        .when(command)
        .refused('four-eyes');
    for (const command of [approve, reject])
      given(...states['receipt doubted'], again)
        .when(command)
        .refused('no-receipt-correction');
    given(...states['receipt doubted'])
      .when({ ...reject, grounds: ' ' })
      .refused('grounds-missing');
  });

  it('moves the last day to appeal to a later day', () => {
    // Three weeks after it.
    expect(corrected('2027-03-18')).toMatchObject({
      before: '2027-03-04',
      receivedOn: '2027-03-18',
      appealDeadline: '2027-04-08',
    });
  });

  it('never moves it to an earlier one, which the party was not told', () => {
    expect(corrected('2027-03-02')).toMatchObject({ receivedOn: '2027-03-02', appealDeadline: '2027-03-30' });
  });

  it('leaves the day on record where it is rejected, and another may be proposed under the next number', () => {
    const after = fold(notices, states['correction rejected']);
    expect(noticeOf(of, after)).toMatchObject({ received: { receivedOn: '2027-03-04' } });
    expect(noticeOf(of, after)?.correction).toBeUndefined();
    const decision = notices.decide(propose, after);
    expect(decision).toMatchObject({ events: [{ data: { correction: 2 } }] });
  });

  it('is that of one notice alone', () => {
    const amendment: Noticed = { kind: 'amendment', number: 1 };
    const told: NoticeEvent = {
      type: 'NoticeReceived',
      data: {
        caseId: 'c1',
        of: amendment,
        decidedOn: '2027-03-01',
        receivedOn: '2027-03-03',
        channel: 'portal',
        language: 'nb',
      },
    };
    const history = [...states['notice received'], told, proposed('2027-03-09')];
    given(...history)
      .when({ ...approve, of: amendment })
      .refused('no-receipt-correction');
    given(...history)
      .when({ ...propose, of: { kind: 'recovery', id: 'r1' } })
      .refused('not-notified');
    const after = fold(notices, [...history, ...states['receipt corrected'].slice(-1)]);
    expect(noticeOf(amendment, after)?.received?.receivedOn).toBe('2027-03-03');
  });
});

describe('the time in which an authority may change a decision for the worse', () => {
  it('runs from the earliest day that was on record, or holds', () => {
    expect(earliestReceipt('2027-03-04', '2027-03-09')).toBe('2027-03-04');
    expect(earliestReceipt('2027-03-04', '2027-03-02')).toBe('2027-03-02');
  });
});
