import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { dateInOslo } from '#calendar/oslo.js';
import type { Outcome } from '#eventsourcing/command.js';
import { denied } from '#access/policy.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { sameOrganisation } from '#organisations/organisation-number.js';
import { MAY } from '../../access.js';
import type { AwardDeclined } from '../../contract/events.js';
import type { Application } from '../../domain/application/state.js';
import { wasAccepted } from '../../domain/award/state.js';
import { Applications, resourceOf } from '../applications/applications.js';
import { ActingForParty } from '../organisations/acting-for-party.js';
import { Awards } from './awards.js';
import { offerOf } from './offer.js';

/** The recipient declines the grant of the case `id`, or an official registers that it did. */
export class DeclineAward extends ResourceCommand<
  Partial<Pick<AwardDeclined['data'], 'declinedOn' | 'channel'>> & { readonly grounds?: string | undefined }
> {}

@CommandHandler(DeclineAward)
export class DeclineAwardHandler implements ICommandHandler<DeclineAward> {
  constructor(
    private readonly applications: Applications,
    private readonly awards: Awards,
    private readonly acting: ActingForParty,
  ) {}

  async execute({ id, content, context }: DeclineAward): Promise<Outcome> {
    const state = await this.applications.find(id);
    const of = resourceOf(state);
    const { actor, now } = context;
    const byRecipient = [of.applicant, of.representative].some(
      (each) => each !== undefined && sameOrganisation(each, actor.organisation),
    );
    const no =
      denied(actor, MAY['award.decline'], of) ??
      (byRecipient ? await this.acting.refusalFor(id, actor, 'accept', now) : undefined);
    if (no) return { ok: false, refusal: no };
    if (await this.waitsForMoney(id, state)) {
      const said = { ...content, person: actor.subject, byRecipient, today: dateInOslo(now) };
      const command = { type: 'DeclineWaitingGrant', ...said } as const;
      return this.applications.act(MAY['award.decline'], id, command, context);
    }
    const command = {
      type: 'DeclineAward',
      ...content,
      offer: offerOf(id, state),
      decidedOn: state.status === 'none' ? undefined : state.decision?.decidedOn,
      person: actor.subject,
      byRecipient,
      today: dateInOslo(now),
    } as const;
    return this.awards.accept(id, command, context, of, MAY['award.decline']);
  }

  /** Whether the grant waits for money, or did when it was declined; of an accepted one what was decided anew does. */
  private async waitsForMoney(id: string, { status }: Application): Promise<boolean> {
    if (status !== 'awaiting-appropriation' && status !== 'declined') return false;
    return !wasAccepted(await this.awards.find(id));
  }
}
