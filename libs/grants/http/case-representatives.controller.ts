import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { plain } from '#http/plain.js';
import { MAY } from '../access.js';
import { TakeApplicationStep } from '../application/applications/steps.js';
import { CaseRepresentativeDto, RepresentationEndDto } from './case-representatives.dto.js';
import { caseRepresentative, representationEnd } from './examples/parties.js';

/** Who acts in a case beside its party. */
@ApiTags('applications')
@Controller('v1/applications/:id')
export class CaseRepresentativesController {
  constructor(private readonly commands: CommandBus) {}

  @Post('representative')
  @Describe({
    summary: 'Let somebody act in the case beside the party',
    description:
      'By the party, or by an official who registers what it sent (`arrival`). The party keeps its own right to act; letters and notices go to the representative, whose people see the case. A lawyer needs no written power, anybody else does. The latest takes the place of the one before.',
    action: MAY['representative.record'],
    command: 'changes',
    example: caseRepresentative,
    problems: [
      'not-open',
      'not-a-representative',
      'represents-itself',
      'power-of-attorney-missing',
      'arrival-missing',
      'date-out-of-range',
      'organisation-number-invalid',
    ],
  })
  record(@Param('id') id: string, @Body() body: CaseRepresentativeDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'RecordRepresentative', ...plain(body) }, context);
  }

  @Post('representative-withdrawal')
  @Describe({
    summary: 'End the representation',
    description: 'By the party, by the representative, or by an official who registers what either sent.',
    action: MAY['representative.record'],
    command: 'changes',
    example: representationEnd,
    problems: ['no-representative', 'not-a-representative', 'arrival-missing', 'date-out-of-range'],
  })
  end(@Param('id') id: string, @Body() body: RepresentationEndDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'EndRepresentation', ...plain(body) }, context);
  }

  private async take(id: string, step: TakeApplicationStep['content'], context: CommandContext) {
    return respond(await this.commands.execute(new TakeApplicationStep(id, step, context)));
  }
}
