import { Inject } from '@nestjs/common';
import { CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ReserveCommitment } from '#budget/contract/commands.js';
import { budgetYearOf, dateInOslo } from '#calendar/oslo.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { derivedId } from '#eventsourcing/ids.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import { declaredBy, type Declaration } from '#impartiality/impartiality.js';
import { partOf } from '#cqrs/following-command.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { streams, type Letter } from '../../contract/events.js';
import type { ApplicationCommand } from '../../domain/application/application.js';
import { no } from '../../domain/application/refusals.js';
import type { SubmittedApplication } from '../../domain/application/state.js';
import { withinDelegation } from '../../domain/scheme/delegation.js';
import { Applications } from '../applications/applications.js';
import { CaseLetters } from '../letters/case-letters.js';
import { KeptLetters } from '../letters/kept-letters.js';
import { MoneyOfDecision, type Need } from './money-of-decision.js';
import { Schemes } from '../schemes/schemes.js';
import { AidOfGrants } from './aid-of-grants.js';
import { preparersFirst } from './preparers-first.js';

/** The acting decision-maker approves the proposal on the application `id`. */
export class ApproveDecision extends ResourceCommand<{
  readonly impartiality?: Declaration;
  /** The proposal the decision-maker has before them; the latest when left out. */
  readonly proposal?: number;
  readonly grounds?: string;
  /** Where the letter was made elsewhere, as of what is imported. */
  readonly letterElsewhere?: true;
}> {}

type Approval = Extract<ApplicationCommand, { type: 'ApproveDecision' }>;

/**
 * Decision and budget are two streams and one promise: the money is reserved
 * first, under an id that the decision then names; what is reserved and not decided is given up on the application
 * before the budget lets it go, so no slow approval ends as a grant without money. De minimis aid is accounted for in
 * between, and released with the money. Whoever declares a conflict or a
 * doubt with the approval has that recorded and is then refused.
 */
@CommandHandler(ApproveDecision)
export class ApproveDecisionHandler implements ICommandHandler<ApproveDecision> {
  constructor(
    private readonly applications: Applications,
    private readonly schemes: Schemes,
    private readonly money: MoneyOfDecision,
    private readonly aid: AidOfGrants,
    private readonly commands: CommandBus,
    @Inject(CaseLetters) private readonly letters: Pick<CaseLetters, 'ofApproval'>,
    @Inject(KeptLetters) private readonly kept: Pick<KeptLetters, 'send'>,
  ) {}

  execute({ id, content, context }: ApproveDecision): Promise<Outcome> {
    const { letterElsewhere, ...said } = content;
    // Whoever declares a conflict or a doubt with it approves nothing.
    if (letterElsewhere || declaredOnly(content)) return this.carryOut(id, said, context);
    const decided = { approvedBy: context.actor.subject, decidedOn: dateInOslo(context.now) };
    return this.kept.send(
      {
        caseId: id,
        stream: streams.application(id),
        write: () => this.letters.ofApproval(id, decided),
        act: (as, letter) => this.carryOut(id, { ...said, letter }, as),
      },
      context,
    );
  }

  private async carryOut(
    id: string,
    content: Omit<ApproveDecision['content'], 'letterElsewhere'> & { readonly letter?: Letter | undefined },
    context: CommandContext,
  ): Promise<Outcome> {
    const state = await this.applications.find(id);
    const seen = state.status === 'none' ? undefined : state.proposal;
    const delegation = state.status === 'none' ? undefined : await this.delegation(state, context);
    const { proposal = seen?.proposal } = content;
    const approval = { ...content, proposal, delegation };
    const first = await this.approve(id, approval, context);
    const partial = first.ok ? declaredOnly(content) : undefined;
    if (partial) return { ok: false, refusal: partial };
    if (first.ok || first.refusal.code !== 'reservation-missing' || state.status === 'none') return first;

    const need = await this.money.needOf(id, state, context);
    if ('refusal' in need) return { ok: false, refusal: need.refusal };
    if ('reservationId' in need) return this.approve(id, { ...approval, ...need }, context);
    const reservationId = reservationOf(id, state, budgetYearOf(context.now));
    const commitment = { reservationId, ...need };
    const barred = await this.barred(id, state, commitment, context);
    if (barred) return barred;
    if (context.dryRun) return this.approve(id, { ...approval, reservationId }, context);
    const reserved = await this.reserve(id, state, commitment, context);
    if (!reserved.ok) return reserved;
    const aid = await this.recordAid(id, state, commitment, context);
    if (aid && !aid.ok) {
      await this.abandon(id, reservationId, aid.refusal, context);
      return aid;
    }

    const second = await this.approve(id, { ...approval, reservationId }, context);
    if (!second.ok) await this.abandon(id, reservationId, second.refusal, context);
    return second;
  }

  /** What would be refused is asked first: it leaves nothing in case and budget, however often it is tried. */
  private async barred(
    id: string,
    state: SubmittedApplication,
    commitment: Need & { readonly reservationId: string },
    context: CommandContext,
  ): Promise<Outcome | undefined> {
    const undeclared = await this.aid.undeclaredIn(state.submission);
    if (undeclared) return { ok: false, refusal: undeclared };
    const asking = { ...context, dryRun: true } as const;
    const reserved = await this.reserve(id, state, commitment, asking);
    if (!reserved.ok) return reserved;
    const aid = await this.recordAid(id, state, commitment, asking);
    return aid?.ok === false ? aid : undefined;
  }

  private approve(
    id: string,
    content: Omit<Approval, 'type' | 'decisionMaker' | 'decidedOn' | 'budgetYear'>,
    context: CommandContext,
  ): Promise<Outcome> {
    const { now, actor } = context;
    const decisionMaker = actor.subject;
    const when = { decidedOn: dateInOslo(now), budgetYear: budgetYearOf(now) };
    const command = { type: 'ApproveDecision', decisionMaker, ...when, ...content } as const;
    return this.applications.act(
      MAY['application.approve'],
      id,
      command,
      context,
      preparersFirst(decisionMaker),
    );
  }

  /** Why the proposal lies outside what was delegated to the acting person on that day. */
  private async delegation(
    { proposal, submission }: SubmittedApplication,
    { actor, now }: CommandContext,
  ): Promise<Approval['delegation']> {
    if (!proposal) return undefined;
    const scheme = await this.schemes.find(submission.schemeId);
    return withinDelegation(scheme, actor.subject, proposal.amount.amount, dateInOslo(now));
  }

  private reserve(
    caseId: string,
    { submission }: SubmittedApplication,
    { reservationId, amount, payments }: Need & { readonly reservationId: string },
    context: CommandContext,
  ): Promise<Outcome> {
    const budgetYear = budgetYearOf(context.now);
    const reserve = { reservationId, caseId, currency: amount.currency, budgetYear, payments };
    const part = partOf(context, `reserve:${reservationId}`);
    return this.commands.execute(new ReserveCommitment(submission.schemeId, reserve, part));
  }

  private recordAid(
    caseId: string,
    { submission }: SubmittedApplication,
    { reservationId, amount }: Need & { readonly reservationId: string },
    context: CommandContext,
  ): Promise<Outcome | undefined> {
    const { applicant, stateAid: declaration } = submission;
    const { organisation } = applicant;
    const grant = { caseId, terms: submission, organisation, declaration, amount, reservationId };
    return this.aid.record(grant, context);
  }

  private abandon(
    id: string,
    reservationId: string,
    because: Refusal,
    context: CommandContext,
  ): Promise<Outcome> {
    const grounds = `the approval was refused: ${because.code}`;
    const command = { type: 'AbandonReservation', reservationId, grounds } as const;
    return this.applications.follow(id, command, partOf(context, `abandon:${reservationId}`));
  }
}

/** One reservation per proposal and budget year; a new one after one that was given up. */
function reservationOf(
  id: string,
  { proposal, abandoned }: SubmittedApplication,
  budgetYear: number,
): string {
  return derivedId('reservation', id, proposal!.proposal, abandoned.size, budgetYear);
}

/** Why an approval that was carried out as a declaration alone is refused. */
function declaredOnly({
  impartiality,
}: Pick<ApproveDecision['content'], 'impartiality'>): Refusal | undefined {
  const declared = impartiality && declaredBy(impartiality);
  if (declared === 'conflict') return no.impartiality();
  return declared === 'doubt' ? no.ruling() : undefined;
}
