import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { dateInOslo } from '#calendar/oslo.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import type { Actor } from '#eventsourcing/event.js';
import { sameOrganisation } from '#organisations/organisation-number.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import type { ReversingBody } from '../../contract/events.js';
import type { RegulationVersion } from '../../contract/regulation.js';
import type { Application } from '../../domain/application/state.js';
import { withinDelegation } from '../../domain/scheme/delegation.js';
import { Applications } from '../applications/applications.js';
import { RegulationsOfCases } from '../applications/regulations-of-cases.js';
import { mayFollow } from '../../domain/award/following.js';
import { wasAccepted } from '../../domain/award/state.js';
import { Awards } from '../awards/awards.js';
import { Schemes } from '../schemes/schemes.js';
import { ReplacementFunding } from './funding.js';
import { REVOKED } from './money-of-decision.js';

/** The acting person approves what another of the body proposed to reverse on the application `id`. */
export class ApproveOwnReversal extends ResourceCommand<Record<string, unknown>> {}

/** A new decision that grants aid beyond the limit is not made. */
@CommandHandler(ApproveOwnReversal)
export class ApproveOwnReversalHandler implements ICommandHandler<ApproveOwnReversal> {
  constructor(
    private readonly applications: Applications,
    private readonly regulations: RegulationsOfCases,
    private readonly schemes: Schemes,
    private readonly funding: ReplacementFunding,
    private readonly awards: Awards,
  ) {}

  async execute({ id, context }: ApproveOwnReversal): Promise<Outcome> {
    const { actor, now } = context;
    const regulation = await this.regulations.of(id);
    const state = await this.applications.find(id);
    const body = reversingBodyOf(actor, regulation);
    const command = {
      type: 'ApproveOwnReversal',
      person: actor.subject,
      body,
      delegation: body === 'deciding' ? await this.delegationFor(state, context) : undefined,
      rules: regulation.appeal,
      today: dateInOslo(now),
    } as const;
    const act = (as: CommandContext) =>
      this.applications.act(MAY['application.approve-reversal'], id, command, as);
    const granted = state.status === 'none' ? undefined : state.ownReversal?.newDecision;
    if (state.status === 'none' || granted?.outcome !== 'granted') return act(context);
    const award = await this.awards.find(id);
    if (wasAccepted(award) && !mayFollow(award)) return { ok: false, refusal: REVOKED };
    const asked = await act({ ...context, dryRun: true });
    if (!asked.ok) return asked;
    const { amount, schedule } = granted;
    const grant = { reversal: state.ownReversal!.number, amount, schedule };
    const barred = await this.funding.barredByAid(id, state, grant, context);
    return barred ? { ok: false, refusal: barred } : act(context);
  }

  /** Why the acting person may not decide on what is proposed, by delegation. */
  private async delegationFor(state: Application, { actor, now }: CommandContext) {
    const proposed = state.status === 'none' ? undefined : state.ownReversal?.newDecision;
    if (state.status === 'none' || !proposed) return undefined;
    const scheme = await this.schemes.find(state.submission.schemeId);
    return withinDelegation(scheme, actor.subject, proposed.amount.amount, dateInOslo(now));
  }
}

/** Which body a person acts for: the one that appeals go to, or the one that decided. */
export function reversingBodyOf(actor: Actor, { appeal }: RegulationVersion): ReversingBody {
  return isOfSuperior(actor, appeal?.body) ? 'superior' : 'deciding';
}

/** Whether a person acts for the body above the deciding one. */
export function isOfSuperior({ roles, organisation }: Actor, body: string | undefined): boolean {
  return body !== undefined && roles.includes('appeal-body') && sameOrganisation(body, organisation);
}
