import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { plain } from '#http/plain.js';
import { MAY } from '../access.js';
import { ForewarnRevocation } from '../application/awards/forewarn-revocation.js';
import { TakeAwardStep } from '../application/awards/steps.js';
import {
  AmendmentReturnDto,
  DecisionWordsDto,
  ReinstatementDto,
  RevocationDto,
  RevocationForewarningDto,
} from './awards.dto.js';
import { approval, forewarning, reinstatement, reinstatementReturn, revocation } from './examples/award.js';

/** Revocation of awards: forewarned, proposed by one, approved by another. */
@ApiTags('awards')
@Controller('v1/awards/:id')
export class AwardsRevocationController {
  constructor(private readonly commands: CommandBus) {}

  @Post('revocation-forewarning')
  @Describe({
    summary: 'Tell the recipient that the grant may be revoked',
    description:
      'The recipient may answer until `replyBy`; the regulation says when, unless the body does. With `reportId` the grant is reduced for the co-funding that did not come; the letter shows how that is calculated.',
    action: MAY['award.revoke'],
    command: 'changes',
    example: forewarning,
    problems: [
      'wrong-state',
      'conflict-of-interest',
      'reply-by-invalid',
      'reply-by-missing',
      'no-shortfall',
      'case-erased',
      'not-accepted',
      'award-suspended',
    ],
  })
  async forewarn(
    @Param('id') id: string,
    @Body() body: RevocationForewarningDto,
    @Command() context: CommandContext,
  ) {
    return respond(await this.commands.execute(new ForewarnRevocation(id, plain(body), context)));
  }

  @Post('revocation')
  @Describe({
    summary: 'Propose to revoke the grant',
    description:
      'Once the time to answer the forewarning is over. What stays in force is left out where it follows from a report with too little co-funding.',
    action: MAY['award.revoke'],
    command: 'changes',
    example: revocation,
    problems: [
      'wrong-state',
      'conflict-of-interest',
      'not-forewarned',
      'forewarning-running',
      'amount-invalid',
      'other-currency',
      'not-accepted',
      'award-suspended',
    ],
  })
  propose(@Param('id') id: string, @Body() body: RevocationDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'ProposeRevocation', ...plain(body) }, context);
  }

  @Post('revocation-approval')
  @Describe({
    summary: 'Approve the revocation',
    description:
      'By another person than everyone who prepared it, and, where less is taken off than co-funding fell short by, than who approved the report. What was released beyond what stays in force is due back; what is not with the bank is cut to what stays in force, and an award of which something stays goes on.',
    action: MAY['award.decide'],
    command: 'changes',
    example: approval,
    problems: [
      'proposal-replaced',
      'four-eyes',
      'decided-the-basis',
      'outside-delegation',
      'conflict-of-interest',
      'no-revocation',
      'amount-invalid',
      'wrong-state',
      'not-accepted',
      'award-suspended',
    ],
  })
  approve(@Param('id') id: string, @Body() body: DecisionWordsDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'ApproveRevocation', ...plain(body) }, context);
  }

  @Post('reinstatement')
  @Describe({
    summary: 'Propose to undo a revocation of own motion',
    description:
      'In the recipient’s favour, without an appeal; the last revocation that stands when none is named. It is undone as a whole. What the appeal body left of one is not reversed here.',
    action: MAY['award.revoke'],
    command: 'changes',
    example: reinstatement,
    problems: [
      'not-revoked',
      'decided-above',
      'appropriation-awaited',
      'conflict-of-interest',
      'not-accepted',
    ],
  })
  proposeReinstatement(
    @Param('id') id: string,
    @Body() body: ReinstatementDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'ProposeReinstatement', ...plain(body) }, context);
  }

  @Post('reinstatement-approval')
  @Describe({
    summary: 'Approve that a revocation is undone',
    description:
      'By another person. The grant is in force again as after an appeal that was won, or waits for money; pending appeals against the revocation are over, and the recipient is told by letter.',
    action: MAY['award.decide'],
    command: 'changes',
    example: approval,
    problems: [
      'proposal-replaced',
      'four-eyes',
      'outside-delegation',
      'conflict-of-interest',
      'no-reversal',
      'not-revoked',
      'decided-above',
      'appropriation-awaited',
      'not-accepted',
    ],
  })
  approveReinstatement(
    @Param('id') id: string,
    @Body() body: DecisionWordsDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'ApproveReinstatement', ...plain(body) }, context);
  }

  @Post('reinstatement-return')
  @Describe({
    summary: 'Return a proposal to undo a revocation',
    action: MAY['award.decide'],
    command: 'changes',
    example: reinstatementReturn,
    problems: ['four-eyes', 'conflict-of-interest', 'no-reversal', 'not-accepted'],
  })
  returnReinstatement(
    @Param('id') id: string,
    @Body() body: AmendmentReturnDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'ReturnReinstatement', ...plain(body) }, context);
  }

  private async take(id: string, step: TakeAwardStep['content'], context: CommandContext) {
    return respond(await this.commands.execute(new TakeAwardStep(id, step, context)));
  }
}
