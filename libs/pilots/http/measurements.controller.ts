import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import { Command, createdId, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { NoContent, TakesNoContent } from '#http/no-content.js';
import { plain } from '#http/plain.js';
import { MAY } from '../access.js';
import { TakePilotStep } from '../application/pilots/steps.js';
import { CorrectionDto, MeasurementDto } from './delivery.dto.js';
import * as examples from './examples/pilots.js';
import { PilotGroundsDto } from './pilots.dto.js';

/** What came out: recorded by the evaluator, verified by an independent validator, disputed, corrected. */
@ApiTags('pilots')
@Controller('v1/pilots/:id/measurements')
export class MeasurementsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Describe({
    summary: 'Record a measurement',
    description:
      'Counts and the digest of the evidence, no person’s name. What the contract cannot be settled on is refused, with the path of each fault in `faults`. The answer’s `id` is that of the measurement.',
    action: MAY['pilot.record-measurement'],
    command: 'creates',
    example: { outcome: examples.outcome },
    problems: ['wrong-state', 'not-evaluator', 'measurement-invalid', 'pilot-historical'],
  })
  async record(@Param('id') id: string, @Body() body: MeasurementDto, @Command() context: CommandContext) {
    const measurementId = createdId(context);
    const step = { type: 'RecordMeasurement', measurementId, ...plain(body) } as const;
    const done = await this.commands.execute(new TakePilotStep(id, step, context));
    const created = done.ok ? { ...done, receipt: { ...done.receipt, id: measurementId } } : done;
    return respond(created, { location: `/v1/pilots/${id}` });
  }

  @Post(':measurement/verification')
  @TakesNoContent()
  @Describe({
    summary: 'Verify a measurement',
    action: MAY['pilot.judge-measurement'],
    command: 'changes',
    problems: ['wrong-state', 'not-validator', 'measurement-state', 'four-eyes', 'pilot-historical'],
  })
  verify(
    @Param('id') id: string,
    @Param('measurement') measurementId: string,
    @NoContent() _: object,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'VerifyMeasurement', measurementId }, context);
  }

  @Post(':measurement/dispute')
  @Describe({
    summary: 'Dispute a measurement: nothing is settled on it until that is resolved',
    action: MAY['pilot.dispute-measurement'],
    command: 'changes',
    example: { grounds: 'Two of the sentences are for acts before the release.' },
    problems: ['wrong-state', 'not-a-party', 'measurement-state', 'pilot-historical'],
  })
  dispute(
    @Param('id') id: string,
    @Param('measurement') measurementId: string,
    @Body() body: PilotGroundsDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'DisputeMeasurement', measurementId, ...plain(body) }, context);
  }

  @Post(':measurement/dispute-dismissal')
  @Describe({
    summary: 'Dismiss a dispute: the measurement stands as it did',
    action: MAY['pilot.judge-measurement'],
    command: 'changes',
    example: { grounds: 'Both acts are dated after the release.' },
    problems: ['wrong-state', 'not-validator', 'measurement-state', 'four-eyes', 'pilot-historical'],
  })
  dismiss(
    @Param('id') id: string,
    @Param('measurement') measurementId: string,
    @Body() body: PilotGroundsDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'DismissDispute', measurementId, ...plain(body) }, context);
  }

  @Post(':measurement/correction')
  @Describe({
    summary: 'Correct a measurement; it is verified anew',
    action: MAY['pilot.record-measurement'],
    command: 'changes',
    example: { outcome: examples.corrected, grounds: 'One sentence was for an act before the release.' },
    problems: ['wrong-state', 'not-evaluator', 'measurement-invalid', 'pilot-historical'],
  })
  correct(
    @Param('id') id: string,
    @Param('measurement') measurementId: string,
    @Body() body: CorrectionDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'CorrectMeasurement', measurementId, ...plain(body) }, context);
  }

  private async take(id: string, step: TakePilotStep['content'], context: CommandContext) {
    return respond(await this.commands.execute(new TakePilotStep(id, step, context)));
  }
}
