import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { dateInOslo } from '#calendar/oslo.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { registered, type ArrivalBody } from '#eventsourcing/arrivals.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { denied, type Resource } from '#access/policy.js';
import { sameOrganisation } from '#organisations/organisation-number.js';
import { MAY } from '../../access.js';
import { Applications, resourceOf } from '../applications/applications.js';
import { ActingForParty } from '../organisations/acting-for-party.js';
import { Awards } from './awards.js';

/** How a request came, where an official registers it. */
interface Registered {
  readonly arrival?: ArrivalBody | undefined;
}

/** The recipient of the award `id` asks for other terms, or an official registers that it did. */
export class RequestAmendment extends ResourceCommand<
  Registered & { readonly wish: string; readonly grounds: string }
> {}

@CommandHandler(RequestAmendment)
export class RequestAmendmentHandler implements ICommandHandler<RequestAmendment> {
  constructor(
    private readonly applications: Applications,
    private readonly awards: Awards,
    private readonly acting: ActingForParty,
  ) {}

  async execute({ id, content, context }: RequestAmendment): Promise<Outcome> {
    const of = resourceOf(await this.applications.find(id));
    const no = await refusalOf(id, of, context, this.acting);
    if (no) return { ok: false, refusal: no };
    const { wish, grounds } = content;
    const command = { type: 'RequestAmendment', wish, grounds, ...said(content, of, context) } as const;
    return this.awards.accept(id, command, context, of, ASKING);
  }
}

/** The recipient of the award `id` takes its request back, or an official registers that it did. */
export class WithdrawAmendmentRequest extends ResourceCommand<
  Registered & { readonly request: number; readonly grounds?: string | undefined }
> {}

@CommandHandler(WithdrawAmendmentRequest)
export class WithdrawAmendmentRequestHandler implements ICommandHandler<WithdrawAmendmentRequest> {
  constructor(
    private readonly applications: Applications,
    private readonly awards: Awards,
    private readonly acting: ActingForParty,
  ) {}

  async execute({ id, content, context }: WithdrawAmendmentRequest): Promise<Outcome> {
    const of = resourceOf(await this.applications.find(id));
    const no = await refusalOf(id, of, context, this.acting);
    if (no) return { ok: false, refusal: no };
    const { request, grounds } = content;
    const by = said(content, of, context);
    const command = { type: 'WithdrawAmendmentRequest', request, grounds, ...by } as const;
    return this.awards.accept(id, command, context, of, ASKING);
  }
}

const ASKING = MAY['award.request-amendment'];

/** Why a person may not ask for the recipient; what came otherwise is an official's to register, and nobody else's. */
async function refusalOf(id: string, of: Resource, { actor, now }: CommandContext, acting: ActingForParty) {
  const no = denied(actor, ASKING, of);
  return no ?? (isOfParty(of, actor) ? acting.refusalFor(id, actor, 'accept', now) : undefined);
}

function said({ arrival }: Registered, of: Resource, { actor, now }: CommandContext) {
  const today = dateInOslo(now);
  if (isOfParty(of, actor)) return { requester: actor.subject, today };
  return { ...(arrival ? { arrival: registered(arrival, { actor, now }) } : {}), today };
}

function isOfParty({ applicant, representative }: Resource, { organisation }: CommandContext['actor']) {
  return [applicant, representative].some(
    (each) => each !== undefined && sameOrganisation(each, organisation),
  );
}
