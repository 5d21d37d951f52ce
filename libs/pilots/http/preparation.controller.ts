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
import { CurrentActor } from '#http/identity.js';
import { MAY } from '../access.js';
import { LinkDevelopmentGrant } from '../application/pilots/link-development-grant.js';
import { TakePilotStep } from '../application/pilots/take-pilot-step.js';
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
  async draft(
    @Param('id') id: string,
    @Body() { ...body }: FrameworkDto,
    @Command() context: CommandContext,
  ) {
    const step = { type: 'DraftFramework', framework: body } as const;
    return respond(await this.commands.execute(new TakePilotStep(id, step, context)));
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
  async adopt(
    @Param('id') id: string,
    @Body() { version }: FrameworkAdoptionDto,
    @Command() context: CommandContext,
  ) {
    const step = { type: 'AdoptFramework', version } as const;
    return respond(await this.commands.execute(new TakePilotStep(id, step, context)));
  }

  @Post('partners')
  @Describe({
    summary: 'An organisation takes part',
    description:
      'Evaluator and validator are independent: they take no other part. A drafted contract lapses.',
    action: MAY['pilot.manage'],
    command: 'changes',
    example: examples.partner,
    problems: ['wrong-state', 'partner-conflict', 'pilot-historical'],
  })
  async join(@Param('id') id: string, @Body() { ...body }: PartnerDto, @Command() context: CommandContext) {
    const step = { type: 'JoinPartner', ...body } as const;
    return respond(await this.commands.execute(new TakePilotStep(id, step, context)));
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
  async remove(
    @Param('id') id: string,
    @Body() { ...body }: PartnerRemovalDto,
    @Command() context: CommandContext,
  ) {
    const step = { type: 'RemovePartner', ...body } as const;
    return respond(await this.commands.execute(new TakePilotStep(id, step, context)));
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
  async link(
    @Param('id') id: string,
    @Body() { applicationId }: DevelopmentGrantDto,
    @Command() context: CommandContext,
  ) {
    return respond(await this.commands.execute(new LinkDevelopmentGrant(id, { applicationId }, context)));
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
}
