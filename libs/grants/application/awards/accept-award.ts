import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Outcome } from '#eventsourcing/command.js';
import { denied } from '#access/policy.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { paysNothing } from '../../domain/application/flagging.js';
import { Applications, resourceOf } from '../applications/applications.js';
import { ActingForParty } from '../organisations/acting-for-party.js';
import { Awards } from './awards.js';
import { Acceptances } from './acceptances.js';
import { offerOf } from './offer.js';

/** The recipient accepts the grant of the case `id`. */
export class AcceptAward extends ResourceCommand<Record<string, unknown>> {}

@CommandHandler(AcceptAward)
export class AcceptAwardHandler implements ICommandHandler<AcceptAward> {
  constructor(
    private readonly applications: Applications,
    private readonly awards: Awards,
    private readonly acting: ActingForParty,
    private readonly acceptances: Acceptances,
  ) {}

  async execute({ id, context }: AcceptAward): Promise<Outcome> {
    const state = await this.applications.find(id);
    const offer = offerOf(id, state);
    const { lastDay, stopped } = await this.acceptances.of(id);
    const deadline = stopped ? undefined : lastDay;
    const flagged = state.status === 'none' || !paysNothing(state) ? undefined : state.flagged?.decision;
    const command = { type: 'AcceptAward', offer, deadline, flagged, now: context.now } as const;
    const of = resourceOf(state);
    const { actor, now } = context;
    const no =
      denied(actor, MAY['award.accept'], of) ?? (await this.acting.refusalFor(id, actor, 'accept', now));
    if (no) return { ok: false, refusal: no };
    return this.awards.accept(id, command, context, of);
  }
}
