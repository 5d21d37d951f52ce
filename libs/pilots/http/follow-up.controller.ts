import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { EXAMPLE_DAY, EXAMPLE_YEAR } from '#http/examples.js';
import { OrdinalPipe } from '#http/ordinal.js';
import { plain } from '#http/plain.js';
import { MAY } from '../access.js';
import { TakePilotStep } from '../application/pilots/steps.js';
import { RiskAssessmentDto, RiskDto, StatusReportDto, VisitDto, VisitReportDto } from './delivery.dto.js';
import { PilotGroundsDto } from './pilots.dto.js';

/** How the directorates follow a pilot up: visits, status reports, risks. */
@ApiTags('pilots')
@Controller('v1/pilots/:id')
export class FollowUpController {
  constructor(private readonly commands: CommandBus) {}

  @Post('visits')
  @Describe({
    summary: 'Plan a visit',
    action: MAY['pilot.manage'],
    command: 'changes',
    example: { on: `${EXAMPLE_YEAR}-05-04`, purpose: 'How participants are taken in' },
    problems: ['wrong-state', 'pilot-historical'],
  })
  plan(@Param('id') id: string, @Body() body: VisitDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'PlanVisit', ...plain(body) }, context);
  }

  @Post('visits/:visit/report')
  @Describe({
    summary: 'Report what a visit found',
    action: MAY['pilot.manage'],
    command: 'changes',
    example: { heldOn: EXAMPLE_DAY, findings: 'The first talks come later than planned.' },
    problems: ['wrong-state', 'visit-unknown', 'date-out-of-range', 'pilot-historical'],
  })
  reportVisit(
    @Param('id') id: string,
    @Param('visit', OrdinalPipe) visit: number,
    @Body() body: VisitReportDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'ReportVisit', visit, ...plain(body) }, context);
  }

  @Post('visits/:visit/cancellation')
  @Describe({
    summary: 'Cancel a visit',
    action: MAY['pilot.manage'],
    command: 'changes',
    example: { grounds: 'It is held together with the next one.' },
    problems: ['wrong-state', 'visit-unknown', 'pilot-historical'],
  })
  cancelVisit(
    @Param('id') id: string,
    @Param('visit', OrdinalPipe) visit: number,
    @Body() body: PilotGroundsDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'CancelVisit', visit, ...plain(body) }, context);
  }

  @Post('status-reports')
  @Describe({
    summary: 'Report how the pilot goes',
    action: MAY['pilot.report-status'],
    command: 'changes',
    example: {
      period: { from: `${EXAMPLE_YEAR - 1}-07-01`, to: `${EXAMPLE_YEAR - 1}-12-31` },
      summary: 'All places are taken.',
    },
    problems: ['wrong-state', 'not-a-party', 'date-out-of-range', 'pilot-historical'],
  })
  reportStatus(@Param('id') id: string, @Body() body: StatusReportDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'ReportStatus', ...plain(body) }, context);
  }

  @Post('risks')
  @Describe({
    summary: 'Raise a risk',
    action: MAY['pilot.manage'],
    command: 'changes',
    example: {
      title: 'Too few are released to the town',
      likelihood: 'medium',
      consequence: 'high',
      measure: 'A second prison joins.',
    },
    problems: ['wrong-state', 'pilot-historical'],
  })
  raise(@Param('id') id: string, @Body() body: RiskDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'RaiseRisk', ...plain(body) }, context);
  }

  @Post('risks/:risk/assessment')
  @Describe({
    summary: 'Assess a risk anew',
    action: MAY['pilot.manage'],
    command: 'changes',
    example: { likelihood: 'low', consequence: 'high' },
    problems: ['wrong-state', 'risk-unknown', 'pilot-historical'],
  })
  reassess(
    @Param('id') id: string,
    @Param('risk', OrdinalPipe) risk: number,
    @Body() body: RiskAssessmentDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'ReassessRisk', risk, ...plain(body) }, context);
  }

  @Post('risks/:risk/closure')
  @Describe({
    summary: 'Close a risk',
    action: MAY['pilot.manage'],
    command: 'changes',
    example: { grounds: 'The second prison has joined.' },
    problems: ['wrong-state', 'risk-unknown', 'pilot-historical'],
  })
  closeRisk(
    @Param('id') id: string,
    @Param('risk', OrdinalPipe) risk: number,
    @Body() body: PilotGroundsDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'CloseRisk', risk, ...plain(body) }, context);
  }

  private async take(id: string, step: TakePilotStep['content'], context: CommandContext) {
    return respond(await this.commands.execute(new TakePilotStep(id, step, context)));
  }
}
