import { describe, it } from '@jest/globals';
import { specification } from '#eventsourcing/given-when-then.js';
import { leadTo } from '#eventsourcing/testing/outcomes.js';
import type { SchemeEvent } from '../../contract/events.js';
import { scheme } from './scheme.js';
import { FIRST, samples, SCHEME, SECOND } from './testing/samples.js';

const { given } = specification(scheme);
const { states, commands } = samples;
const { EstablishScheme: establish, ConsultOnRegulationVersion: consult } = commands;
const history = states.established;
const adopt = (regulation: typeof FIRST | string, adoptedBy = 'mona', withoutConsultation?: string) =>
  ({ type: 'AdoptRegulationVersion', regulation, adoptedBy, withoutConsultation }) as const;

describe('a scheme', () => {
  it('may be established again with the same content, which changes nothing', () => {
    // As it goes in: a member that is undefined is not there when it comes back from the log.
    const criteria = [{ ...FIRST.criteria[0]!, threshold: undefined }];
    given(...history)
      .when({ ...establish, regulation: { ...FIRST, criteria } })
      .then();
    given(...history)
      .when({ ...establish, goal: 'another' })
      .refused('scheme-exists');
  });

  it('keeps a regulation version as it was adopted', () => {
    given(...history)
      .when(adopt({ ...FIRST, multiYear: false }))
      .refused('regulation-version-exists');
    given(...history)
      .when({ type: 'DraftRegulationVersion', regulation: { ...FIRST, multiYear: false }, draftedBy: 'mona' })
      .refused('regulation-version-exists');
  });

  it('is not established under rules that contradict each other', () => {
    given()
      .when({ ...establish, regulation: { ...FIRST, criteria: [] } })
      .refused('regulation-invalid');
    const appeal = { period: { weeks: 3 }, outerLimit: { years: 1 }, body: 'd', bodyName: 'Itself' };
    given()
      .when({ ...establish, regulation: { ...FIRST, appeal } })
      .refused('regulation-invalid');
  });
});

describe('a draft of a regulation version', () => {
  const { drafted, consulted } = states;

  it('is adopted by nobody who drafted it, even if another drafted it last', () => {
    const again: SchemeEvent = {
      type: 'RegulationVersionDrafted',
      data: { schemeId: 's', regulation: { ...SECOND, decisionDays: 45 }, draftedBy: 'marit' },
    };
    for (const drafter of ['mona', 'marit'])
      given(...consulted, again)
        .when(adopt('2', drafter))
        .refused('four-eyes');
    given(...consulted, again)
      .when(adopt('2', 'nina'))
      .then({
        type: 'RegulationVersionAdopted',
        data: { schemeId: 's', regulation: { ...SECOND, decisionDays: 45 } },
      });
  });

  it('cannot be gone round by handing in the whole version', () => {
    given(...consulted)
      .when(adopt(SECOND, 'mona'))
      .refused('four-eyes');
    given(...consulted)
      .when(adopt({ ...SECOND, decisionDays: 1 }, 'marit'))
      .refused('regulation-drafted');
    given(...consulted)
      .when(adopt(SECOND, 'marit'))
      .thenTypes('RegulationVersionAdopted');
  });

  it('is adopted without a consultation only for grounds', () => {
    given(...drafted)
      .when(adopt('2', 'marit'))
      .refused('not-consulted');
    given(...drafted)
      .when(adopt('2', 'marit', 'A spelling mistake is corrected'))
      .then({
        type: 'RegulationVersionAdopted',
        data: { schemeId: 's', regulation: SECOND, withoutConsultation: 'A spelling mistake is corrected' },
      });
  });

  it('is consulted on for a period, whose answers are recorded when it is over', () => {
    given(...drafted)
      .when({ ...consult, on: '2026-04-30' })
      .refused('consultation-invalid');
    given(...drafted)
      .when({ ...consult, on: '2026-05-01' })
      .thenTypes('RegulationVersionConsulted');
    given(...drafted)
      .when({ ...consult, from: '2026-05-02' })
      .refused('consultation-invalid');
  });

  it('is of no version that a name of the language could be taken for', () => {
    given(...history)
      .when(adopt('constructor'))
      .refused('draft-unknown');
  });
});

describe('a delegation', () => {
  const { GrantDelegation: grant } = commands;

  it('is given to somebody else', () => {
    given(...history)
      .when({ ...grant, grantedBy: 'berit' })
      .refused('delegation-to-oneself');
  });

  it('ends after it begins, and is not changed under its id', () => {
    given(...history)
      .when({ ...grant, validTo: '2025-12-31' })
      .refused('delegation-invalid');
    given(...states.delegated)
      .when({ ...grant, upTo: 2_000_000 })
      .refused('delegation-exists');
  });

  it('belongs to the scheme', () => {
    const { type: _, grantedBy: __, ...given1 } = grant;
    given(...history)
      .when(grant)
      .then({ type: 'DelegationGranted', data: { schemeId: SCHEME.schemeId, ...given1 } });
  });
});

describe('every command in every state of a scheme', () => {
  leadTo(scheme, samples);
});
