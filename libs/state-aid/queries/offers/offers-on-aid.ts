import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { dateInOslo } from '#calendar/oslo.js';
import type { Clock } from '#hosting/clock.js';
import type { Offer } from '#cqrs/offer.js';
import { Reader } from '#cqrs/queries/reader.js';
import { CLOCK } from '#cqrs/tokens.js';
import { OffersOnAid } from '../../contract/queries.js';
import { aidList, type StateAidRow } from '../../read-models/aid-list.js';
import { stateAidOffers } from './state-aid-offers.js';

@QueryHandler(OffersOnAid)
export class OffersOnAidHandler implements IQueryHandler<OffersOnAid> {
  constructor(
    private readonly reader: Reader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ caseId, after }: OffersOnAid): Promise<readonly Offer[]> {
    await this.reader.reached([aidList.name], after);
    const rows = await this.reader.rows<Pick<StateAidRow, 'aid_id'>>(
      'SELECT aid_id FROM state_aid WHERE case_id = $1 ORDER BY aid_id',
      [caseId],
    );
    const today = dateInOslo(this.clock.now());
    return stateAidOffers({ today, aid: rows.map(({ aid_id }) => aid_id) });
  }
}
