import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { OrdinalPipe } from '#http/ordinal.js';
import { plain } from '#http/plain.js';
import { MAY } from '../access.js';
import { TakePilotStep } from '../application/pilots/steps.js';
import * as examples from './examples/pilots.js';
import { PartnerAccountApprovalDto, PartnerAccountDto } from './partner-accounts.dto.js';
import { PilotGroundsDto } from './pilots.dto.js';

/** Where partners are paid to: corrected by one, approved by another. */
@ApiTags('pilots')
@Controller('v1/pilots/:id/account-corrections')
export class PartnerAccountsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Describe({
    summary: 'Have a partner paid at another account',
    description:
      'By the partner itself, or by an official for it, with what shows that the account is its own. Nothing changes before another person has approved.',
    action: MAY['pilot.propose-account'],
    command: 'changes',
    example: examples.partnerAccount,
    problems: [
      'account-invalid',
      'account-correction-waits',
      'not-own-account',
      'partner-unknown',
      'pilot-historical',
    ],
  })
  propose(@Param('id') id: string, @Body() body: PartnerAccountDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'ProposePartnerAccount', ...plain(body) }, context);
  }

  @Post(':number/approval')
  @Describe({
    summary: 'Approve the corrected account of a partner',
    description:
      'By another person than the one who proposed it, and none who signed for the partner. Payouts that are not with the bank go there once they are attested and approved anew; what is with the bank goes where it was sent, and to the corrected account if it fails or comes back.',
    action: MAY['pilot.judge-account'],
    command: 'changes',
    example: examples.partnerAccountApproval,
    problems: ['four-eyes', 'no-account-correction', 'pilot-historical'],
  })
  approve(
    @Param('id') id: string,
    @Param('number', OrdinalPipe) correction: number,
    @Body() body: PartnerAccountApprovalDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'ApprovePartnerAccount', correction, ...plain(body) }, context);
  }

  @Post(':number/rejection')
  @Describe({
    summary: 'Reject the corrected account of a partner',
    description: 'Payouts go where they went. Who proposed it as an official may take it back so.',
    action: MAY['pilot.judge-account'],
    command: 'changes',
    example: examples.partnerAccountRejection,
    problems: ['no-account-correction', 'pilot-historical'],
  })
  reject(
    @Param('id') id: string,
    @Param('number', OrdinalPipe) correction: number,
    @Body() body: PilotGroundsDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'RejectPartnerAccount', correction, ...plain(body) }, context);
  }

  private async take(id: string, step: TakePilotStep['content'], context: CommandContext) {
    return respond(await this.commands.execute(new TakePilotStep(id, step, context)));
  }
}
