import { describe, expect, it } from '@jest/globals';
import { asJson } from '#eventsourcing/testing/as-json.js';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import type { PartnerRole } from '../../contract/pilot.js';
import { pilot } from './pilot.js';
import { ORGANISATIONS } from './testing/contract.js';
import { contracting } from './testing/contracting.js';
import { framing } from './testing/framing.js';
import { and, samples } from './testing/samples.js';

const { states } = samples;
const { given } = specification(pilot);
const { town, provider, evaluator, validator } = ORGANISATIONS;
const as = (organisation: string, role: PartnerRole) => ({ ...framing.JoinPartner, organisation, role });

describe('a partner', () => {
  it('may take several parts that gain from the outcome', () => {
    given(...states['partners joined'])
      .when({ ...as(town, 'investor'), account: '12345678911' })
      .then({
        type: 'PartnerJoined',
        data: {
          pilotId: 'p',
          organisation: town,
          name: 'The broker',
          role: 'investor',
          account: '12345678911',
        },
      });
  });

  it.each(['evaluator', 'validator'] as const)('that is the %s takes no other part', (role) => {
    const independent = ORGANISATIONS[role];
    for (const other of ['municipality', 'service-provider', 'investor', 'intermediary'] as const)
      given(...states['partners joined'])
        .when(as(independent, other))
        .refused('partner-conflict');
    given(...states['partners joined'])
      .when(as(provider, role))
      .refused('partner-conflict');
  });

  it('does not both measure and validate', () => {
    given(...states['partners joined'])
      .when(as(evaluator, 'validator'))
      .refused('partner-conflict');
    given(...states['partners joined'])
      .when(as(validator, 'evaluator'))
      .refused('partner-conflict');
  });

  it.each(['12345678910', '00000000000', 'NO9486011117947'])(
    'is not paid to %s, which is no account',
    (account) => {
      given(...states['partners joined'])
        .when({ ...as(town, 'investor'), account })
        .refused('account-invalid');
    },
  );

  it('is no directorate of the pilot', () => {
    given(...states['framework adopted'])
      .when(as('welfare', 'intermediary'))
      .refused('partner-conflict');
  });

  it('is known by its number however that is written, and has one that there can be', () => {
    const joined = and(states['partners joined'], as('910 000 012', 'investor'));
    expect(joined.at(-1)?.data).toMatchObject({ organisation: '910000012' });
    given(...joined)
      .when(as('NO910000012MVA', 'investor'))
      .refused('partner-conflict');
    given(...joined)
      .when(as('910.000.012', 'evaluator'))
      .refused('partner-conflict');
    given(...states['partners joined'])
      .when(as('910 000 013', 'investor'))
      .refused('organisation-number-invalid');
  });

  it('takes the same part once', () => {
    given(...states['partners joined'])
      .when(as(town, 'municipality'))
      .refused('partner-conflict');
  });

  it('leaves one part and keeps the others', () => {
    const both = and(states['partners joined'], as(town, 'investor'), {
      ...framing.RemovePartner,
      organisation: town,
      role: 'municipality',
    });
    expect(asJson(fold(pilot, both))).toMatchObject({
      partners: expect.arrayContaining([{ organisation: town, role: 'investor' }]),
    });
    expect(asJson(fold(pilot, both))).not.toMatchObject({
      partners: expect.arrayContaining([{ organisation: town, role: 'municipality' }]),
    });
  });

  it('that left may take an independent part', () => {
    const left = and(states['partners joined'], framing.RemovePartner);
    given(...left)
      .when(as('fund', 'evaluator'))
      .thenTypes('PartnerJoined');
  });
});

describe('a change of partners', () => {
  it.each([
    ['one who joins', framing.JoinPartner],
    ['one who leaves', framing.RemovePartner],
  ] as const)('lapses the drafted contract with its signatures: %s', (_, change) => {
    for (const state of ['contract drafted', 'signed by all but one'] as const) {
      const changed = and(states[state], change);
      expect(fold(pilot, changed)).toMatchObject({ status: 'framework-adopted', contract: undefined });
      given(...changed)
        .when(contracting.SignContract)
        .refused('wrong-state');
    }
  });

  it('leaves the number of the lapsed draft used', () => {
    const [drafted] = and(
      and(states['contract drafted'], framing.JoinPartner),
      contracting.DraftContract,
    ).slice(-1);
    expect(drafted).toMatchObject({ type: 'ContractDrafted', data: { draft: 2 } });
  });
});

describe('a grant for development costs', () => {
  it('is linked where a municipality that takes part applied, and once', () => {
    const linked = and(states.agreed, framing.LinkDevelopmentGrant);
    expect(linked.at(-1)).toEqual({
      type: 'DevelopmentGrantLinked',
      data: { pilotId: 'p', applicationId: 'a1', municipality: town },
    });
    given(...linked)
      .when(framing.LinkDevelopmentGrant)
      .then();
  });

  it.each([provider, 'another town', undefined])('of %s is not linked', (applicant) => {
    given(...states.agreed)
      .when({ ...framing.LinkDevelopmentGrant, applicant })
      .refused('grant-unknown');
  });
});
