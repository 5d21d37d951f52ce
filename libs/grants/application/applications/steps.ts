import { CommandHandler } from '@nestjs/cqrs';
import type { Judge } from '#cqrs/guarded-streams.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { TakesSteps, type Asking, type Sent, type Steps } from '#cqrs/steps.js';
import { MAY } from '../../access.js';
import type { ApplicationEvent } from '../../contract/events.js';
import type { ApplicationCommand } from '../../domain/application/application.js';
import type { Application } from '../../domain/application/state.js';
import { denied } from '#access/policy.js';
import type { Declaration } from '#impartiality/impartiality.js';
import type { SaidDetriment } from '../../domain/appeal/detriment.js';
import { newDecisionOf, type NewDecisionBody } from '../appeals/new-decision.js';
import { isOfSuperior, reversingBodyOf } from '../decisions/own-reversal.js';
import { preparersFirst } from '../decisions/preparers-first.js';
import { proposalOf, type ProposalBody } from '../decisions/proposal-body.js';
import { ForwardedCases } from '../impartiality/forwarded-cases.js';
import { MakersInCases } from '../impartiality/makers-in-cases.js';
import { ActingForParty } from '../organisations/acting-for-party.js';
import { Representatives } from '../organisations/representatives.js';
import {
  mayEndRepresentation,
  mayLetRepresent,
  saying,
  type SentEnding,
  type SentRepresentative,
} from './representing.js';
import { Applications } from './applications.js';
import { RegulationsOfCases } from './regulations-of-cases.js';

interface Sources {
  readonly applications: Applications;
  readonly regulations: RegulationsOfCases;
  readonly representatives: Representatives;
  readonly acting: ActingForParty;
  readonly forwarded: ForwardedCases;
  readonly makers: MakersInCases;
}

type StepOf<Type extends ApplicationCommand['type']> = Omit<
  Extract<ApplicationCommand, { type: Type }>,
  'type'
>;

/** What persons and processes do to an application that needs no other stream but to read it. */
const STEPS = {
  WithdrawApplication: { may: MAY['application.withdraw'], judge: mayApply },
  LapseSupplement: { follows: 'the passing of time' },
  DeclareStateAid: {
    may: MAY['application.declare-aid'],
    facts: async (asking, from) => ({
      declaredBy: asking.person,
      today: asking.today,
      ...(await regulation(asking, from)),
    }),
    judge: mayApply,
  },
  RecordRepresentative: {
    may: MAY['representative.record'],
    command: async (sent: SentRepresentative, asking, from) => ({
      ...sent,
      ...(await saying(sent.arrival, asking, from)),
    }),
    judge: mayLetRepresent,
  },
  EndRepresentation: {
    may: MAY['representative.record'],
    command: async (sent: SentEnding, asking, from) => ({
      ...sent,
      ...(await saying(sent.arrival, asking, from)),
    }),
    judge: mayEndRepresentation,
  },

  AssignCaseworker: {
    may: MAY['application.assign'],
    command: (sent: { readonly caseworker?: string; readonly note?: string }, { person }) => ({
      caseworker: person,
      ...sent,
    }),
  },
  DeclareImpartiality: {
    may: MAY['application.declare-impartiality'],
    command: async (said: Declaration, { id, person }, { makers }) => ({
      ...said,
      person,
      parts: said.conflict ? await makers.partsOf(id, person) : [],
    }),
    judge: async ({ id, actor }, { forwarded }) => {
      const { organisation } = actor;
      const before = organisation !== undefined && (await forwarded.were(id, organisation));
      return (_, usual) =>
        usual && before
          ? denied(actor, MAY['application.declare-impartiality'], { appealBody: organisation })
          : usual;
    },
  },
  RuleOnImpartiality: {
    may: MAY['application.rule-on-impartiality'],
    command: async (
      sent: Omit<StepOf<'RuleOnImpartiality'>, 'superior' | 'parts'>,
      { id, person: superior },
      { makers },
    ) => ({ ...sent, superior, parts: await makers.partsOf(id, sent.person) }),
  },
  UpholdDecision: { may: MAY['application.review-flagged'], facts: reviewer },
  RetakeDecision: { may: MAY['application.review-flagged'], facts: reviewer },
  NameStandIn: {
    may: MAY['application.name-stand-in'],
    command: async (
      sent: Omit<StepOf<'NameStandIn'>, 'namedBy' | 'parts'>,
      { id, person: namedBy },
      { makers },
    ) => ({
      ...sent,
      namedBy,
      parts: [...(await makers.partsOf(id, sent.person)), ...(await makers.partsOf(id, namedBy))],
    }),
  },
  CheckEligibility: {
    may: MAY['application.check-eligibility'],
    facts: async (asking, from) => ({ checker: asking.person, ...(await regulation(asking, from)) }),
  },
  AssignSecondAssessor: {
    may: MAY['application.assign-second'],
    command: (sent: { readonly assessor?: string; readonly note?: string }, { person }) => ({
      assessor: person,
      ...sent,
    }),
  },
  ScoreApplication: {
    may: MAY['application.score'],
    facts: async (asking, from) => ({ assessor: asking.person, ...(await regulation(asking, from)) }),
  },
  ModerateScores: {
    may: MAY['application.moderate'],
    facts: async (asking, from) => ({ moderator: asking.person, ...(await regulation(asking, from)) }),
  },
  RecommendDecision: {
    may: MAY['application.recommend'],
    facts: ({ person }) => ({ recommender: person }),
  },

  ProposeDecision: {
    may: MAY['application.propose'],
    command: async (sent: ProposalBody, asking, from) => ({
      ...(await regulation(asking, from)),
      proposer: asking.person,
      ...proposalOf(sent),
    }),
  },
  ReturnProposal: {
    may: MAY['application.return'],
    facts: ({ person }) => ({ decisionMaker: person }),
    judge: ({ person }) => preparersFirst(person),
  },
  /** Until it has told the party, the body above has no part in the case. */
  RecordReviewNotice: {
    may: MAY['application.review'],
    facts: ({ person, organisation, today }) => ({ person, organisation: organisation ?? '', today }),
    judge: async ({ id, actor }, { applications, regulations }) => {
      const state = await applications.find(id);
      if (state.status === 'none') return (_, usual) => usual;
      const { appeal } = await regulations.of(id);
      const above =
        isOfSuperior(actor, appeal?.body) &&
        denied(actor, MAY['application.review'], { appealBody: actor.organisation! }) === undefined;
      return (_, usual) => (above ? undefined : usual);
    },
  },
  ProposeOwnReversal: {
    may: MAY['application.propose-reversal'],
    command: async (
      sent: {
        readonly newDecision?: NewDecisionBody | undefined;
        readonly detriment?: SaidDetriment | undefined;
        readonly grounds: string;
      },
      asking,
      from,
    ) => ({
      ...sent,
      newDecision: newDecisionOf(sent.newDecision),
      ...(await reversing(asking, from)),
      multiYear: (await from.regulations.of(asking.id)).multiYear,
    }),
  },
  ReturnOwnReversal: { may: MAY['application.approve-reversal'], facts: reversing },
  AbandonReservation: { follows: 'a reservation that led to nothing; too-many-reservations' },
  ProposeReceiptCorrection: {
    may: MAY['application.propose-receipt'],
    facts: ({ person, today }) => ({ proposer: person, today }),
  },
  ApproveReceiptCorrection: {
    may: MAY['application.approve-receipt'],
    facts: async (asking, from) => ({ approver: asking.person, ...(await regulation(asking, from)) }),
  },
  RejectReceiptCorrection: {
    may: MAY['application.approve-receipt'],
    facts: ({ person }) => ({ person }),
  },
  EndAppealPeriod: { follows: 'the passing of time' },
  ReopenApplication: { follows: 'an appeal' },
  OmitDecision: { follows: 'a decision that nobody made' },
} as const satisfies Steps<Application, ApplicationCommand, Sources>;

async function reversing({ id, person, actor, today }: Asking, { applications, regulations }: Sources) {
  const state = await applications.find(id);
  if (state.status === 'none') return { person, body: 'deciding' as const, rules: undefined, today };
  const version = await regulations.of(id);
  return { person, body: reversingBodyOf(actor, version), rules: version.appeal, today };
}

async function reviewer({ id, person, actor }: Asking, { makers }: Sources) {
  const parts = await makers.partsOf(id, person);
  return { person, superior: actor.roles.includes('superior'), parts };
}

async function regulation({ id }: Asking, { regulations }: Sources) {
  return { regulation: await regulations.of(id) };
}

/** Beside the policy, who acts for an organisation must be one of its representatives. */
async function mayApply({ id, actor, now }: Asking, { acting }: Sources): Promise<Judge<Application>> {
  const no = await acting.refusalFor(id, actor, 'apply', now);
  return (_, usual) => usual ?? no;
}

/** A step on the application `id`. */
export class TakeApplicationStep extends ResourceCommand<Sent<ApplicationCommand, typeof STEPS>> {}

/** Takes the steps on applications. */
@CommandHandler(TakeApplicationStep)
export class ApplicationSteps extends TakesSteps<Application, ApplicationCommand, ApplicationEvent, Sources> {
  constructor(
    applications: Applications,
    regulations: RegulationsOfCases,
    representatives: Representatives,
    acting: ActingForParty,
    forwarded: ForwardedCases,
    makers: MakersInCases,
  ) {
    super(applications, STEPS, { applications, regulations, representatives, acting, forwarded, makers });
  }
}
