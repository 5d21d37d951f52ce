import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { Applications } from '../applications/applications.js';
import type { Application } from '../../domain/application/state.js';
import { Awards } from './awards.js';
import { offerOf } from './offer.js';

/** The award `id` takes the terms of the decision in force, where that is a later one than was accepted. */
export class FollowDecision extends ResourceCommand<Record<string, never>> {}

/** Carries out {@link FollowDecision}. */
@CommandHandler(FollowDecision)
export class FollowDecisionHandler implements ICommandHandler<FollowDecision> {
  constructor(
    private readonly applications: Applications,
    private readonly awards: Awards,
  ) {}

  async execute({ id, context }: FollowDecision) {
    const state = await this.applications.find(id);
    const [offer, rejection] = [offerOf(id, state), rejectionOf(state)];
    return this.awards.follow(id, { type: 'FollowDecision', offer, rejection, now: context.now }, context);
  }
}

/** A decision in force that grants nothing. */
function rejectionOf(state: Application) {
  if (state.status !== 'rejected' && state.status !== 'inadmissible') return undefined;
  const { number, decisionMaker } = state.decision ?? {};
  return number === undefined ? undefined : { decision: number, decisionMaker };
}
