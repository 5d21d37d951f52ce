import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Budgets } from '../application/budgets.js';
import { plannedOf } from '../domain/state.js';
import { FindCommitment } from '../contract/queries.js';

@QueryHandler(FindCommitment)
export class FindCommitmentHandler implements IQueryHandler<FindCommitment> {
  constructor(private readonly budgets: Budgets) {}

  async execute({ schemeId, reservationId }: FindCommitment) {
    const commitment = (await this.budgets.find(schemeId)).reservations.get(reservationId);
    if (!commitment) return undefined;
    const { payments, released } = commitment;
    return { payments, released, planned: plannedOf(commitment) };
  }
}
