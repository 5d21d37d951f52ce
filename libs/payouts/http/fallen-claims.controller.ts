import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import { Command, Report, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { plain } from '#http/plain.js';
import { MAY } from '../access.js';
import { TakeRecoveryStep } from '../application/recoveries/steps.js';
import * as examples from './examples/recoveries.js';
import { PayoutNoteDto } from './payouts.dto.js';
import { ClaimAnewDto, PaidBackDto, PayingBackDto, RecoveryReturnDto } from './recoveries.dto.js';

/** Claims of which an appeal took all or a part: what was repaid is paid back, what was sent back is decided anew. */
@ApiTags('recoveries')
@Controller('v1/recoveries')
export class FallenClaimsController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':id/new-claim')
  @Describe({
    summary: 'Have a claim that the appeal body sent back made anew',
    description:
      'What the recipient keeps beyond what it may keep is forewarned under a recovery of its own. The other way is to propose to drop it.',
    action: MAY['recovery.propose'],
    command: 'changes',
    example: examples.claimAnew,
    problems: ['wrong-state'],
  })
  claimAnew(@Param('id') id: string, @Body() body: ClaimAnewDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'ClaimAnew', ...plain(body) }, context);
  }

  @Post(':id/paying-back')
  @Describe({
    summary: 'Propose to pay back what was repaid on a claim that fell',
    description:
      'Never what the award pays again by its plan. Nothing is paid before another person approves. A further proposal replaces the one before.',
    action: MAY['recovery.propose-paying-back'],
    command: 'changes',
    example: examples.payingBack,
    problems: [
      'exceeds-owed-back',
      'paying-back-approved',
      'debtor-representative',
      'no-amount',
      'other-currency',
    ],
  })
  payBack(@Param('id') id: string, @Body() body: PayingBackDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'ProposePayingBack', ...plain(body) }, context);
  }

  @Post(':id/paying-back-approval')
  @Describe({
    summary: 'Approve what another person proposed to pay back: the finance side pays it',
    action: MAY['recovery.approve'],
    command: 'changes',
    example: {},
    problems: [
      'nothing-proposed',
      'proposal-replaced',
      'four-eyes',
      'exceeds-owed-back',
      'debtor-representative',
    ],
  })
  approve(@Param('id') id: string, @Body() body: PayoutNoteDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'ApprovePayingBack', ...plain(body) }, context);
  }

  @Post(':id/paying-back-return')
  @Describe({
    summary: 'Return what another person proposed to pay back, also once it is approved and not paid',
    action: MAY['recovery.approve'],
    command: 'changes',
    example: examples.proposalReturn,
    problems: ['nothing-proposed', 'four-eyes', 'debtor-representative'],
  })
  giveBack(@Param('id') id: string, @Body() body: RecoveryReturnDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'ReturnPayingBack', ...plain(body) }, context);
  }

  @Post(':id/paid-back')
  @Describe({
    summary: 'Record that what was approved was paid to the debtor',
    description:
      'All of it, on a day from the approval on. The same report again counts once, also without an `Idempotency-Key`.',
    action: MAY['recovery.repayment'],
    command: 'changes',
    example: examples.paidBack,
    problems: ['nothing-proposed', 'date-out-of-range', 'reference-used'],
  })
  paid(@Param('id') id: string, @Body() body: PaidBackDto, @Report('bankReference') context: CommandContext) {
    return this.take(id, { type: 'RecordPaidBack', ...plain(body) }, context);
  }

  private async take(id: string, step: TakeRecoveryStep['content'], context: CommandContext) {
    return respond(await this.commands.execute(new TakeRecoveryStep(id, step, context)));
  }
}
