import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { EventStore } from '#event-store/port.js';
import { EVENT_STORE } from '#cqrs/tokens.js';
import { FindDecidersOfPilot } from '#payouts/contract/queries.js';
import { settlementStream } from '../../contract/events.js';

/** Who approved the version of a settlement that claims back what was paid before. */
@QueryHandler(FindDecidersOfPilot)
export class FindDecidersOfPilotHandler implements IQueryHandler<FindDecidersOfPilot> {
  constructor(@Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readStream'>) {}

  async execute({ caseId, recoveryId }: FindDecidersOfPilot): Promise<readonly string[]> {
    const events = await this.store.readStream(settlementStream(caseId));
    const reclaimed = events.find(
      ({ type, data }) => type === 'StateShareReclaimed' && data['recoveryId'] === recoveryId,
    );
    if (!reclaimed) return [];
    const { version } = reclaimed.data;
    return events
      .filter(({ type, data }) => type === 'SettlementApproved' && data['version'] === version)
      .map(({ data }) => data['approvedBy'] as string);
  }
}
