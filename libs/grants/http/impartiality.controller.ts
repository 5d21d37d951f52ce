import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import { Bulk, type BulkCommand } from '#http/bulk.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { DeclarationsDto } from '#http/impartiality.js';
import { plain } from '#http/plain.js';
import { MAY } from '../access.js';
import { TakeApplicationStep } from '../application/applications/steps.js';
import { ReviewDto, StandInDto } from './assessment.dto.js';

const REVIEWING = ['decision-not-flagged', 'not-stand-in', 'four-eyes', 'grounds-missing'];

/** Impartiality in many cases at once. */
@ApiTags('assessment')
@Controller('v1/impartiality')
export class ImpartialityController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Describe({
    summary: 'Declare in many cases whether you have a conflict of interest',
    description: 'Each as by itself: what one is refused for is no matter to the others.',
    action: MAY['application.declare-impartiality'],
    command: 'bulk',
    example: {
      items: [
        { id: '0190b6c8-8a51-7c4e-9d3f-2f1d3b8c5a11', conflict: false },
        { id: '0190b6c8-8a51-7c4e-9d3f-2f1d3b8c5a12', conflict: true, statement: 'My sister works there.' },
      ],
    },
  })
  declare(@Body() body: DeclarationsDto, @Bulk() bulk: BulkCommand) {
    return bulk.each(
      body.items,
      (id) => `/v1/applications/${id}/impartiality`,
      (id, said, context) =>
        this.commands.execute(new TakeApplicationStep(id, { type: 'DeclareImpartiality', ...said }, context)),
    );
  }
}

/** What becomes of a decision in which somebody with a conflict of interest had a part. */
@ApiTags('decisions')
@Controller('v1/applications/:id')
export class FlaggedDecisionsController {
  constructor(private readonly commands: CommandBus) {}

  @Post('upholding')
  @Describe({
    summary: 'Uphold a decision in which somebody with a conflict had a part',
    description: 'What waited is paid again. By a superior who had no part in it, or by the stand-in named.',
    action: MAY['application.review-flagged'],
    command: 'changes',
    example: { grounds: 'Others scored it the same; the outcome would be no other.' },
    problems: REVIEWING,
  })
  uphold(@Param('id') id: string, @Body() body: ReviewDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'UpholdDecision', ...plain(body) }, context);
  }

  @Post('retaking')
  @Describe({
    summary: 'Have a decision taken again in which somebody with a conflict had a part',
    description:
      'It is annulled and the case assessed again, by others; an accepted grant waits meanwhile. A flagged amendment, continuation or revocation is undone alone, and may be decided again; nothing is paid until what stands then is upheld. A flagged claim is sent back to be claimed anew, and a request whose refusal is flagged waits again; payments go on meanwhile. By a superior who had no part in it, or by the stand-in named.',
    action: MAY['application.review-flagged'],
    command: 'changes',
    example: { grounds: 'The scores cannot be told apart from the interest.' },
    problems: REVIEWING,
  })
  retake(@Param('id') id: string, @Body() body: ReviewDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'RetakeDecision', ...plain(body) }, context);
  }

  @Post('stand-in')
  @Describe({
    summary: 'Name who looks at a flagged decision where no superior may',
    action: MAY['application.name-stand-in'],
    command: 'changes',
    example: { person: 'beate', grounds: 'The only superior has a conflict as well.' },
    problems: [
      'decision-not-flagged',
      'four-eyes',
      'conflict-of-interest',
      'too-many-stand-ins',
      'grounds-missing',
    ],
  })
  nameStandIn(@Param('id') id: string, @Body() body: StandInDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'NameStandIn', ...plain(body) }, context);
  }

  private async take(id: string, step: TakeApplicationStep['content'], context: CommandContext) {
    return respond(await this.commands.execute(new TakeApplicationStep(id, step, context)));
  }
}
