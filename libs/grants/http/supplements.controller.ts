import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { plain } from '#http/plain.js';
import { MAY } from '../access.js';
import { RequestSupplement } from '../application/applications/request-supplement.js';
import { SubmitSupplement } from '../application/applications/submit-supplement.js';
import { supplement, supplementRequest } from './examples/application.js';
import { inOneCurrency, SupplementDto, SupplementRequestDto } from './supplements.dto.js';

/** What is missing in an application is asked for and answered. */
@ApiTags('applications')
@Controller('v1/applications/:id')
export class SupplementsController {
  constructor(private readonly commands: CommandBus) {}

  @Post('supplement-request')
  @Describe({
    summary: 'Ask the applicant for what is missing',
    description:
      'Until the last day the case waits; when nobody has answered by then, it goes on as it is. What was scored before is scored again.',
    action: MAY['application.request-supplement'],
    command: 'changes',
    example: supplementRequest,
    problems: [
      'wrong-state',
      'not-open',
      'not-assigned',
      'impartiality-not-declared',
      'date-invalid',
      'case-erased',
    ],
  })
  async request(
    @Param('id') id: string,
    @Body() body: SupplementRequestDto,
    @Command() context: CommandContext,
  ) {
    return respond(await this.commands.execute(new RequestSupplement(id, plain(body), context)));
  }

  @Post('supplement')
  @Describe({
    summary: 'Answer the request for supplement',
    action: MAY['application.supplement'],
    command: 'changes',
    example: supplement,
    problems: [
      'wrong-state',
      'attachment-unknown',
      'amount-invalid',
      'other-currency',
      'budget-lines-do-not-add-up',
      'co-funding-too-low',
    ],
  })
  async answer(@Param('id') id: string, @Body() body: SupplementDto, @Command() context: CommandContext) {
    inOneCurrency(body);
    return respond(await this.commands.execute(new SubmitSupplement(id, plain(body), context)));
  }
}
