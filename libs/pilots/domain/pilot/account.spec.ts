import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import { pilot } from './pilot.js';
import type { KnownPilot } from './state.js';
import { ACTING, ORGANISATIONS } from './testing/contract.js';
import { correcting } from './testing/correcting.js';
import { framing } from './testing/framing.js';
import { and, samples } from './testing/samples.js';

const { states } = samples;
const { given } = specification(pilot);
const { ProposePartnerAccount, ApprovePartnerAccount, RejectPartnerAccount } = correcting;
const { tor, pia, carl } = ACTING;
const { town, corrections, provider } = ORGANISATIONS;
const waiting = and(states.agreed, ProposePartnerAccount);
const byOfficial = { ...ProposePartnerAccount, proposer: carl.person, actingFor: corrections };

describe('the account of a partner', () => {
  it('is corrected by the partner or an official for it, with evidence, and says which', () => {
    given(...states.agreed)
      .when(ProposePartnerAccount)
      .then({
        type: 'PartnerAccountProposed',
        data: {
          pilotId: 'p',
          correction: 1,
          organisation: town,
          role: 'municipality',
          proposer: 'tor',
          byPartner: true,
          proposedOn: '2029-06-01',
          account: '12345678911',
          evidence: 'A letter of the bank',
        },
      });
    const { accountWaiting } = fold(pilot, and(states.agreed, byOfficial)) as KnownPilot;
    expect(accountWaiting).toMatchObject({ proposer: 'carl', byPartner: false });
  });

  it('is no matter of other partners', () => {
    for (const actingFor of [provider, ORGANISATIONS.stranger, undefined])
      given(...states.agreed)
        .when({ ...ProposePartnerAccount, proposer: pia.person, actingFor })
        .refused('not-own-account');
  });

  it('is of a role the partner has, and an account that can be one', () => {
    given(...states.agreed)
      .when({ ...ProposePartnerAccount, role: 'investor' })
      .refused('partner-unknown');
    given(...states.agreed)
      .when({ ...ProposePartnerAccount, account: '12345678912' })
      .refused('account-invalid');
  });

  it('is approved by another person, who did not sign for the partner', () => {
    given(...waiting)
      .when(ApprovePartnerAccount)
      .then({
        type: 'PartnerAccountCorrected',
        data: { pilotId: 'p', correction: 1, organisation: town, role: 'municipality', approver: 'carl' },
      });
    given(...and(states.agreed, byOfficial))
      .when(ApprovePartnerAccount)
      .refused('four-eyes');
    given(...and(states.agreed, byOfficial))
      .when({ ...ApprovePartnerAccount, approver: tor.person })
      .refused('four-eyes');
  });

  it('waits alone: another is proposed once it was approved or rejected, under the next number', () => {
    given(...waiting)
      .when(byOfficial)
      .refused('account-correction-waits');
    for (const judged of [ApprovePartnerAccount, RejectPartnerAccount]) {
      const { accountWaiting } = fold(pilot, and(waiting, judged, byOfficial)) as KnownPilot;
      expect(accountWaiting?.number).toBe(2);
      given(...and(waiting, judged))
        .when(ApprovePartnerAccount)
        .refused('no-account-correction');
    }
  });

  it('waits no more once the partner has left', () => {
    const before = and(states['partners joined'], ProposePartnerAccount);
    const left = and(before, { ...framing.RemovePartner, organisation: town, role: 'municipality' });
    given(...left)
      .when(ApprovePartnerAccount)
      .refused('no-account-correction');
    given(...and(before, framing.RemovePartner))
      .when(ApprovePartnerAccount)
      .thenTypes('PartnerAccountCorrected');
  });
});
