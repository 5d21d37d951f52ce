import { describe, expect, it } from '@jest/globals';
import { toldBy } from '#cqrs/queries/sentence.js';
import type { Readable } from '#cqrs/queries/readable.js';
import type { PilotEvent } from '../../contract/events.js';
import { BOND, CONTRACT, FRAMEWORK, REOFFENDING, SET_UP } from '../../domain/pilot/testing/contract.js';
import { PILOT_SENTENCES } from '../sentences.js';

type DataOf<Type extends PilotEvent['type']> = Readable<Extract<PilotEvent, { type: Type }>['data']>;

const period = { from: '2027-01-01', to: '2027-06-30' };

/** One event of every type: what it says, and why. */
const STORY: {
  readonly [Type in PilotEvent['type']]: readonly [Partial<DataOf<Type>>, string, (string | null)?];
} = {
  PilotEstablished: [
    { establishedBy: 'carl', title: 'Less reoffending', directorates: ['corrections', 'welfare'] },
    'carl established the pilot “Less reoffending”, run by corrections and welfare',
  ],
  HistoricalPilotRegistered: [{ bond: BOND }, '“A bond” was registered from a published data set'],
  FrameworkDrafted: [
    { draftedBy: 'carl', directorate: 'corrections', framework: FRAMEWORK },
    'carl of corrections drafted version 1 of the framework',
  ],
  FrameworkAdopted: [
    { adoptedBy: 'wenche', directorate: 'welfare', version: '1' },
    'wenche adopted version 1 of the framework for welfare',
  ],
  PartnerJoined: [
    { organisation: 'workshop', name: 'The workshop', role: 'service-provider' },
    'The workshop takes part as service provider',
  ],
  PartnerRemoved: [
    { organisation: 'fund', role: 'investor', grounds: 'It withdrew.' },
    'fund takes part as investor no longer',
    'It withdrew.',
  ],
  PartnerAccountProposed: [
    {
      correction: 1,
      organisation: 'town',
      role: 'municipality',
      proposer: 'tor',
      byPartner: true,
      evidence: 'A letter',
    },
    'tor proposed that town, municipality, is paid at another account (correction no. 1)',
    'A letter',
  ],
  PartnerAccountCorrected: [
    { correction: 1, organisation: 'town', approver: 'carl', grounds: 'It was seen.' },
    'carl approved correction no. 1, of the account of town: what is not with the bank goes there',
    'It was seen.',
  ],
  PartnerAccountRejected: [
    { correction: 2, organisation: 'town', person: 'carl', grounds: 'Another name' },
    'carl rejected correction no. 2, of the account of town: payouts go where they went',
    'Another name',
  ],
  DevelopmentGrantLinked: [
    { municipality: 'town' },
    'The application of town for development costs belongs to the pilot',
  ],
  ContractDrafted: [
    { draftedBy: 'carl', draft: 2, contract: CONTRACT },
    'carl drafted the outcome contract (no. 2): 2 metrics, the state pays at most NOK 7,000,000.00',
  ],
  ContractSigned: [{ signedBy: 'tor', organisation: 'town', draft: 2 }, 'tor signed contract no. 2 for town'],
  ContractAgreed: [
    { draft: 2, currency: 'NOK', liability: CONTRACT.liability },
    "All have signed contract no. 2: its terms are frozen, and NOK 7,000,000.00 is reserved for the state's share",
  ],
  LiabilityAbandoned: [
    { grounds: 'no agreement followed' },
    'Money that was reserved for the contract was given up',
    'no agreement followed',
  ],
  CohortOpened: [
    { openedBy: 'carl', cohort: 'first', openedOn: '2027-01-15' },
    'carl opened cohort first on 2027-01-15',
  ],
  CohortClosed: [
    { closedBy: 'carl', cohort: 'first', closedOn: '2027-12-31', persons: 100 },
    'carl closed cohort first on 2027-12-31 with 100 participants',
  ],
  CohortRecounted: [
    { recountedBy: 'carl', cohort: 'first', persons: 101, before: 100, grounds: 'One was forgotten.' },
    'carl counted cohort first anew: 101 participants, not 100',
    'One was forgotten.',
  ],
  ServiceDelivered: [
    { organisation: 'workshop', cohort: 'first', persons: 60, period, summary: 'Weekly talks' },
    'workshop served 60 of cohort first from 2027-01-01 to 2027-06-30',
    'Weekly talks',
  ],
  VisitPlanned: [
    { plannedBy: 'walter', visit: 1, on: '2027-05-03', purpose: 'To see it' },
    'walter planned visit no. 1 for 2027-05-03',
    'To see it',
  ],
  VisitHeld: [
    { visit: 1, heldOn: '2027-05-04', findings: 'As agreed.' },
    'Visit no. 1 was held on 2027-05-04',
    'As agreed.',
  ],
  VisitCancelled: [
    { cancelledBy: 'walter', visit: 1, grounds: 'Illness' },
    'walter cancelled visit no. 1',
    'Illness',
  ],
  StatusReported: [
    { organisation: 'town', report: 1, period, summary: null },
    'town reported (no. 1) how the pilot goes, from 2027-01-01 to 2027-06-30',
    null,
  ],
  RiskRaised: [
    {
      raisedBy: 'walter',
      risk: 1,
      title: 'Too few',
      likelihood: 'low',
      consequence: 'high',
      measure: 'Talks',
    },
    'walter raised risk no. 1 “Too few”: likelihood low, consequence high',
    'Talks',
  ],
  RiskReassessed: [
    { reassessedBy: 'walter', risk: 1, likelihood: 'high', consequence: 'high' },
    'walter assessed risk no. 1 anew: likelihood high, consequence high',
  ],
  RiskClosed: [
    { closedBy: 'walter', risk: 1, grounds: 'More are referred.' },
    'walter closed risk no. 1',
    'More are referred.',
  ],
  MeasurementRecorded: [
    { recordedBy: 'eva', outcome: REOFFENDING },
    'eva recorded reoffending, cohort first, 2027-07-01 to 2028-12-31: 120 events of 100 persons against 1550 of 1000',
  ],
  MeasurementVerified: [{ verifiedBy: 'vera', version: 1 }, 'vera verified the measurement (version 1)'],
  MeasurementDisputed: [
    { disputedBy: 'tor', organisation: 'town', version: 1, grounds: 'The register is late.' },
    'tor of town disputed the measurement (version 1)',
    'The register is late.',
  ],
  DisputeDismissed: [
    { dismissedBy: 'vera', version: 1, grounds: 'It is up to date.' },
    'vera dismissed the dispute: version 1 stands',
    'It is up to date.',
  ],
  MeasurementCorrected: [
    { correctedBy: 'eva', version: 2, outcome: SET_UP, grounds: 'It was late.' },
    'eva corrected the measurement (version 2): set-up, 2027-01-01 to 2027-03-31: reached',
    'It was late.',
  ],
  TerminationProposed: [
    { proposedBy: 'cecilie', directorate: 'corrections', lastDay: '2029-12-31', grounds: 'Too few' },
    'cecilie of corrections proposed to end the pilot early, on 2029-12-31',
    'Too few',
  ],
  TerminationDeclined: [
    { declinedBy: 'wenche', directorate: 'welfare', grounds: 'It has only begun.' },
    'wenche of welfare decided that the pilot goes on',
    'It has only begun.',
  ],
  PilotTerminated: [
    { approvedBy: 'wenche', directorate: 'welfare', lastDay: '2029-12-31' },
    'wenche of welfare agreed: the pilot ends early, on 2029-12-31',
  ],
  PilotImpartialityDeclared: [
    { person: 'walter', conflict: true, statement: 'My sister works there' },
    'walter declared a conflict of interest',
    'My sister works there',
  ],
  PilotImpartialityRuled: [
    { ruledBy: 'sara', person: 'walter', disqualified: true, mayPrepare: true, grounds: 'Seen' },
    'sara ruled that walter is disqualified, and may prepare only',
    'Seen',
  ],
  PilotClosed: [{ closedBy: 'carl', conclusion: 'It worked.' }, 'carl closed the pilot', 'It worked.'],
};

const told = (type: PilotEvent['type'], data: object) => toldBy(PILOT_SENTENCES, type, data).what;

describe('what the events of a pilot tell', () => {
  it.each(Object.entries(STORY))('%s', (type, [data, what, why = null]) => {
    expect(toldBy(PILOT_SENTENCES, type, data)).toEqual({ what, why });
  });

  it('names every kind of measurement by its figures', () => {
    const recorded = (outcome: object) => told('MeasurementRecorded', { recordedBy: 'eva', outcome });
    const base = { metric: 'm', period, evidence: '' };
    expect(recorded({ kind: 'count', cohort: 'first', count: 7, ...base })).toMatch(/: 7$/);
    expect(recorded({ kind: 'milestone', achieved: false, ...base })).toMatch(/: not reached$/);
    expect(recorded({ kind: 'savings', savings: 500, ...base })).toMatch(/: savings of 500 \(minor units\)$/);
  });

  it('leaves out a risk’s title whose key was erased', () => {
    const [data] = STORY.RiskRaised;
    expect(told('RiskRaised', { ...data, title: null })).toBe(
      'walter raised risk no. 1: likelihood low, consequence high',
    );
  });
});
