import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Budgets } from '../application/budgets.js';
import { FindCommitment } from '../contract/queries.js';

@QueryHandler(FindCommitment)
export class FindCommitmentHandler implements IQueryHandler<FindCommitment> {
  constructor(private readonly budgets: Budgets) {}

  async execute({ schemeId, reservationId }: FindCommitment) {
    const held = (await this.budgets.find(schemeId)).reservations.get(reservationId);
    return held && { payments: held.payments, released: held.released };
  }
}
