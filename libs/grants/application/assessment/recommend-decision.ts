import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import type { RecommendDecision as Recommendation } from '../../domain/application/commands.js';
import { Applications } from '../applications/applications.js';

/** The acting caseworker recommends how the application `id` be decided. */
export class RecommendDecision extends ResourceCommand<
  Pick<Recommendation, 'outcome' | 'amount' | 'rationale'>
> {}

/** Carries out {@link RecommendDecision}. */
@CommandHandler(RecommendDecision)
export class RecommendDecisionHandler implements ICommandHandler<RecommendDecision> {
  constructor(private readonly applications: Applications) {}

  execute({ id, content, context }: RecommendDecision) {
    const command = { type: 'RecommendDecision', recommender: context.actor.subject, ...content } as const;
    return this.applications.act(MAY['application.recommend'], id, command, context);
  }
}
