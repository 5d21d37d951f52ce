import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import type { AppealEvent } from '../../contract/events.js';
import { appeal } from './appeal.js';
import { SUBMITTED } from './testing/histories.js';
import { samples } from './testing/samples.js';

const { given } = specification(appeal);
const { states, commands } = samples;
const move = commands.MoveAppealDeadline as {
  type: 'MoveAppealDeadline';
  deadline: string;
  reopens: boolean;
};
const reopened: AppealEvent = { type: 'AppealReopened', data: { deadline: move.deadline, supersedes: true } };

describe('the last day to appeal, once the receipt was corrected', () => {
  it('is never an earlier one', () => {
    given(...states.late)
      .when({ ...move, deadline: '2026-03-01' })
      .then();
  });

  it('makes an appeal timely that was late by the wrong day alone', () => {
    given(...states.late)
      .when(move)
      .then({
        type: 'AppealDeadlineMoved',
        data: { deadline: move.deadline, before: '2026-03-02', late: false },
      });
    const later: AppealEvent = {
      ...SUBMITTED,
      data: { ...SUBMITTED.data, receivedOn: '2026-04-01', late: true },
    };
    given(later)
      .when(move)
      .then({
        type: 'AppealDeadlineMoved',
        data: { deadline: move.deadline, before: '2026-03-02', late: true },
      });
  });

  it('has an appeal treated after all that was dismissed as late by the wrong day', () => {
    given(...states.dismissed)
      .when(move)
      .then(reopened);
    const state = fold(appeal, [...states.dismissed, reopened]);
    expect(state).toMatchObject({ status: 'received', late: false, submission: { deadline: move.deadline } });
    expect(state).not.toHaveProperty('dismissedOn');
  });

  it('revives none that was late by the right day as well, nor by a correction of before that was known', () => {
    given(...states.dismissed)
      .when({ ...move, reopens: false })
      .then();
    const [submitted, ...rest] = states.dismissed as readonly AppealEvent[];
    const { data } = submitted as typeof SUBMITTED;
    const muchLater: AppealEvent = { type: 'AppealSubmitted', data: { ...data, receivedOn: '2026-04-01' } };
    given(muchLater, ...rest)
      .when(move)
      .then();
  });

  it('revives none that was dismissed for another reason, being in time', () => {
    const [, ...rest] = states.dismissed as readonly AppealEvent[];
    given(SUBMITTED, ...rest)
      .when(move)
      .then();
  });

  it('is not undone by an appeal against the dismissal, which then has nothing to open', () => {
    const decided = [...states.stands].slice(1) as readonly AppealEvent[];
    given(...states.dismissed, reopened, ...decided)
      .when({ type: 'ReopenAppeal', appealId: 'against-the-dismissal' })
      .then();
  });
});
