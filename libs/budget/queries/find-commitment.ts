import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Budgets } from '../application/budgets.js';
import { FindCommitment } from '../contract/queries.js';

@QueryHandler(FindCommitment)
export class FindCommitmentHandler implements IQueryHandler<FindCommitment> {
  constructor(private readonly budgets: Budgets) {}

  async execute({ schemeId, reservationId }: FindCommitment) {
    const commitment = (await this.budgets.find(schemeId)).reservations.get(reservationId);
    return commitment && { payments: commitment.payments, released: commitment.released };
  }
}
