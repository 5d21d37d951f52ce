import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { FindGivingUpDelegations } from '#payouts/contract/queries.js';
import { givingUpDelegationsOf } from '../../domain/scheme/delegation.js';
import { Schemes } from './schemes.js';

/** A person's authority to give money up, as the scheme has recorded it. */
@QueryHandler(FindGivingUpDelegations)
export class FindGivingUpDelegationsHandler implements IQueryHandler<FindGivingUpDelegations> {
  constructor(private readonly schemes: Schemes) {}

  async execute({ schemeId, person, onDate }: FindGivingUpDelegations) {
    return givingUpDelegationsOf(await this.schemes.find(schemeId), person, onDate);
  }
}
