import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { dateInOslo } from '#calendar/oslo.js';
import type { Clock } from '#hosting/clock.js';
import type { PossibleCommand } from '#cqrs/possible-commands.js';
import { Reader } from '#cqrs/queries/reader.js';
import { CLOCK } from '#cqrs/tokens.js';
import { PossibleCommandsOnAid } from '../../contract/queries.js';
import { aidList, type StateAidRow } from '../../read-models/aid-list.js';
import { possibleOnAid } from './aid-commands.js';

@QueryHandler(PossibleCommandsOnAid)
export class PossibleCommandsOnAidHandler implements IQueryHandler<PossibleCommandsOnAid> {
  constructor(
    private readonly reader: Reader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ caseId, after }: PossibleCommandsOnAid): Promise<readonly PossibleCommand[]> {
    await this.reader.reached([aidList.name], after);
    const rows = await this.reader.rows<Pick<StateAidRow, 'aid_id'>>(
      'SELECT aid_id FROM state_aid WHERE case_id = $1 ORDER BY aid_id',
      [caseId],
    );
    const today = dateInOslo(this.clock.now());
    return possibleOnAid({ today, aid: rows.map(({ aid_id }) => aid_id) });
  }
}
