import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { OrdinalPipe } from '#http/ordinal.js';
import { plain } from '#http/plain.js';
import { MAY } from '../access.js';
import { TakeAwardStep } from '../application/awards/steps.js';
import { AccountCorrectionDto, AccountRejectionDto } from './awards-account.dto.js';
import { DecisionWordsDto } from './awards.dto.js';
import { accountCorrection, accountRejection, approval } from './examples/award.js';

/** Where awards are paid to: corrected by one, approved by another. */
@ApiTags('awards')
@Controller('v1/awards/:id/account-corrections')
export class AwardsAccountController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Describe({
    summary: 'Have the grant paid to another account',
    description:
      'By the recipient, or by an official for it, with what shows that the account is its own. Nothing changes before another person has approved.',
    action: MAY['award.propose-account'],
    command: 'changes',
    example: accountCorrection,
    problems: [
      'account-invalid',
      'account-correction-waits',
      'conflict-of-interest',
      'not-a-representative',
      'not-accepted',
    ],
  })
  propose(@Param('id') id: string, @Body() body: AccountCorrectionDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'ProposeAccountCorrection', ...plain(body) }, context);
  }

  @Post(':number/approval')
  @Describe({
    summary: 'Approve the corrected account',
    description:
      'By another person than the one who proposed it. Payouts that are not with the bank go there once they are attested and approved anew; what is with the bank goes where it was sent, and to the corrected account if it fails or comes back.',
    action: MAY['award.judge-account'],
    command: 'changes',
    example: approval,
    problems: ['four-eyes', 'conflict-of-interest', 'no-account-correction', 'not-accepted'],
  })
  approve(
    @Param('id') id: string,
    @Param('number', OrdinalPipe) correction: number,
    @Body() body: DecisionWordsDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'ApproveAccountCorrection', correction, ...plain(body) }, context);
  }

  @Post(':number/rejection')
  @Describe({
    summary: 'Reject the corrected account',
    description: 'Payouts go where they went. Who proposed it as an official may take it back so.',
    action: MAY['award.judge-account'],
    command: 'changes',
    example: accountRejection,
    problems: ['conflict-of-interest', 'no-account-correction', 'not-accepted'],
  })
  reject(
    @Param('id') id: string,
    @Param('number', OrdinalPipe) correction: number,
    @Body() body: AccountRejectionDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'RejectAccountCorrection', correction, ...plain(body) }, context);
  }

  private async take(id: string, step: TakeAwardStep['content'], context: CommandContext) {
    return respond(await this.commands.execute(new TakeAwardStep(id, step, context)));
  }
}
