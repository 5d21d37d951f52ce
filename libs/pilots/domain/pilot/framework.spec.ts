import { describe, expect, it } from '@jest/globals';
import { asJson } from '#eventsourcing/testing/as-json.js';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import { pilot } from './pilot.js';
import { ACTING, FRAMEWORK } from './testing/contract.js';
import { framing } from './testing/framing.js';
import { and, samples } from './testing/samples.js';

const { states } = samples;
const { given } = specification(pilot);
const { carl, cecilie, wenche, walter, sam } = ACTING;
const { EstablishPilot, DraftFramework, AdoptFramework } = framing;

describe('a pilot', () => {
  it('is run by two directorates, not by one twice', () => {
    given()
      .when({ ...EstablishPilot, directorates: ['welfare', 'welfare'] })
      .refused('same-directorates');
  });
});

describe('a framework', () => {
  it('is drafted and adopted by the two directorates of the pilot, and by nobody else', () => {
    for (const who of [sam, ACTING.tor, { person: 'carl' }]) {
      given(...states.established)
        .when({ type: 'DraftFramework', framework: FRAMEWORK, ...who })
        .refused('other-directorate');
      given(...states['framework drafted'])
        .when({ type: 'AdoptFramework', version: '1', ...who })
        .refused('other-directorate');
    }
  });

  it('is in force when both have adopted it, whichever comes first', () => {
    for (const [first, second] of [
      [cecilie, wenche],
      [wenche, cecilie],
    ] as const) {
      const one = and(states['framework drafted'], { ...AdoptFramework, ...first });
      expect(fold(pilot, one)).toMatchObject({ status: 'established' });
      const both = and(one, { ...AdoptFramework, ...second });
      expect(fold(pilot, both)).toMatchObject({ status: 'framework-adopted' });
    }
  });

  it('is adopted by another person than the one who drafted it, in either directorate', () => {
    given(...states['framework drafted'])
      .when({ ...AdoptFramework, ...carl })
      .refused('four-eyes');
    given(...states['framework drafted'])
      .when({ ...AdoptFramework, person: 'carl', organisation: 'welfare' })
      .refused('four-eyes');
  });

  it('is adopted by nobody for both directorates, and by neither of them twice', () => {
    given(...states['framework adopted by one'])
      .when({ ...AdoptFramework, person: 'cecilie', organisation: 'welfare' })
      .refused('four-eyes');
    given(...states['framework adopted by one'])
      .when({ ...AdoptFramework, person: 'cora', organisation: 'corrections' })
      .refused('other-directorate');
  });

  it('is adopted in the version that was drafted last', () => {
    given(...states['framework drafted'])
      .when({ ...AdoptFramework, version: '2' })
      .refused('framework-version');
  });

  it('that is drafted anew lapses the adoptions of the draft before', () => {
    const redrafted = and(states['framework adopted by one'], { ...DraftFramework, ...walter });
    expect(asJson(fold(pilot, redrafted))).toMatchObject({
      framework: { draftedBy: 'walter', adoptions: [] },
    });
    const adopted = and(redrafted, AdoptFramework);
    expect(fold(pilot, adopted)).toMatchObject({ status: 'established' });
    given(...redrafted)
      .when({ ...AdoptFramework, ...walter })
      .refused('four-eyes');
  });

  it('has another name where it has other content, so that nobody adopts what they have not seen', () => {
    const other = { ...FRAMEWORK, purpose: 'Something else' };
    const between = and(states['framework drafted'], {
      ...DraftFramework,
      framework: { ...FRAMEWORK, version: '2' },
    });
    for (const history of [states['framework drafted'], between])
      given(...history)
        .when({ ...DraftFramework, framework: other })
        .refused('framework-version');
    given(...between)
      .when({ ...DraftFramework, framework: { ...other, version: '3' } })
      .thenTypes('FrameworkDrafted');
  });

  it('that is adopted is never changed again, not even after another version was drafted', () => {
    given(...states['framework adopted'])
      .when(DraftFramework)
      .refused('framework-version');
    const second = and(states['framework adopted'], framing['DraftFramework (another version)']);
    given(...second)
      .when({ ...DraftFramework, framework: { ...FRAMEWORK, maxStateShare: 1 } })
      .refused('framework-version');
  });

  it('gives way to another version before a contract is drafted: those who joined stay', () => {
    const second = and(states['partners joined'], framing['DraftFramework (another version)']);
    const before = fold(pilot, states['partners joined']);
    expect(fold(pilot, second)).toMatchObject({
      status: 'established',
      partners: 'partners' in before && before.partners,
    });
    given(...second)
      .when(framing.JoinPartner)
      .refused('wrong-state');
  });
});
