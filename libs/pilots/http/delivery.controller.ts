import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { plain } from '#http/plain.js';
import { MAY } from '../access.js';
import { TakePilotStep } from '../application/pilots/steps.js';
import { CohortClosureDto, CohortDto, RecountDto, ServiceDto } from './delivery.dto.js';
import * as examples from './examples/pilots.js';

/** Cohorts, and the service they get. */
@ApiTags('pilots')
@Controller('v1/pilots/:id/cohorts')
export class DeliveryController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Describe({
    summary: 'Open a cohort of the terms',
    action: MAY['pilot.manage'],
    command: 'changes',
    example: examples.cohort,
    problems: ['wrong-state', 'cohort-unknown', 'cohort-state', 'date-out-of-range', 'pilot-historical'],
  })
  open(@Param('id') id: string, @Body() body: CohortDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'OpenCohort', ...plain(body) }, context);
  }

  @Post(':cohort/closure')
  @Describe({
    summary: 'Take nobody in any more, and count the participants',
    action: MAY['pilot.manage'],
    command: 'changes',
    example: examples.cohortClosure,
    problems: [
      'wrong-state',
      'cohort-state',
      'too-many-participants',
      'date-out-of-range',
      'pilot-historical',
    ],
  })
  close(
    @Param('id') id: string,
    @Param('cohort') cohort: string,
    @Body() body: CohortClosureDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'CloseCohort', cohort, ...plain(body) }, context);
  }

  @Post(':cohort/recount')
  @Describe({
    summary: 'Correct the number of participants',
    action: MAY['pilot.manage'],
    command: 'changes',
    example: { persons: 41, grounds: 'One was counted under another cohort.' },
    problems: [
      'wrong-state',
      'cohort-state',
      'too-many-participants',
      'measurement-invalid',
      'pilot-historical',
    ],
  })
  recount(
    @Param('id') id: string,
    @Param('cohort') cohort: string,
    @Body() body: RecountDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'RecountCohort', cohort, ...plain(body) }, context);
  }

  @Post(':cohort/service')
  @Describe({
    summary: 'Report the service delivered to a cohort',
    action: MAY['pilot.report-service'],
    command: 'changes',
    example: examples.service,
    problems: [
      'wrong-state',
      'not-service-provider',
      'cohort-state',
      'date-out-of-range',
      'pilot-historical',
    ],
  })
  service(
    @Param('id') id: string,
    @Param('cohort') cohort: string,
    @Body() body: ServiceDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'ReportService', cohort, ...plain(body) }, context);
  }

  private async take(id: string, step: TakePilotStep['content'], context: CommandContext) {
    return respond(await this.commands.execute(new TakePilotStep(id, step, context)));
  }
}
