import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '#eventsourcing/event.js';
import { After } from '#http/after.js';
import { Describe } from '#http/describe.js';
import { PageQuery } from '#http/list-query.js';
import { pageRequest } from '#http/paging.js';
import { CurrentActor } from '#http/identity.js';
import { MAY } from '../access.js';
import { RANKING_CURSOR_PARTS, Rankings } from '../queries/ranking.js';

/** How the applications of a call compare. */
@ApiTags('calls')
@Controller('v1/calls/:id/ranking')
export class RankingController {
  constructor(private readonly rankings: Rankings) {}

  @Get()
  @Describe({
    summary: 'The applications of a call, best first',
    description:
      'By weighted total: of the moderation, else the average of both assessors. Equal points share a rank and are `tied`; without a rank are those whose assessment is not settled.',
    action: MAY['ranking.read'],
    paged: true,
    after: true,
  })
  of(
    @Param('id') id: string,
    @Query() query: PageQuery,
    @After() after: string | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.rankings.of(id, pageRequest(query, RANKING_CURSOR_PARTS), actor, after);
  }
}
