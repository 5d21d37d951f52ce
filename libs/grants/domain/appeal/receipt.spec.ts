import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import type { AppealEvent } from '../../contract/events.js';
import { appeal } from './appeal.js';
import { samples } from './testing/samples.js';

const { given } = specification(appeal);
const {
  states,
  commands: {
    ProposeReceiptCorrection: propose,
    ApproveReceiptCorrection: approve,
    RejectReceiptCorrection: reject,
  },
} = samples;
const told = (appealDeadline?: string): AppealEvent => ({
  type: 'AppealOutcomeNotified',
  data: { receivedOn: '2026-05-04', channel: 'letter', appealDeadline },
});
/** Dismissed on 10 April 2026, of which notice was received on 4 May. */
const dismissed = [...states.dismissed, told('2026-05-26')];
const proposed = (receivedOn: string, correction = 1): AppealEvent => ({
  type: 'OutcomeReceiptCorrectionProposed',
  data: { correction, proposer: 'anna', receivedOn, grounds: 'The postal receipt' },
});
const corrected = (history: readonly AppealEvent[], receivedOn: string): readonly AppealEvent[] => {
  const decision = appeal.decide(approve, fold(appeal, [...history, proposed(receivedOn)]));
  if (!('events' in decision)) throw new Error(decision.refused.code);
  return decision.events;
};

describe('a wrong day on which notice of an outcome was received', () => {
  it('lies between the outcome and today, and is another than on record', () => {
    for (const [receivedOn, code] of [
      ['2026-04-09', 'date-invalid'],
      ['2027-02-05', 'date-invalid'],
      ['2026-05-04', 'nothing-new'],
    ] as const)
      given(...dismissed)
        .when({ ...propose, receivedOn })
        .refused(code);
    given(...dismissed)
      .when({ ...propose, grounds: ' ' })
      .refused('grounds-missing');
  });

  it('is corrected by another person, who judges what they have before them', () => {
    for (const command of [approve, reject]) {
      given(...dismissed, proposed('2026-05-11'))
        .when({ ...command, person: 'anna' })
        .refused('four-eyes');
      given(...dismissed, proposed('2026-05-11'), proposed('2026-05-12', 2))
        .when(command)
        .refused('no-receipt-correction');
    }
    given(...dismissed, proposed('2026-05-11'))
      .when({ ...reject, grounds: ' ' })
      .refused('grounds-missing');
  });

  it('moves the last day to appeal against the dismissal to a later day, never to an earlier one', () => {
    expect(corrected(dismissed, '2026-05-11')).toMatchObject([
      { data: { before: '2026-05-04', appealable: 'dismissal', appealDeadline: '2026-06-01' } },
    ]);
    expect(corrected(dismissed, '2026-04-13')).toMatchObject([
      { data: { receivedOn: '2026-04-13', appealDeadline: '2026-05-26' } },
    ]);
  });

  it('moves the last day to appeal against what a reversal in part left', () => {
    const history = [...states['reversed in part'], told('2026-05-26')];
    expect(corrected(history, '2026-05-11')).toMatchObject([
      { data: { appealable: 'rest', appealDeadline: '2026-06-01' } },
    ]);
  });

  it('gives no time to appeal against what can be appealed against no more', () => {
    const [event] = corrected([...states.stands, told()], '2026-05-11');
    expect(event?.data).not.toHaveProperty('appealDeadline');
    expect(event?.data).not.toHaveProperty('appealable');
  });

  it('lets a time that stood still run on from the later day', () => {
    const answered = (receivedOn: string) => {
      const state = fold(appeal, [...dismissed, proposed(receivedOn), ...corrected(dismissed, receivedOn)]);
      return state.status === 'none' ? undefined : state.notice;
    };
    expect(answered('2026-05-11')).toMatchObject({ receivedOn: '2026-05-11', answeredOn: '2026-05-11' });
    expect(answered('2026-04-13')).toMatchObject({ receivedOn: '2026-04-13', answeredOn: '2026-05-04' });
  });
});
