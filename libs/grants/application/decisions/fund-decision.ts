import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Outcome } from '#eventsourcing/command.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import type { Application } from '../../domain/application/state.js';
import { Applications } from '../applications/applications.js';
import { OfferReopenings } from '../awards/offer-reopenings.js';
import { ReplacementFunding } from './funding.js';

/** Tries whether there is money now for the grant on the application `id` that awaits appropriation, made or offered again. */
export class FundDecision extends ResourceCommand<{ readonly decision: number }> {}

/** Refused `budget-exceeded` while there is still none. */
@CommandHandler(FundDecision)
export class FundDecisionHandler implements ICommandHandler<FundDecision> {
  constructor(
    private readonly applications: Applications,
    private readonly funding: ReplacementFunding,
    private readonly reopenings: OfferReopenings,
  ) {}

  async execute({ id, content, context }: FundDecision): Promise<Outcome> {
    const command = { type: 'FundDecision', ...content } as const;
    const state = await this.applications.find(id);
    if (isWaitingToReopen(state, content.decision))
      return this.reopenings.funded(id, (opens) => this.applications.follow(id, opens, context), context);
    const first = await this.applications.follow(id, command, context);
    if (first.ok || first.refusal.code !== 'reservation-missing') return first;
    if (state.status === 'none' || !state.decision) return first;
    const { amount, schedule, appealId, reversal } = state.decision;
    if (appealId === undefined && reversal === undefined) return first;
    const funded = await this.funding.of(id, state, { appealId, reversal, amount, schedule }, context);
    if (!funded.ok) return funded;
    return this.applications.follow(id, { ...command, funding: funded.funding }, context);
  }
}

/** Whether the offer of that decision waits for money to be open again. */
function isWaitingToReopen(state: Application, number: number): boolean {
  if (state.status === 'none' || state.decision?.number !== number) return false;
  const { standing, waitsToReopen } = state.decision;
  return standing === 'awaiting-appropriation' && waitsToReopen === true;
}
