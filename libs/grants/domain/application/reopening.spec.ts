import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import type { OfferReopened } from '../../contract/events.js';
import { lastDayToAccept, type TimeToAccept } from '../award/offered.js';
import { application } from './application.js';
import { deciding } from './testing/deciding.js';
import { states } from './testing/histories.js';

const { given } = specification(application);
/** The offer of the decision lapsed after Tuesday 7 April 2026. */
const open = deciding.ReopenOffer;

/** Until when the offer is open again, by the time to accept as it is found to be. */
function until(
  today: string,
  named: string,
  ...appeals: { readonly madeOn: string; readonly answeredOn: string | undefined }[]
): string | undefined {
  const time = lastDayToAccept(named, appeals);
  const decided = application.decide({ ...open, time, today }, fold(application, states.notified));
  const [event] = 'events' in decided ? decided.events : [];
  return (event as OfferReopened).data.lastDay;
}

describe('an offer that lapsed too early', () => {
  it('is open for as many days as the lapse took from it, from the day on which it is opened', () => {
    expect(until('2026-04-20', '2026-04-21')).toBe('2026-05-04');
    expect(until('2026-06-01', '2026-04-21')).toBe('2026-06-15');
    // The first day of May is a holiday, and a weekend follows.
    expect(until('2026-04-20', '2026-04-18')).toBe('2026-05-04');
  });

  it('is open for a week at least', () => {
    expect(until('2026-04-20', '2026-04-08')).toBe('2026-04-27');
  });

  it('gets what was left of its clock when an appeal stopped that, not the days of the appeal', () => {
    const appeal = { madeOn: '2026-03-27', answeredOn: '2026-05-20' };
    expect(lastDayToAccept('2026-04-07', [appeal]).lastDay).toBe('2026-06-01');
    // Twelve days: from 20 May, when nothing counted that was before, to 1 June.
    expect(until('2026-06-10', '2026-04-07', appeal)).toBe('2026-06-22');
  });

  it('has no last day while an appeal stops its clock', () => {
    expect(
      until('2026-04-20', '2026-04-07', { madeOn: '2026-04-07', answeredOn: undefined }),
    ).toBeUndefined();
  });

  it('is not opened where nothing on record moves its time', () => {
    const refused = (time: TimeToAccept) =>
      given(...states.notified)
        .when({ ...open, time })
        .refused('offer-lapsed-in-time');
    refused({ lastDay: '2026-04-07', stopped: false, stops: [] });
    refused({ lastDay: undefined, stopped: false, stops: [] });
    refused(lastDayToAccept('2026-04-07', [{ madeOn: '2026-04-08', answeredOn: undefined }]));
  });

  it('needs money first, waits where there is none, and once', () => {
    given(...states.notified)
      .when({ ...open, funding: undefined })
      .refused('reservation-missing');
    given(...states.notified)
      .when({ ...open, funding: 'none-free' })
      .thenTypes('OfferAwaitsAppropriation');
    given(...states['offer waiting to be open again'])
      .when({ ...open, funding: 'none-free' })
      .thenTypes();
    given(...states.notified, {
      type: 'ReservationAbandoned',
      data: { schemeId: 's', reservationId: 'r9', grounds: 'No decision followed' },
    })
      .when(open)
      .refused('reservation-abandoned');
  });

  it('is opened once for each lapse, and never once another decision has taken its place', () => {
    given(...states['offer open again'])
      .when(open)
      .refused('offer-not-lapsed');
    given(...states['awaiting appropriation'])
      .when(open)
      .refused('offer-not-lapsed');
    given(...states.notified)
      .when({ ...open, lapse: undefined })
      .refused('offer-not-lapsed');
  });
});
