import { CommandHandler } from '@nestjs/cqrs';
import { notFound } from '#access/policy.js';
import type { Money } from '#money/money.js';
import type { Judge } from '#cqrs/guarded-streams.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { TakesSteps, type Asking, type Sent, type Steps } from '#cqrs/steps.js';
import type { Outcome } from '#eventsourcing/command.js';
import { MAY } from '../../access.js';
import type { AppealEvent, ReplacedContent } from '../../contract/events.js';
import type { AppealCommand } from '../../domain/appeal/appeal.js';
import type { Official } from '../../domain/appeal/impartiality.js';
import { no } from '../../domain/appeal/refusals.js';
import type { Terms } from '../../domain/appeal/content.js';
import type { Appeal, SubmittedAppeal } from '../../domain/appeal/state.js';
import type { SaidDetriment } from '../../domain/appeal/detriment.js';
import { RegulationsOfCases } from '../applications/regulations-of-cases.js';
import { withinDelegation } from '../../domain/scheme/delegation.js';
import { ActingForParty } from '../organisations/acting-for-party.js';
import { Representatives } from '../organisations/representatives.js';
import { ImpartialityOfCases } from '../impartiality/impartiality-of-cases.js';
import { Schemes } from '../schemes/schemes.js';
import { AidOfAppeals } from './aid-of-appeals.js';
import { Appealables } from './appealables.js';
import { Appeals } from './appeals.js';
import { AppealsAgainst } from './appeals-against.js';
import { isOthers, unheardBeside } from './others-appeals.js';
import { mayWithdraw } from './may-withdraw.js';
import { newDecisionOf, type NewDecisionBody } from './new-decision.js';
import { Officials } from './officials.js';

interface Sources {
  readonly appeals: Appeals;
  readonly appealables: Appealables;
  readonly officials: Officials;
  readonly regulations: RegulationsOfCases;
  readonly against: AppealsAgainst;
  readonly acting: ActingForParty;
  readonly representatives: Representatives;
  readonly schemes: Schemes;
}

/** A step that may say what replaces a decision on the application, or what is left of something else. */
interface Replacing extends Pick<Official, 'impartiality'> {
  readonly newDecision?: NewDecisionBody | undefined;
  /** Of a revocation or a claim that is changed in part. */
  readonly amount?: Money | undefined;
  readonly detriment?: SaidDetriment | undefined;
  readonly grounds: string;
}

/** What persons and processes do to an appeal that was submitted. */
const STEPS = {
  PrepareAppeal: { may: MAY['appeal.prepare'], judge: known, facts: preparer },
  RecogniseStanding: { may: MAY['appeal.prepare'], judge: known, facts: preparer },
  RecordKnowledge: {
    may: MAY['appeal.prepare'],
    judge: known,
    facts: async (asking, from) => {
      const { appeal, official } = await from.officials.of(asking, 'preparer');
      const { decidedOn } = (await from.appealables.of(appeal)) ?? {};
      const rules =
        appeal.status === 'none' ? undefined : (await from.regulations.of(appeal.submission.caseId)).appeal;
      return { ...official, decidedOn, rules, today: asking.today };
    },
  },
  AcceptLateAppeal: { may: MAY['appeal.prepare'], judge: known, facts: preparer },
  ProposeDismissal: { may: MAY['appeal.prepare'], judge: known, facts: preparer },
  ApproveDismissal: {
    may: MAY['appeal.approve'],
    judge: preparersFirst,
    facts: async (asking, from) => ({ ...(await decider(asking, from)), today: asking.today }),
  },
  ProposeReversal: {
    may: MAY['appeal.prepare'],
    judge: known,
    command: async (sent: Replacing, asking, { officials, appealables }) => {
      const { appeal, official, terms } = await officials.of(asking, 'preparer');
      const overtaken = (await appealables.of(appeal)) === undefined;
      const newDecision = newDecisionOf(sent.newDecision);
      return { ...official, ...sent, newDecision, terms, overtaken, today: asking.today };
    },
  },
  ApproveReversal: {
    may: MAY['appeal.approve'],
    judge: preparersFirst,
    facts: async (asking, { officials, appealables, schemes }) => {
      const { appeal, official, terms } = await officials.of(asking, 'decider');
      const overtaken = (await appealables.of(appeal)) === undefined;
      const delegation = await delegationFor(appeal, asking, terms, schemes);
      return { ...official, terms, overtaken, delegation, today: asking.today };
    },
  },
  ForwardAppeal: { may: MAY['appeal.prepare'], judge: known, facts: preparer },
  DecideAppeal: {
    may: MAY['appeal.decide'],
    judge: preparersFirst,
    command: async (
      sent: Replacing & { readonly outcome: 'stands' | 'changed' | 'annulled' },
      asking,
      { appeals, appealables, officials, regulations, against },
    ) => {
      const { appeal, official, terms } = await officials.of(asking, 'decider');
      const standing = await appealables.of(appeal);
      const { involved = [] } = standing ?? {};
      const newDecision = newDecisionOf(sent.newDecision);
      const rules =
        appeal.status === 'none' ? undefined : (await regulations.of(appeal.submission.caseId)).appeal;
      const othersAppeal = await isOthers(appeal, sent.detriment?.appeal, appeals);
      const unheard = await unheardBeside(asking.id, appeal, against);
      const overtaken = await appealables.isOvertaken(appeal);
      const facts = { involved, overtaken, newDecision, rules, othersAppeal, unheard, terms };
      return { ...official, ...sent, ...facts, today: asking.today };
    },
  },
  CloseOvertakenAppeal: {
    may: MAY['appeal.close'],
    judge: known,
    facts: async (asking, { officials, appealables }) => {
      const { appeal, official } = await officials.of(asking, 'preparer');
      return { ...official, overtaken: await appealables.isOvertaken(appeal) };
    },
  },
  RecordDetrimentNotice: {
    may: MAY['appeal.inform'],
    judge: known,
    facts: ({ person, today }) => ({ person, today }),
  },
  WithdrawAppeal: {
    may: MAY['appeal.withdraw'],
    judge: mayWithdraw,
  },
  /** Its dismissal did not hold: it is treated after all. */
  ReopenAppeal: { follows: 'an appeal' },
  MoveAppealDeadline: { follows: 'a corrected receipt' },
  ProposeReceiptCorrection: {
    may: MAY['appeal.propose-receipt'],
    judge: known,
    facts: ({ person, today }) => ({ person, today }),
  },
  ApproveReceiptCorrection: {
    may: MAY['appeal.approve-receipt'],
    judge: known,
    facts: async ({ id, person }, { appeals, regulations }) => {
      const state = await appeals.find(id);
      const rules =
        state.status === 'none' ? undefined : (await regulations.of(state.submission.caseId)).appeal;
      return { person, rules };
    },
  },
  RejectReceiptCorrection: {
    may: MAY['appeal.approve-receipt'],
    judge: known,
    facts: ({ person }) => ({ person }),
  },
  JoinAppeal: { follows: 'an appeal' },
  OmitOutcome: { follows: 'an outcome that nobody made' },
  SupersedeAppeal: {
    follows: 'what takes away what it is against',
  },
  NoteProvisionalReplyDue: { follows: 'the passing of time' },
  SendProvisionalReply: { may: MAY['appeal.inform'] },
  DeferEnforcement: { may: MAY['appeal.relieve'] },
  CoverCosts: {
    may: MAY['appeal.relieve'],
    judge: known,
    facts: async (asking, { officials }) => {
      const { terms } = await officials.of(asking, 'preparer');
      return { currency: terms.currency };
    },
  },
} as const satisfies Steps<Appeal, AppealCommand, Sources>;

/** Why a person may not decide on what is proposed in place of the decision, by delegation. */
async function delegationFor(appeal: Appeal, { person, today }: Asking, terms: Terms, schemes: Schemes) {
  if (appeal.status === 'none') return undefined;
  const granted = grantedBy(appeal, terms);
  if (granted === undefined) return undefined;
  return withinDelegation(await schemes.find(appeal.submission.schemeId), person, granted, today);
}

/** Minor units in force by the proposed reversal; undefined where it grants nothing. */
function grantedBy({ submission, reversal, reversalInPart }: SubmittedAppeal, { part }: Terms) {
  if (reversal) return reversal.amount.amount;
  return submission.against.kind === 'revocation' ? (reversalInPart?.amount ?? part?.below) : undefined;
}

async function preparer(asking: Asking, { officials }: Sources) {
  return (await officials.of(asking, 'preparer')).official;
}

async function decider(asking: Asking, { officials }: Sources) {
  return (await officials.of(asking, 'decider')).official;
}

/** An appeal that does not exist is not found, whoever asks. */
function known(): Judge<Appeal> {
  return ({ status }, usual) => (status === 'none' ? notFound() : usual);
}

/** Who prepared is told so (four eyes), whatever roles they hold. */
function preparersFirst({ person }: Asking): Judge<Appeal> {
  return (state, usual) => {
    if (state.status === 'none') return notFound();
    return usual?.kind === 'forbidden' && state.preparers.includes(person) ? no.fourEyes() : usual;
  };
}

/** A step in the appeal `id`. */
export class TakeAppealStep extends ResourceCommand<Sent<AppealCommand, typeof STEPS>> {}

/** A doubt that is declared with a step is for a superior to rule on, who does so in the case. */
function withDoubtForCase(taken: TakeAppealStep): TakeAppealStep {
  const { id, content, context } = taken;
  if (!('impartiality' in content) || !content.impartiality?.doubt || content.impartiality.conflict)
    return taken;
  const { impartiality, ...step } = content;
  return new TakeAppealStep(id, step, { ...context, impartiality });
}

/** Takes the steps in appeals. */
@CommandHandler(TakeAppealStep)
export class AppealSteps extends TakesSteps<Appeal, AppealCommand, AppealEvent, Sources> {
  constructor(
    private readonly appeals: Appeals,
    appealables: Appealables,
    officials: Officials,
    regulations: RegulationsOfCases,
    against: AppealsAgainst,
    acting: ActingForParty,
    representatives: Representatives,
    schemes: Schemes,
    private readonly impartiality: ImpartialityOfCases,
    private readonly aid: AidOfAppeals,
  ) {
    super(appeals, STEPS, {
      appeals,
      appealables,
      officials,
      regulations,
      against,
      acting,
      representatives,
      schemes,
    });
  }

  override async execute(taken: TakeAppealStep): Promise<Outcome> {
    const { id, content, context } = withDoubtForCase(taken);
    const granted = await this.grantedBy(id, content);
    return this.aid.within(id, granted, context, (as) => this.take(new TakeAppealStep(id, content, as)));
  }

  /** A conflict that is declared with a step is recorded, in the case as well, and then the step is refused. */
  private async take(step: TakeAppealStep): Promise<Outcome> {
    const outcome = await super.execute(step);
    const said = 'impartiality' in step.content ? step.content.impartiality : undefined;
    if (!outcome.ok || !said?.conflict) return outcome;
    const state = await this.appeals.find(step.id);
    if (state.status !== 'none' && !step.context.dryRun) {
      const { caseId } = state.submission;
      const inCase = await this.impartiality.declare(caseId, said, step.context);
      if (!inCase.ok) return inCase;
    }
    return { ok: false, refusal: no.impartiality() };
  }

  /** What a step puts in place of a decision. */
  private async grantedBy(id: string, step: TakeAppealStep['content']): Promise<ReplacedContent | undefined> {
    if (step.type === 'DecideAppeal' && step.outcome === 'changed') return newDecisionOf(step.newDecision);
    if (step.type !== 'ApproveReversal') return undefined;
    const state = await this.appeals.find(id);
    return state.status === 'none' ? undefined : state.reversal;
  }
}
