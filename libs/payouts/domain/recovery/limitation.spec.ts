import { describe, it } from '@jest/globals';
import { specification } from '#eventsourcing/given-when-then.js';
import { recovery } from './recovery.js';
import { limitationCommands } from './testing/limitation.js';
import { samples } from './testing/samples.js';

const { given } = specification(recovery);
const { states } = samples;
const {
  ProlongLimitation: agreed,
  ProposeLimitationMove: move,
  ApproveLimitationMove: approve,
} = limitationCommands;

const interrupted = (limitationDate: string, more: object = {}) =>
  ({
    type: 'LimitationInterrupted',
    data: { recoveryId: 'v1', person: 'anna', limitationDate, grounds: 'The debtor agreed.', ...more },
  }) as const;
const by = (basis: 'acknowledgement' | 'legal-step', on: string, today = on) =>
  ({ ...agreed, basis, on, today }) as const;

describe('the limitation of a claim that is barred after 2 May 2029', () => {
  it('runs anew from an acknowledgement or a legal step, by the provision that says so', () => {
    given(...states.claimed)
      .when(by('acknowledgement', '2028-03-01'))
      .then(
        interrupted('2031-03-03', {
          basis: 'acknowledgement',
          on: '2028-03-01',
          reference: 'Limitation Act § 14',
        }),
      );
    given(...states.claimed)
      .when(by('legal-step', '2029-05-02', '2029-06-01'))
      .then(
        interrupted('2032-05-03', {
          basis: 'legal-step',
          on: '2029-05-02',
          reference: 'Limitation Act §§ 15–19',
        }),
      );
  });

  it('runs three years longer by each agreement, and ten in all at most', () => {
    const agreement = { basis: 'agreement', on: '2026-06-01', reference: 'Limitation Act § 28' };
    const to = (limitationDate: string) => interrupted(limitationDate, agreement);
    given(...states.claimed)
      .when(agreed)
      .then(to('2032-05-03'));
    given(...states.claimed, to('2032-05-03'), to('2035-05-03'), to('2038-05-03'))
      .when(agreed)
      .then(to('2039-05-02'));
    given(...states.claimed, to('2039-05-02'))
      .when(agreed)
      .refused('limitation-not-later');
  });

  it('takes what was agreed or done in time, on a day that has come, and is later by it', () => {
    given(...states.claimed)
      .when(by('acknowledgement', '2029-05-03'))
      .refused('barred-by-limitation');
    given(...states.claimed)
      .when(by('acknowledgement', '2028-03-02', '2028-03-01'))
      .refused('date-out-of-range');
    given(...states.claimed)
      .when(by('acknowledgement', '2026-04-30', '2026-06-01'))
      .refused('limitation-not-later');
  });

  it('takes the periods of the claim’s own rules', () => {
    const [forewarned, ...rest] = states.claimed;
    if (forewarned?.type !== 'RecoveryForewarned') throw new Error('it begins with a forewarning');
    const own = { period: { years: 1 }, reference: 'Section 4' };
    const limitationRules = {
      acknowledgement: own,
      legalStep: own,
      agreement: { ...own, atMost: { years: 2 } },
    };
    given({ ...forewarned, data: { ...forewarned.data, limitationRules } }, ...rest)
      .when(by('acknowledgement', '2029-01-02'))
      .then(
        interrupted('2030-01-02', { basis: 'acknowledgement', on: '2029-01-02', reference: 'Section 4' }),
      );
  });

  it('is moved by no rule only by two persons', () => {
    given(...states.claimed)
      .when(approve)
      .refused('nothing-proposed');
    given(...states['limitation move proposed'])
      .when({ ...approve, approver: 'anna' })
      .refused('four-eyes');
    given(...states['limitation move proposed'])
      .when(approve)
      .then({
        type: 'LimitationMoved',
        data: {
          recoveryId: 'v1',
          proposal: 1,
          approver: 'berit',
          limitationDate: '2034-05-02',
          note: undefined,
        },
      });
    given(...states.claimed)
      .when({ ...move, limitationDate: '2026-05-31' })
      .refused('due-in-the-past');
  });

  it('is watched of what is written off, too', () => {
    given(...states['written off'])
      .when(by('acknowledgement', '2028-03-01'))
      .thenTypes('LimitationInterrupted');
  });
});
