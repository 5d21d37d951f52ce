import { describe, expect, it } from '@jest/globals';
import type { CommandContext } from '#eventsourcing/command.js';
import { fold } from '#eventsourcing/decider.js';
import { RequestPipe } from '#http/validation.js';
import { award } from '../../domain/award/award.js';
import { samples } from '../../domain/award/testing/samples.js';
import {
  AmendmentDto,
  ClosingDto,
  DecisionWordsDto,
  FulfilmentDto,
  AmendmentReturnDto,
  RevocationDto,
  RevocationForewarningDto,
} from '../../http/awards.dto.js';
import { ReportApprovalDto, ReportDto, ReportReturnDto, ReportWaiverDto } from '../../http/reports.dto.js';
import { awardOffers } from './award-offers.js';
import { reportOffers } from './report-offers.js';

const BODIES: Readonly<Record<string, new () => object>> = {
  'fulfil-condition': FulfilmentDto,
  'propose-amendment': AmendmentDto,
  'approve-amendment': DecisionWordsDto,
  'return-amendment': AmendmentReturnDto,
  'forewarn-revocation': RevocationForewarningDto,
  'propose-revocation': RevocationDto,
  'approve-revocation': DecisionWordsDto,
  'close-award': ClosingDto,
  'submit-report': ReportDto,
  'return-report': ReportReturnDto,
  'approve-report': ReportApprovalDto,
  'waive-report': ReportWaiverDto,
};
const context = { commandId: 'c', dryRun: true } as unknown as CommandContext;
const today = '2026-03-02';
const offersIn = (state: keyof typeof samples.states) =>
  awardOffers({ caseId: 'case', today, state: fold(award, samples.states[state]) });
const all = [
  ...offersIn('amendment proposed').slice(1),
  ...reportOffers({
    today,
    paid: { amount: 100, currency: 'NOK' },
    reports: [{ id: 'report', withAuditorStatement: true }],
  }),
];

describe('what is offered on an award and its reports', () => {
  it('is acceptance before it, and every step after it', () => {
    expect(offersIn('none').map(({ name }) => name)).toEqual(['accept-award']);
    expect(all.map(({ name }) => name)).toEqual(Object.keys(BODIES));
  });

  it('names condition and amendment in the path', () => {
    expect(all.map(({ href }) => href)).toEqual(
      expect.arrayContaining([
        '/v1/awards/case/conditions/1/fulfilment',
        '/v1/awards/case/amendments/1/approval',
        '/v1/reports/report/submission',
      ]),
    );
  });

  it.each(all.map((offer) => [offer.name, offer] as const))(
    '%s has a body that fits, and becomes its command',
    (name, offer) => {
      const body: unknown = new RequestPipe().transform(structuredClone(offer.example), {
        type: 'body',
        metatype: BODIES[name]!,
      });
      expect(body).toMatchObject(offer.example!);
      expect(offer.command(context).context).toBe(context);
    },
  );
});
