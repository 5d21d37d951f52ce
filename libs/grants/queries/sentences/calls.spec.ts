import { describe, expect, it } from '@jest/globals';
import { tell } from '../sentences.js';
import { callEventsOfCase } from '../call-of-case.js';
import type { RecordedEvent } from '#eventsourcing/event.js';

const event = (type: string, data: object) => ({ type, data }) as unknown as RecordedEvent;
const allowed = event('LateSubmissionAllowed', {
  organisation: '987654325',
  until: '2026-02-10T11:00:00Z',
  grounds: 'Its office burnt',
});
const extended = event('CallExtended', { closesAt: '2026-02-08T11:00:00Z', grounds: 'The portal was down' });
const cancelled = event('CallCancelled', { grounds: 'No appropriation' });

describe('the history of a case', () => {
  it('tells what happened to its call, and for what grounds', () => {
    expect([extended, allowed, cancelled].map(({ type, data }) => tell(type, data))).toEqual([
      {
        what: 'The call was extended and closes at 2026-02-08T11:00:00Z',
        why: 'The portal was down',
      },
      {
        what: '987654325 may submit to the call until 2026-02-10T11:00:00Z',
        why: 'Its office burnt',
      },
      {
        what: 'The call was cancelled; applications that were submitted stay',
        why: 'No appropriation',
      },
    ]);
  });

  it('tells of no dispensation that another organisation was given', () => {
    const call = [event('CallAnnounced', {}), extended, allowed, cancelled, event('CallClosed', {})];
    expect(callEventsOfCase(call, '987654325')).toEqual([extended, allowed, cancelled]);
    expect(callEventsOfCase(call, '889640782')).toEqual([extended, cancelled]);
  });
});
