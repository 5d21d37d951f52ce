import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import { leadTo } from '#eventsourcing/testing/outcomes.js';
import { notices } from './notices.js';
import { noticeOf } from './state.js';
import { samples } from './testing/samples.js';

const { given } = specification(notices);
const { RecordNotice } = samples.commands;
const { states } = samples;
const record = RecordNotice as Extract<typeof RecordNotice, { type: 'RecordNotice' }>;
const send = samples.commands.SendLetter as Extract<typeof RecordNotice, { type: 'SendLetter' }>;

describe('the notice of a decision that takes from the party', () => {
  leadTo(notices, samples);

  it('begins the time to appeal, as long as the regulation gives', () => {
    given(...states['told by letter'])
      .when(record)
      .then({
        type: 'NoticeReceived',
        data: {
          caseId: 'c1',
          of: { kind: 'revocation', number: 1 },
          decidedOn: '2027-03-01',
          receivedOn: '2027-03-04',
          channel: 'portal',
          language: 'nb',
          // Three weeks after it is Maundy Thursday.
          appealDeadline: '2027-03-30',
        },
      });
  });

  it('begins none where the regulation gives no right of appeal', () => {
    const decision = notices.decide({ ...record, rules: undefined }, notices.initial);
    expect('events' in decision && decision.events[0]!.data).not.toHaveProperty('appealDeadline');
  });

  it.each(['2027-02-28', '2027-03-06'])(
    'is not received on %s, before the decision or after today',
    (day) => {
      given()
        .when({ ...record, receivedOn: day })
        .refused('received-on-invalid');
    },
  );

  it('is of nothing where no such decision stands', () => {
    given()
      .when({ ...record, decidedOn: undefined })
      .refused('nothing-to-notify');
  });

  it('is one for each decision: of another revocation, or of the claim, it is another', () => {
    for (const other of [{ kind: 'revocation', number: 2 } as const, { kind: 'recovery', id: 'r1' } as const])
      given(...states['notice received'])
        .when({ ...record, of: other })
        .thenTypes('NoticeReceived');
  });

  it('keeps the letter of the decision where it brings none, and counts what a later letter says', () => {
    const before = fold(notices, states['notice received']);
    expect(noticeOf(record.of, before)).toMatchObject({
      letter: { id: 'l1' },
      received: { channel: 'portal' },
    });
    const letter = { ...noticeOf(record.of, before)!.letter!, id: 'l2' };
    const decision = notices.decide({ ...send, letter }, before);
    const after = fold(notices, [
      ...states['notice received'],
      ...('events' in decision ? decision.events : []),
    ]);
    expect(noticeOf(record.of, after)).toMatchObject({
      letter: { id: 'l2' },
      received: { channel: 'portal' },
    });
  });
});
