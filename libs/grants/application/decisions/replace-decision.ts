import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { dateInOslo } from '#calendar/oslo.js';
import type { Outcome } from '#eventsourcing/command.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import type { ApplicationCommand } from '../../domain/application/application.js';
import { Applications } from '../applications/applications.js';
import { ReplacementFunding } from './funding.js';

type Replacing = Extract<ApplicationCommand, { type: 'ReplaceDecision' }>;

/**
 * An appeal put a new decision in place of the decision `replaces` on the application `id`; its conditions are in
 * clear. A grant without free money then awaits appropriation. For process managers: nobody's roles are asked.
 */
export class ReplaceDecision extends ResourceCommand<
  Omit<Replacing, 'type' | 'decidedOn' | 'funding'> & {
    /** Calendar date; that of the command when left out. */
    readonly decidedOn?: string | undefined;
  }
> {}

/** The money is held first, then the decision names it. */
@CommandHandler(ReplaceDecision)
export class ReplaceDecisionHandler implements ICommandHandler<ReplaceDecision> {
  constructor(
    private readonly applications: Applications,
    private readonly funding: ReplacementFunding,
  ) {}

  async execute({ id, content, context }: ReplaceDecision): Promise<Outcome> {
    const { decidedOn = dateInOslo(context.now) } = content;
    const command = { type: 'ReplaceDecision', ...content, decidedOn } as const;
    const first = await this.applications.follow(id, command, context);
    if (first.ok || first.refusal.code !== 'reservation-missing') return first;
    const state = await this.applications.find(id);
    if (state.status === 'none') return first;
    const funded = await this.funding.of(id, state, content, context);
    if (!funded.ok && funded.refusal.code !== 'budget-exceeded') return funded;
    const funding = funded.ok ? funded.funding : 'none-free';
    return this.applications.follow(id, { ...command, funding }, context);
  }
}
