import { describe, expect, it } from '@jest/globals';
import type { CommandContext } from '#eventsourcing/command.js';
import { fold } from '#eventsourcing/decider.js';
import { bodyOf } from '#http/testing/posted.js';
import { award } from '../../domain/award/award.js';
import { samples } from '../../domain/award/testing/samples.js';
import { AwardsAccountController } from '../../http/awards-account.controller.js';
import { AwardsOfferController } from '../../http/awards-offer.controller.js';
import { AwardsRevocationController } from '../../http/awards-revocation.controller.js';
import { AwardsRequestsController } from '../../http/awards-requests.controller.js';
import { AwardsController } from '../../http/awards.controller.js';
import { ReportsController } from '../../http/reports.controller.js';
import { possibleOnAward } from './award-commands.js';
import { possibleOnReport } from './report-commands.js';

const CONTROLLERS = [
  AwardsController,
  AwardsRevocationController,
  AwardsAccountController,
  AwardsOfferController,
  AwardsRequestsController,
  ReportsController,
];
const context = { commandId: 'c', dryRun: true } as unknown as CommandContext;
const today = '2026-03-02';
const possibleIn = (state: keyof typeof samples.states, official = true) =>
  possibleOnAward({ caseId: 'case', today, state: fold(award, samples.states[state]), official });
const all = [
  ...possibleIn('amendment proposed').slice(1),
  ...possibleIn('account correction proposed').filter(({ href }) => /account-corrections\/1/.test(href)),
  ...possibleIn('refusal of a request proposed').filter(({ href }) =>
    /amendment-(?:requests|refusals)\/1/.test(href),
  ),
  ...possibleOnReport({
    today,
    paid: { amount: 100, currency: 'NOK' },
    reports: [{ id: 'report', withAuditorStatement: true }],
  }),
];

describe('what is possible on an award and its reports', () => {
  it('is what becomes of the offer before it, and every step after it', () => {
    expect(possibleIn('none').map(({ name }) => name)).toEqual([
      'accept-award',
      'reopen-offer',
      'decline-award',
      'set-acceptance-date',
    ]);
    const names = all.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
    expect(names).toEqual(
      expect.arrayContaining(['propose-amendment', 'close-award', 'propose-report-waiver']),
    );
  });

  it('names condition and amendment in the path', () => {
    expect(all.map(({ href }) => href)).toEqual(
      expect.arrayContaining([
        '/v1/awards/case/conditions/1/fulfilment',
        '/v1/awards/case/amendments/1/approval',
        '/v1/awards/case/account-corrections',
        '/v1/awards/case/account-corrections/1/approval',
        '/v1/awards/case/amendment-requests/1/refusal',
        '/v1/awards/case/amendment-refusals/1/approval',
        '/v1/reports/report/submission',
      ]),
    );
  });

  it('has officials register what the recipient asks, and the recipient ask', () => {
    const asking = (official: boolean) =>
      possibleIn('accepted', official).find(({ name }) => name === 'request-amendment')?.example;
    expect(asking(true)).toMatchObject({ arrival: { channel: 'post', sentOn: today } });
    expect(asking(false)).not.toHaveProperty('arrival');
  });

  it.each(all.map((each) => [each.name, each] as const))(
    '%s has a body that fits, and becomes its command',
    (_, each) => {
      expect(bodyOf(CONTROLLERS, each)).toMatchObject(each.example!);
      expect(each.command(context).context).toBe(context);
    },
  );
});
