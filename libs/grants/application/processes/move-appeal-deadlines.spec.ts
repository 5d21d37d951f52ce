import { describe, expect, it } from '@jest/globals';
import type { CommandBus } from '@nestjs/cqrs';
import type { Appended } from '#eventsourcing/reactions.js';
import type { ReactionContext } from '#processes/reaction.js';
import type {
  AppealSubmitted,
  Appealed,
  NoticeReceiptCorrected,
  Noticed,
  ReceiptCorrected,
} from '../../contract/events.js';
import { AppealsAgainst } from '../appeals/appeals-against.js';
import type { TakeAppealStep } from '../appeals/steps.js';
import { CASE, caseWithAppeals } from '../appeals/testing/case-with-appeals.js';
import { AppealsOfCases } from '../impartiality/appeals-of-cases.js';
import { MoveAppealDeadlines } from './move-appeal-deadlines.js';

const submitted = (against: Appealed, receivedOn: string): AppealSubmitted => ({
  type: 'AppealSubmitted',
  data: {
    caseId: CASE,
    schemeId: 'scheme',
    directorate: 'directorate',
    regulationVersion: '1',
    applicant: 'workshop',
    appealBody: 'ministry',
    against,
    grounds: 'The need was overlooked',
    receivedOn,
    outerLimit: '2027-02-02',
    late: true,
  },
});

const APPEALS: Readonly<Record<string, AppealSubmitted>> = {
  'the-decision': submitted({ kind: 'decision', number: 1 }, '2026-03-04'),
  'an-amendment': submitted({ kind: 'amendment', number: 1 }, '2026-06-10'),
  'another-amendment': submitted({ kind: 'amendment', number: 2 }, '2026-06-10'),
  'a-claim': submitted({ kind: 'recovery', id: 'r1' }, '2026-06-10'),
  'another-claim': submitted({ kind: 'recovery', id: 'r2' }, '2026-06-10'),
  'the-first-revocation': submitted({ kind: 'revocation', id: CASE }, '2026-04-10'),
  'the-second-revocation': submitted({ kind: 'revocation', id: CASE }, '2026-06-10'),
};

/** Which appeals hear of a corrected receipt, and whether dismissed ones count. */
async function moved({ type, data }: ReceiptCorrected | NoticeReceiptCorrected): Promise<unknown[]> {
  const { store, appeals, happened } = await caseWithAppeals();
  for (const [id, event] of Object.entries(APPEALS)) await happened(`appeal-${id}`, event);
  const sent: [string, boolean][] = [];
  const bus = {
    execute: ({ id, content }: TakeAppealStep) => {
      if (content.type === 'MoveAppealDeadline') sent.push([id, content.reopens]);
      return Promise.resolve({ ok: true, receipt: { id, revision: 0, position: '1' } });
    },
  } as unknown as CommandBus;
  const reaction = new MoveAppealDeadlines(
    appeals,
    new AppealsAgainst(appeals, new AppealsOfCases(store)),
    bus,
  );
  const event = { type, data, metadata: { caseId: CASE } } as Appended<ReceiptCorrected>;
  await reaction.react(event, { commandFor: () => ({}) } as unknown as ReactionContext);
  return sent;
}

const corrected = (of: Noticed, decidedOn = '2026-05-04'): NoticeReceiptCorrected => ({
  type: 'NoticeReceiptCorrected',
  data: {
    caseId: CASE,
    of,
    decidedOn,
    correction: 1,
    approver: 'berit',
    receivedOn: '2026-05-20',
    before: '2026-05-10',
    appealDeadline: '2026-06-10',
  },
});

describe('the day to appeal after a corrected receipt', () => {
  it.each([
    [{ kind: 'amendment', number: 1 }, 'an-amendment'],
    [{ kind: 'recovery', id: 'r2' }, 'another-claim'],
    [{ kind: 'revocation', number: 2 }, 'the-second-revocation'],
  ] as const)('is that of appeals against the same, also dismissed ones: %j', async (of, appeal) => {
    expect(await moved(corrected(of))).toEqual([[appeal, true]]);
  });

  it('counts for dismissed appeals against a decision since the correction says so', async () => {
    const { appealDeadline, ...rest } = corrected({ kind: 'amendment', number: 1 }).data;
    const { correction, approver, receivedOn, before } = rest;
    const data = { decision: 1, correction, approver, receivedOn, before, appealDeadline };
    expect(await moved({ type: 'ReceiptCorrected', data })).toEqual([['the-decision', false]]);
    expect(await moved({ type: 'ReceiptCorrected', data: { ...data, reopens: true } })).toEqual([
      ['the-decision', true],
    ]);
    expect(await moved({ type: 'ReceiptCorrected', data: { ...data, decision: 2 } })).toEqual([]);
  });

  it('is moved by none that gives no right to appeal', async () => {
    const { data } = corrected({ kind: 'amendment', number: 1 });
    const { appealDeadline: _, ...without } = data;
    expect(await moved({ type: 'NoticeReceiptCorrected', data: without })).toEqual([]);
  });
});
