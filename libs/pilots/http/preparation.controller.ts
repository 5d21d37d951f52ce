import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import type { Actor } from '#eventsourcing/event.js';
import { After } from '#http/after.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { PageQuery } from '#http/list-query.js';
import { pageRequest, PLACE_PARTS } from '#http/paging.js';
import { plain } from '#http/plain.js';
import { CurrentActor } from '#http/identity.js';
import { MAY } from '../access.js';
import { TakePilotStep } from '../application/pilots/steps.js';
import { DevelopmentGrants } from '../queries/development-grants.js';
import * as examples from './examples/pilots.js';
import {
  FrameworkAdoptionDto,
  DevelopmentGrantDto,
  FrameworkDto,
  PartnerDto,
  PartnerRemovalDto,
} from './pilots.dto.js';

/** What is there before a contract: the framework, those who take part, the municipality's development costs. */
@ApiTags('pilots')
@Controller('v1/pilots/:id')
export class PreparationController {
  constructor(
    private readonly commands: CommandBus,
    private readonly grants: DevelopmentGrants,
  ) {}

  @Post('framework')
  @Describe({
    summary: 'Draft the framework',
    description: 'A later draft takes the place of one before, and adoptions of that lapse.',
    action: MAY['pilot.draft-framework'],
    command: 'changes',
    example: examples.framework,
    problems: ['wrong-state', 'framework-version', 'pilot-historical'],
  })
  draft(@Param('id') id: string, @Body() body: FrameworkDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'DraftFramework', ...plain(body) }, context);
  }

  @Post('framework/adoption')
  @Describe({
    summary: 'Adopt the framework for the own directorate',
    description: 'It is in force when both directorates have adopted it.',
    action: MAY['pilot.adopt-framework'],
    command: 'changes',
    example: { version: examples.framework.version },
    problems: ['wrong-state', 'framework-version', 'four-eyes', 'other-directorate', 'pilot-historical'],
  })
  adopt(@Param('id') id: string, @Body() body: FrameworkAdoptionDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'AdoptFramework', ...plain(body) }, context);
  }

  @Post('partners')
  @Describe({
    summary: 'An organisation takes part',
    description:
      'Evaluator and validator are independent: they take no other part. A drafted contract lapses.',
    action: MAY['pilot.manage'],
    command: 'changes',
    example: examples.partner,
    problems: [
      'wrong-state',
      'partner-conflict',
      'account-invalid',
      'organisation-number-invalid',
      'pilot-historical',
    ],
  })
  join(@Param('id') id: string, @Body() body: PartnerDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'JoinPartner', ...plain(body) }, context);
  }

  @Post('partners/removal')
  @Describe({
    summary: 'An organisation takes part no longer',
    description: 'Until a contract is agreed. A drafted contract lapses.',
    action: MAY['pilot.manage'],
    command: 'changes',
    example: {
      organisation: examples.partner.organisation,
      role: examples.partner.role,
      grounds: 'The town council decided against it.',
    },
    problems: ['wrong-state', 'partner-unknown', 'pilot-historical'],
  })
  remove(@Param('id') id: string, @Body() body: PartnerRemovalDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'RemovePartner', ...plain(body) }, context);
  }

  @Post('development-grants')
  @Describe({
    summary: 'The application of a municipality for development costs belongs to the pilot',
    description:
      'The municipality takes part, and applied to one of the directorates. The id of the example stands for that of its application.',
    action: MAY['pilot.manage'],
    command: 'changes',
    example: { applicationId: '0c281d65-6e5b-5810-aecf-9c520a0c1430' },
    problems: ['wrong-state', 'grant-unknown', 'pilot-historical'],
  })
  link(@Param('id') id: string, @Body() body: DevelopmentGrantDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'LinkDevelopmentGrant', ...plain(body) }, context);
  }

  @Get('development-grants')
  @Describe({
    summary: 'Grants for development costs, with budget lines and reports',
    description: 'For the directorates, for those who oversee, and for a municipality its own.',
    action: MAY['pilot.read'],
    paged: true,
    after: true,
  })
  developmentGrants(
    @Param('id') id: string,
    @Query() query: PageQuery,
    @After() after: string | undefined,
    @CurrentActor() actor: Actor,
  ) {
    return this.grants.of(id, pageRequest(query, PLACE_PARTS), actor, after);
  }

  private async take(id: string, step: TakePilotStep['content'], context: CommandContext) {
    return respond(await this.commands.execute(new TakePilotStep(id, step, context)));
  }
}
