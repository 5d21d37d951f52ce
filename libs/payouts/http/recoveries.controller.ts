import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import type { Actor } from '#eventsourcing/event.js';
import { After } from '#http/after.js';
import { tagged } from '#http/answers.js';
import { Command, Report, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { AfterQuery } from '#http/list-query.js';
import { pageRequest } from '#http/paging.js';
import { CurrentActor } from '#http/identity.js';
import { MAY } from '../access.js';
import {
  ApproveClaim,
  DropRecovery,
  InterruptLimitation,
  ReplyToForewarning,
} from '../application/recoveries/claims.js';
import { ApproveWriteOff, ProposeWriteOff } from '../application/recoveries/repayments.js';
import { RecoveryList } from '../queries/recovery-list.js';
import * as examples from './examples/recoveries.js';
import { PayoutNoteDto } from './payouts.dto.js';
import { claim, plan, repayment } from './recoveries.content.js';
import {
  ClaimDto,
  DroppingDto,
  InstalmentsDto,
  LimitationDto,
  RecoveriesQuery,
  RepaymentDto,
  ReplyDto,
  WriteOffDto,
} from './recoveries.dto.js';

/** Recoveries: what is due back, from the forewarning to the last repayment. */
@ApiTags('recoveries')
@Controller('v1/recoveries')
export class RecoveriesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly recoveries: RecoveryList,
  ) {}

  @Get()
  @Describe({
    summary: 'Money that is claimed back, by the next day that matters',
    description: '`until`: only those whose deadline is that day or earlier. Applicants see their own.',
    action: MAY['recoveries.read'],
    paged: true,
    after: true,
  })
  list(@Query() query: RecoveriesQuery, @After() after: string | undefined, @CurrentActor() actor: Actor) {
    const { case: caseId, scheme: schemeId, state, until } = query;
    return this.recoveries.list({ caseId, schemeId, state, until }, pageRequest(query, 2), actor, after);
  }

  @Get(':id')
  @Describe({
    summary: 'One recovery with the words given in it',
    action: MAY['recoveries.read'],
    after: true,
  })
  async one(
    @Param('id') id: string,
    @Query() _: AfterQuery,
    @After() after: string | undefined,
    @CurrentActor() actor: Actor,
  ) {
    const one = await this.recoveries.one(id, actor, after);
    return tagged(one, one.revision);
  }

  @Post(':id/reply')
  @Describe({
    summary: 'Answer the forewarning',
    action: MAY['recovery.reply'],
    command: 'changes',
    example: examples.reply,
    problems: ['wrong-state'],
  })
  async reply(@Param('id') id: string, @Body() body: ReplyDto, @Command() context: CommandContext) {
    const content = { answer: body.answer };
    return respond(await this.commands.execute(new ReplyToForewarning(id, content, context)));
  }

  @Post(':id/claim')
  @Describe({
    summary: 'Propose the claim, once the debtor answered or did not in time',
    description: 'A further proposal replaces the one before.',
    action: MAY['recovery.propose'],
    command: 'changes',
    example: examples.claim,
    problems: [
      'wrong-state',
      'reply-open',
      'exceeds-forewarned',
      'barred-by-limitation',
      'due-in-the-past',
      'debtor-representative',
      'no-amount',
      'other-currency',
      'enforcement-deferred',
    ],
  })
  async claim(@Param('id') id: string, @Body() body: ClaimDto, @Command() context: CommandContext) {
    return respond(await this.commands.execute(claim(id, body, context)));
  }

  @Post(':id/claim-approval')
  @Describe({
    summary: 'Approve the claim another person proposed: it is a decision from now on',
    action: MAY['recovery.approve'],
    command: 'changes',
    example: {},
    problems: [
      'wrong-state',
      'four-eyes',
      'debtor-representative',
      'barred-by-limitation',
      'due-in-the-past',
      'enforcement-deferred',
    ],
  })
  async approveClaim(
    @Param('id') id: string,
    @Body() body: PayoutNoteDto,
    @Command() context: CommandContext,
  ) {
    const content = { note: body.note };
    return respond(await this.commands.execute(new ApproveClaim(id, content, context)));
  }

  @Post(':id/instalments')
  @Describe({
    summary: 'Agree to repayment in instalments that cover what is owed',
    description: 'A further plan replaces the one before.',
    action: MAY['recovery.instalments'],
    command: 'changes',
    example: examples.instalments,
    problems: ['wrong-state', 'plan-does-not-add-up', 'due-in-the-past', 'no-amount', 'other-currency'],
  })
  async instalments(
    @Param('id') id: string,
    @Body() body: InstalmentsDto,
    @Command() context: CommandContext,
  ) {
    return respond(await this.commands.execute(plan(id, body, context)));
  }

  @Post(':id/repayments')
  @Describe({
    summary: 'Record a repayment, never more than is owed',
    description: 'The same report again counts once, also without an `Idempotency-Key`.',
    action: MAY['recovery.repayment'],
    command: 'changes',
    example: examples.repayment,
    problems: ['wrong-state', 'overpaid', 'no-amount', 'other-currency'],
  })
  async repayment(
    @Param('id') id: string,
    @Body() body: RepaymentDto,
    @Report('bankReference') context: CommandContext,
  ) {
    return respond(await this.commands.execute(repayment(id, body, context)));
  }

  @Post(':id/limitation')
  @Describe({
    summary: 'Record that the limitation (foreldelse) was interrupted',
    action: MAY['recovery.limitation'],
    command: 'changes',
    example: examples.limitation,
    problems: ['wrong-state', 'barred-by-limitation', 'limitation-not-later'],
  })
  async limitation(@Param('id') id: string, @Body() body: LimitationDto, @Command() context: CommandContext) {
    const { limitationDate, grounds } = body;
    return respond(
      await this.commands.execute(new InterruptLimitation(id, { limitationDate, grounds }, context)),
    );
  }

  @Post(':id/write-off')
  @Describe({
    summary: 'Propose to write off what is owed',
    action: MAY['recovery.write-off'],
    command: 'changes',
    example: examples.writeOff,
    problems: ['wrong-state', 'debtor-representative'],
  })
  async writeOff(@Param('id') id: string, @Body() body: WriteOffDto, @Command() context: CommandContext) {
    const { authority, grounds } = body;
    return respond(await this.commands.execute(new ProposeWriteOff(id, { authority, grounds }, context)));
  }

  @Post(':id/write-off-approval')
  @Describe({
    summary: 'Approve the write-off another person proposed',
    action: MAY['recovery.approve'],
    command: 'changes',
    example: {},
    problems: ['wrong-state', 'nothing-proposed', 'four-eyes', 'debtor-representative'],
  })
  async approveWriteOff(
    @Param('id') id: string,
    @Body() body: PayoutNoteDto,
    @Command() context: CommandContext,
  ) {
    return respond(await this.commands.execute(new ApproveWriteOff(id, { note: body.note }, context)));
  }

  @Post(':id/dropping')
  @Describe({
    summary: 'Drop the matter before anything is claimed',
    action: MAY['recovery.drop'],
    command: 'changes',
    example: examples.dropping,
    problems: ['wrong-state', 'debtor-representative'],
  })
  async drop(@Param('id') id: string, @Body() body: DroppingDto, @Command() context: CommandContext) {
    const content = { grounds: body.grounds };
    return respond(await this.commands.execute(new DropRecovery(id, content, context)));
  }
}
