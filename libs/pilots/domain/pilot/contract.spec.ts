import { describe, expect, it } from '@jest/globals';
import { asJson } from '#eventsourcing/testing/as-json.js';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import { completes } from './contract.js';
import { pilot } from './pilot.js';
import type { KnownPilot } from './state.js';
import { ACTING, CONTRACT, DIGEST } from './testing/contract.js';
import { contracting } from './testing/contracting.js';
import { framing } from './testing/framing.js';
import { and, samples } from './testing/samples.js';

const { states } = samples;
const { given } = specification(pilot);
const { carl, cecilie, wenche, walter, tor, pia, ivar, eva, vera, sam } = ACTING;
const { SignContract, DraftContract, AbandonLiability } = contracting;
const {
  'contract drafted': drafted,
  'signed by the parties': byParties,
  'signed by all but one': allButOne,
} = states;

describe('a contract', () => {
  it('is signed by its parties in any order, each for itself', () => {
    given(...drafted)
      .when({ ...SignContract, ...pia })
      .then({
        type: 'ContractSigned',
        data: {
          pilotId: 'p',
          draft: 1,
          digest: DIGEST,
          organisation: 'workshop',
          capacity: 'party',
          signedBy: 'pia',
        },
      });
    and(drafted, { ...SignContract, ...ivar }, { ...SignContract, ...tor }, { ...SignContract, ...pia });
  });

  it('is signed by neither evaluator nor validator, nor by a stranger', () => {
    for (const who of [eva, vera, sam, { person: 'tor' }])
      given(...drafted)
        .when({ type: 'SignContract', digest: DIGEST, reservationId: 'r1', ...who })
        .refused('not-a-party');
  });

  it('is signed by the directorates when all parties have', () => {
    const parties = [tor, pia, ivar];
    for (const last of parties) {
      const others = parties.filter((one) => one !== last).map((one) => ({ ...SignContract, ...one }));
      given(...and(drafted, ...others))
        .when({ ...SignContract, ...cecilie })
        .refused('parties-first');
    }
    given(...byParties)
      .when({ ...SignContract, ...cecilie })
      .thenTypes('ContractSigned');
  });

  it('is agreed with the second directorate, on the reserved money, whichever signs last', () => {
    for (const [first, last] of [
      [cecilie, wenche],
      [wenche, cecilie],
    ] as const)
      given(...and(byParties, { ...SignContract, ...first }))
        .when({ ...SignContract, ...last })
        .then(
          {
            type: 'ContractSigned',
            data: {
              pilotId: 'p',
              draft: 1,
              digest: DIGEST,
              organisation: last.organisation,
              capacity: 'directorate',
              signedBy: last.person,
            },
          },
          {
            type: 'ContractAgreed',
            data: {
              pilotId: 'p',
              draft: 1,
              digest: DIGEST,
              schemeId: 's',
              currency: 'NOK',
              reservationId: 'r1',
              liability: CONTRACT.liability,
            },
          },
        );
  });

  it('is what was seen: a signature on another digest is refused', () => {
    given(...drafted)
      .when({ ...SignContract, ...tor, digest: 'another' })
      .refused('other-contract');
  });

  it('is signed by nobody for two', () => {
    for (const organisation of ['town', 'workshop'])
      given(...and(drafted, { ...SignContract, ...ivar }))
        .when({ ...SignContract, person: 'ivar', organisation })
        .refused('four-eyes');
    given(...allButOne)
      .when({ ...SignContract, person: 'cecilie', organisation: 'welfare' })
      .refused('four-eyes');
    given(...allButOne)
      .when({ ...SignContract, person: 'tor', organisation: 'welfare' })
      .refused('four-eyes');
  });

  it('is signed once by each', () => {
    given(...byParties)
      .when({ ...SignContract, person: 'tora', organisation: 'town' })
      .refused('already-signed');
    given(...allButOne)
      .when({ ...SignContract, person: 'cora', organisation: 'corrections' })
      .refused('already-signed');
  });

  it('is not signed for a directorate by the person who drafted it, in neither of them', () => {
    given(...byParties)
      .when({ ...SignContract, ...carl })
      .refused('four-eyes');
    given(...byParties)
      .when({ ...SignContract, person: 'carl', organisation: 'welfare' })
      .refused('four-eyes');
  });

  it('that is drafted anew is signed anew', () => {
    const anew = and(allButOne, { ...DraftContract, digest: 'second', person: 'walter' });
    expect(asJson(fold(pilot, anew))).toMatchObject({ drafts: 2, contract: { draft: 2, signatures: [] } });
    given(...anew)
      .when(SignContract)
      .refused('other-contract');
    given(...anew)
      .when({ ...SignContract, ...walter, digest: 'second' })
      .refused('four-eyes');
    given(...anew)
      .when({ ...SignContract, ...wenche, digest: 'second' })
      .refused('parties-first');
  });
});

describe('a reservation', () => {
  it('that was given up is not stood on; the signature is given once more on another', () => {
    const abandoned = and(allButOne, AbandonLiability);
    given(...abandoned)
      .when(SignContract)
      .refused('reservation-abandoned');
    given(...abandoned)
      .when({ ...SignContract, reservationId: 'r2' })
      .thenTypes('ContractSigned', 'ContractAgreed');
  });

  it('is given up once, and named with the scheme that held it', () => {
    given(...allButOne)
      .when(AbandonLiability)
      .then({
        type: 'LiabilityAbandoned',
        data: { pilotId: 'p', reservationId: 'r1', schemeId: 's', grounds: 'Nobody signed.' },
      });
    given(...and(allButOne, AbandonLiability))
      .when(AbandonLiability)
      .then();
  });

  it('that the contract stands on is not given up, until the end', () => {
    for (const state of ['agreed', 'terminated', 'closed'] as const)
      given(...states[state])
        .when(AbandonLiability)
        .refused('reservation-in-use');
  });

  it('is needed for the last signature alone', () => {
    const known = (history: typeof drafted) => fold(pilot, history) as KnownPilot;
    expect(completes('welfare', known(allButOne))).toBe(true);
    expect(completes('corrections', known(allButOne))).toBe(false);
    expect(completes(undefined, known(allButOne))).toBe(false);
    expect(completes('welfare', known(byParties))).toBe(false);
    expect(completes('welfare', known(and(allButOne, framing.RemovePartner)))).toBe(false);
    expect(completes('welfare', known(states.agreed))).toBe(false);
  });
});
