import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { NoContent, TakesNoContent } from '#http/no-content.js';
import { plain } from '#http/plain.js';
import { MAY } from '../access.js';
import { TakeRecoveryStep } from '../application/recoveries/steps.js';
import * as examples from './examples/recoveries.js';
import { PayoutNoteDto } from './payouts.dto.js';
import { LimitationDto, LimitationMoveDto, RecoveryReturnDto } from './recoveries.dto.js';

/** Until when a claim may be made: what gives it more time, and other dates. */
@ApiTags('recoveries')
@Controller('v1/recoveries')
export class LimitationController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':id/limitation')
  @Describe({
    summary: 'Record what gives the claim more time before it is barred (foreldelse)',
    description:
      'The date is computed by the rules of the claim: from an acknowledgement or a legal step anew, by agreement so much longer, and from the day on which the agency knew of the claim at the least so long; in all no more than they say. Each part of a claim has its own date.',
    action: MAY['recovery.limitation'],
    command: 'changes',
    example: examples.limitation,
    problems: [
      'wrong-state',
      'barred-by-limitation',
      'limitation-not-later',
      'date-out-of-range',
      'debtor-representative',
    ],
  })
  limitation(@Param('id') id: string, @Body() body: LimitationDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'ProlongLimitation', ...plain(body) }, context);
  }

  @Post(':id/limitation-end')
  @TakesNoContent()
  @Describe({
    summary: 'Have it said that the claim, or parts of it, are barred since their days have passed',
    description: 'Of a claim from before these days were watched; of any other the clock says it.',
    action: MAY['recovery.limitation'],
    command: 'changes',
    problems: ['wrong-state', 'limitation-runs'],
  })
  bar(@Param('id') id: string, @NoContent() _: object, @Command() context: CommandContext) {
    return this.take(id, { type: 'BarClaim' }, context);
  }

  @Post(':id/limitation-move')
  @Describe({
    summary: 'Propose a date of limitation that follows from no rule',
    description: 'It holds once another person approves. A further proposal replaces the one before.',
    action: MAY['recovery.propose-limitation'],
    command: 'changes',
    example: examples.limitationMove,
    problems: ['wrong-state', 'due-in-the-past', 'debtor-representative'],
  })
  moveLimitation(
    @Param('id') id: string,
    @Body() body: LimitationMoveDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'ProposeLimitationMove', ...plain(body) }, context);
  }

  @Post(':id/limitation-move-approval')
  @Describe({
    summary: 'Approve the date of limitation another person proposed',
    action: MAY['recovery.approve'],
    command: 'changes',
    example: {},
    problems: ['proposal-replaced', 'nothing-proposed', 'four-eyes', 'debtor-representative'],
  })
  approveLimitation(
    @Param('id') id: string,
    @Body() body: PayoutNoteDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'ApproveLimitationMove', ...plain(body) }, context);
  }

  @Post(':id/limitation-move-return')
  @Describe({
    summary: 'Return the date of limitation another person proposed',
    action: MAY['recovery.approve'],
    command: 'changes',
    example: examples.proposalReturn,
    problems: ['nothing-proposed', 'four-eyes', 'debtor-representative'],
  })
  returnLimitation(
    @Param('id') id: string,
    @Body() body: RecoveryReturnDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'ReturnLimitationMove', ...plain(body) }, context);
  }

  private async take(id: string, step: TakeRecoveryStep['content'], context: CommandContext) {
    return respond(await this.commands.execute(new TakeRecoveryStep(id, step, context)));
  }
}
