import { CommandHandler, QueryBus } from '@nestjs/cqrs';
import { FindApplicant } from '#grants/contract/queries.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { TakesSteps, type Asking, type Sent, type Steps } from '#cqrs/steps.js';
import { MAY } from '../../access.js';
import type { PilotEvent } from '../../contract/events.js';
import type { Framework, PartnerRole } from '../../contract/pilot.js';
import type { PilotCommand } from '../../domain/pilot/pilot.js';
import type { Pilot } from '../../domain/pilot/state.js';
import { digestOf } from '../digest.js';
import { FinishedSettlements } from '../settlements/finished-settlements.js';
import { contractOf, type ContractBody } from './contract-body.js';
import { isKnown, Pilots } from './pilots.js';

interface Sources {
  readonly finished: FinishedSettlements;
  readonly pilots: Pilots;
  readonly queries: QueryBus;
}

interface AccountOfPartner {
  readonly organisation: string;
  readonly role: PartnerRole;
  readonly account: string;
  readonly evidence: string;
}

type Partner<Type> = Omit<Extract<PilotCommand, { type: Type }>, 'type'>;

/** Who acts, for whom, and when: each rule takes of it what it asks for. */
const acting = ({ person, organisation, today }: Asking) => ({ person, organisation, today });

/** The organisation of a partner is its own, not that of who acts. */
const withPartner = <Content>(partner: Content, { person, today }: Asking) => ({ person, today, ...partner });

/** What persons and processes do to a pilot that needs no other stream but to read it. */
const STEPS = {
  DeclarePilotImpartiality: {
    may: MAY['pilot.declare-impartiality'],
    facts: ({ person }) => ({ person }),
  },
  RuleOnPilotImpartiality: {
    may: MAY['pilot.rule-on-impartiality'],
    facts: ({ person }) => ({ superior: person }),
  },
  DraftFramework: {
    may: MAY['pilot.draft-framework'],
    command: (framework: Framework, asking) => ({ framework, ...acting(asking) }),
  },
  AdoptFramework: { may: MAY['pilot.adopt-framework'], facts: acting },
  JoinPartner: { may: MAY['pilot.manage'], command: withPartner<Partner<'JoinPartner'>> },
  RemovePartner: { may: MAY['pilot.manage'], command: withPartner<Partner<'RemovePartner'>> },
  ProposePartnerAccount: {
    may: MAY['pilot.propose-account'],
    command: (partner: AccountOfPartner, { person: proposer, organisation: actingFor, today }) => ({
      ...partner,
      proposer,
      actingFor,
      today,
    }),
  },
  ApprovePartnerAccount: { may: MAY['pilot.judge-account'], facts: ({ person }) => ({ approver: person }) },
  RejectPartnerAccount: { may: MAY['pilot.judge-account'], facts: ({ person }) => ({ person }) },
  /** Only applications to the pilot's own directorates can be found this way. */
  LinkDevelopmentGrant: {
    may: MAY['pilot.manage'],
    command: async ({ applicationId }: { readonly applicationId: string }, { id }, { pilots, queries }) => {
      const state = await pilots.find(id);
      const found = await queries.execute(new FindApplicant(applicationId));
      const own = found !== undefined && isKnown(state) && state.directorates.includes(found.directorate);
      return { applicationId, applicant: own ? found.organisation : undefined };
    },
  },
  DraftContract: {
    may: MAY['pilot.manage'],
    command: (body: ContractBody, { person }) => {
      const contract = contractOf(body);
      return { contract, digest: digestOf(contract), person };
    },
  },
  AbandonLiability: { follows: 'a reservation that no agreement followed' },
  OpenCohort: { may: MAY['pilot.manage'], facts: acting },
  CloseCohort: { may: MAY['pilot.manage'], facts: acting },
  RecountCohort: { may: MAY['pilot.manage'], facts: acting },
  ReportService: { may: MAY['pilot.report-service'], facts: acting },
  PlanVisit: { may: MAY['pilot.manage'], facts: acting },
  ReportVisit: { may: MAY['pilot.manage'], facts: acting },
  CancelVisit: { may: MAY['pilot.manage'], facts: acting },
  ReportStatus: { may: MAY['pilot.report-status'], facts: acting },
  RaiseRisk: { may: MAY['pilot.manage'], facts: acting },
  ReassessRisk: { may: MAY['pilot.manage'], facts: acting },
  CloseRisk: { may: MAY['pilot.manage'], facts: acting },
  RecordMeasurement: { may: MAY['pilot.record-measurement'], facts: acting },
  VerifyMeasurement: { may: MAY['pilot.judge-measurement'], facts: acting },
  DisputeMeasurement: { may: MAY['pilot.dispute-measurement'], facts: acting },
  DismissDispute: { may: MAY['pilot.judge-measurement'], facts: acting },
  CorrectMeasurement: { may: MAY['pilot.record-measurement'], facts: acting },
  ProposeTermination: { may: MAY['pilot.terminate'], facts: acting },
  ApproveTermination: { may: MAY['pilot.terminate'], facts: acting },
  DeclineTermination: { may: MAY['pilot.terminate'], facts: acting },
  ClosePilot: {
    may: MAY['pilot.close'],
    facts: async ({ id, person }, { finished }) => ({ person, settled: await finished.has(id) }),
  },
} as const satisfies Steps<Pilot, PilotCommand, Sources>;

/** A step on the pilot `id`. */
export class TakePilotStep extends ResourceCommand<Sent<PilotCommand, typeof STEPS>> {}

/** Takes the steps on pilots. */
@CommandHandler(TakePilotStep)
export class PilotSteps extends TakesSteps<Pilot, PilotCommand, PilotEvent, Sources> {
  constructor(finished: FinishedSettlements, pilots: Pilots, queries: QueryBus) {
    super(pilots, STEPS, { finished, pilots, queries });
  }
}
