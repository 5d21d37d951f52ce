import { Body, Controller, Get, Header, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '#eventsourcing/event.js';
import { After } from '#http/after.js';
import { Describe } from '#http/describe.js';
import { AfterQuery } from '#http/list-query.js';
import { CurrentActor } from '#http/identity.js';
import { MAY } from '../access.js';
import { Dashboards } from '../queries/dashboards.js';
import { Scenarios } from '../queries/scenarios.js';
import { ScenarioDto } from './contract.dto.js';
import * as examples from './examples/pilots.js';
import { LanguageQuery, localeOf } from './language.dto.js';

const SVG = 'image/svg+xml; charset=utf-8';

/** Pilots at a glance, and what terms would pay. */
@ApiTags('pilots')
@Controller('v1/pilots/:id')
export class DashboardController {
  constructor(
    private readonly dashboards: Dashboards,
    private readonly scenarios: Scenarios,
  ) {}

  @Get('dashboard')
  @Describe({
    summary: 'Outcomes against target, what is paid and still owed by payer, follow-up',
    action: MAY['pilot.read'],
    after: true,
  })
  dashboard(
    @Param('id') id: string,
    @Query() _: AfterQuery,
    @After() after: string | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.dashboards.of(id, actor, after);
  }

  @Get('dashboard/chart')
  @Header('content-type', SVG)
  @Describe({
    summary: 'Outcomes against target, as a picture',
    action: MAY['pilot.read'],
    answer: { mediaType: 'image/svg+xml', schema: { type: 'string' } },
  })
  chart(@Param('id') id: string, @Query() query: LanguageQuery, @CurrentActor() actor: Actor) {
    return this.dashboards.chart(id, actor, localeOf(query));
  }

  @Post('scenarios')
  @HttpCode(200)
  @Describe({
    summary: 'What terms would pay over a range of outcomes, by payer',
    description:
      'For terms that nobody has signed: nothing is stored. With `Accept: image/svg+xml` the answer is a picture with axes, units, thresholds and caps. `language` is that of labels and picture. Terms and assumptions that cannot be settled on are refused with the path of each fault in `faults`.',
    action: MAY['pilot.try-terms'],
    example: examples.scenario,
    problems: ['scenario-invalid'],
  })
  async scenario(
    @Param('id') id: string,
    @Body() { ...body }: ScenarioDto,
    @Query() query: LanguageQuery,
    @Headers('accept') accept: string | undefined,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const locale = localeOf(query);
    if (accept?.includes('image/svg+xml') !== true) return this.scenarios.curve(id, body, actor, locale);
    const picture = await this.scenarios.chart(id, body, actor, locale);
    void reply.header('content-type', SVG);
    return picture;
  }
}
