import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import type { AppealEvent } from '../../contract/events.js';
import { appeal } from './appeal.js';
import { MOST_OTHERS } from './submission.js';
import { OF_OTHER, PARTY, SUBMITTED } from './testing/histories.js';
import { samples } from './testing/samples.js';

const { given } = specification(appeal);
const { states, commands } = samples;
const { other } = OF_OTHER.data;
const party = {
  ...PARTY,
  appellant: 'nils',
  other: { organisation: '910000020', name: 'Nabo AS', interest: 'We lose places' },
};
const submit = { ...commands.SubmitAppeal, party };
const stateOf = (...events: readonly AppealEvent[]) => fold(appeal, events);

describe('an appeal of somebody who did not apply', () => {
  it('is not late by the party’s notice: only the outer limit makes it so', () => {
    given()
      .when({ ...submit, receivedOn: '2027-02-02' })
      .then({
        type: 'AppealSubmitted',
        data: {
          ...OF_OTHER.data,
          receivedOn: '2027-02-02',
          provisionalReplyDue: '2027-03-02',
        },
      });
    expect(stateOf({ ...OF_OTHER, data: { ...OF_OTHER.data, late: true } })).toMatchObject({
      status: 'late',
    });
  });

  it('has its time from its own knowledge, which makes it late or in time again', () => {
    const known = (knownOn: string, deadline: string, late: boolean) =>
      ({ type: 'AppellantKnowledgeRecorded', data: { person: 'arne', knownOn, deadline, late } }) as const;
    const inTime = known('2026-02-09', '2026-03-02', false);
    const late = known('2026-02-06', '2026-02-27', true);
    given(OF_OTHER).when(commands.RecordKnowledge).then(inTime);
    given(OF_OTHER)
      .when({ ...commands.RecordKnowledge, knownOn: '2026-02-06' })
      .then(late);
    expect(stateOf(OF_OTHER, late)).toMatchObject({ status: 'late', late: true });
    expect(stateOf(OF_OTHER, late, inTime)).toMatchObject({ status: 'received', late: false });
    for (const knownOn of ['2026-02-01', '2026-03-03'])
      given(OF_OTHER)
        .when({ ...commands.RecordKnowledge, knownOn })
        .refused('date-out-of-range');
  });

  it('is treated once the interest is recognised, be it after a dismissal was proposed', () => {
    const [, , recognised] = [
      ...states['of another, dismissal-proposed'],
      ...states['of another, recognised'].slice(1),
    ];
    expect(stateOf(...states['of another, dismissal-proposed'], recognised!)).toMatchObject({
      status: 'received',
      standing: 'recognised',
    });
    given(OF_OTHER)
      .when({ ...commands.RecogniseStanding, person: 'nils', declared: { nils: false } })
      .refused('conflict-of-interest');
  });

  it('against the dismissal of its own needs no standing', () => {
    const dismissal = { kind: 'dismissal', id: 'a' } as const;
    expect(stateOf({ ...OF_OTHER, data: { ...OF_OTHER.data, against: dismissal } })).not.toHaveProperty(
      'standing',
    );
  });

  it('is heard when its dismissal did not hold, whoever else lost meanwhile', () => {
    const dismissed: AppealEvent[] = [
      ...states['of another, dismissal-proposed'],
      { type: 'AppealDismissed', data: { approver: 'berit', decidedOn: '2026-04-10' } },
      { type: 'AppealReopened', data: { appealId: 'b' } },
    ];
    expect(stateOf(...dismissed)).toMatchObject({ status: 'received', standing: 'recognised' });
    given(...dismissed)
      .when(commands.JoinAppeal)
      .then();
    given(...dismissed)
      .when({ ...commands.JoinAppeal, outcome: 'annulled' })
      .then({
        type: 'AppealJoined',
        data: { appealId: 'leading', outcome: 'annulled', decidedOn: '2026-05-04' },
      });
  });

  it('is one of so many, and none once it was decided for all', () => {
    given()
      .when({ ...submit, others: MOST_OTHERS })
      .refused('too-many-appeals');
    given()
      .when({ ...submit, decided: 'stands' })
      .refused('appeal-decided');
    expect(other).toBeDefined();
  });
});

describe('one outcome for all', () => {
  it('waits until everyone who is heard is before the appeal body', () => {
    given(...states.forwarded)
      .when({ ...commands['DecideAppeal, stands'], unheard: ['other'] })
      .refused('other-appeal-unheard');
  });

  it('is the outcome of each, for the better or the worse', () => {
    const detriment = { worse: ['amount'], ground: 'other-appeal', appeal: 'leading' } as const;
    const changed: AppealEvent = {
      type: 'AppealJoined',
      data: { appealId: 'leading', outcome: 'changed', decidedOn: '2026-05-04', detriment },
    };
    expect(stateOf(SUBMITTED, changed)).toMatchObject({
      status: 'changed',
      decidedOn: '2026-05-04',
      joinedTo: 'leading',
      detriment,
    });
    given(SUBMITTED, changed).when(commands.CoverCosts).refused('wrong-state');
    given(SUBMITTED, changed).when(commands.JoinAppeal).then();
  });
});
