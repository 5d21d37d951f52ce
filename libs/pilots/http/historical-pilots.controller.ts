import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '#eventsourcing/event.js';
import { After } from '#http/after.js';
import { tagged } from '#http/answers.js';
import { Describe } from '#http/describe.js';
import { AfterQuery } from '#http/list-query.js';
import { pageRequest } from '#http/paging.js';
import { CurrentActor } from '#http/identity.js';
import { MAY } from '../access.js';
import { HistoricalPilotList } from '../queries/historical-pilots.js';
import { HistoricalPilotsQuery } from './historical-pilots.dto.js';

/** Impact bonds that others ran, as `tilsagn import` registered them. */
@ApiTags('historical pilots')
@Controller('v1/historical-pilots')
export class HistoricalPilotsController {
  constructor(private readonly pilots: HistoricalPilotList) {}

  @Get()
  @Describe({
    summary: 'Impact bonds others ran: what their prices give for their results, and what was paid',
    description:
      'By their id in the data set. `outcome`: how the sum of what could be computed stands to all that was paid. ' +
      '`q`: words in that id or the title. `difference` is what was paid less what was computed.',
    action: MAY['historical-pilots.read'],
    paged: true,
    after: true,
  })
  list(
    @Query() query: HistoricalPilotsQuery,
    @After() after: string | undefined,
    @CurrentActor() actor: Actor,
  ) {
    const { outcome, q } = query;
    return this.pilots.list({ outcome, q }, pageRequest(query, 2), actor, after);
  }

  @Get(':id')
  @Describe({
    summary: 'One of them, metric by metric, with the files and rows it was read from',
    description:
      '`registrations`, oldest first: each state of the data set that was imported; the last one counts.',
    action: MAY['historical-pilots.read'],
    after: true,
  })
  async one(
    @Param('id') id: string,
    @Query() _: AfterQuery,
    @After() after: string | undefined,
    @CurrentActor() actor: Actor,
  ) {
    const one = await this.pilots.one(id, actor, after);
    return tagged(one, one.revision);
  }
}
