import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { dateInOslo } from '#calendar/oslo.js';
import type { Outcome } from '#eventsourcing/command.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { Applications, resourceOf } from '../applications/applications.js';
import { Acceptances } from './acceptances.js';
import { Awards } from './awards.js';
import { offerOf } from './offer.js';

/** A caseworker says by when the grant of the case `id` has to be accepted; calendar dates. */
export class SetAcceptanceDate extends ResourceCommand<{
  readonly lastDay: string;
  readonly remindOn?: string | undefined;
}> {}

@CommandHandler(SetAcceptanceDate)
export class SetAcceptanceDateHandler implements ICommandHandler<SetAcceptanceDate> {
  constructor(
    private readonly applications: Applications,
    private readonly awards: Awards,
    private readonly acceptances: Acceptances,
  ) {}

  async execute({ id, content, context }: SetAcceptanceDate): Promise<Outcome> {
    const state = await this.applications.find(id);
    const { lastDay: deadline } = await this.acceptances.of(id);
    const command = {
      type: 'SetAcceptanceDate',
      ...content,
      offer: offerOf(id, state),
      person: context.actor.subject,
      notifiedOn: state.status === 'none' ? undefined : state.decision?.notified?.receivedOn,
      deadline,
      today: dateInOslo(context.now),
    } as const;
    return this.awards.accept(id, command, context, resourceOf(state), MAY['award.set-acceptance']);
  }
}
