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
import { amountsOf, sameCurrency } from '#http/money.js';
import { pageRequest } from '#http/paging.js';
import { plain } from '#http/plain.js';
import { CurrentActor } from '#http/identity.js';
import { MAY } from '../access.js';
import { TakeRecoveryStep } from '../application/recoveries/steps.js';
import { RecoveryList } from '../queries/recovery-list.js';
import * as examples from './examples/recoveries.js';
import { PayoutNoteDto } from './payouts.dto.js';
import {
  ClaimDto,
  DroppingDto,
  GivingUpStandInDto,
  InstalmentsDto,
  RecoveryReturnDto,
  RecoveriesQuery,
  RepaymentDto,
  RegisteredReplyDto,
  ReplyDto,
  WaiverDto,
  WriteOffDto,
} from './recoveries.dto.js';
import { GIVING_UP, JUDGING, PLANNING, PROPOSING } from './recovery-problems.js';

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
    description:
      '`until`: only those of which a day that matters is that day or earlier, the limitation among them; also what is written off is found under it. Applicants see their own.',
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
  reply(@Param('id') id: string, @Body() body: ReplyDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'ReplyToForewarning', ...plain(body) }, context);
  }

  @Post(':id/reply-registration')
  @Describe({
    summary: 'Register an answer that came by post, by e-mail or by word of mouth',
    description:
      'The debtor answered, on the day it was posted, sent or said; whoever registers it did no more than that.',
    action: MAY['recovery.register-reply'],
    command: 'changes',
    example: examples.registeredReply,
    problems: ['wrong-state', 'date-out-of-range'],
  })
  registerReply(
    @Param('id') id: string,
    @Body() body: RegisteredReplyDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'RegisterReply', ...plain(body) }, context);
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
      'basis-annulled',
    ],
  })
  claim(@Param('id') id: string, @Body() body: ClaimDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'ProposeClaim', ...plain(body) }, context);
  }

  @Post(':id/claim-approval')
  @Describe({
    summary: 'Approve the claim another person proposed: it is a decision from now on',
    description:
      'Where it is for less than is due back the rest is given up: by nobody who approved what the claim rests on, within a delegation to give up where the scheme has recorded any.',
    action: MAY['recovery.approve'],
    command: 'changes',
    example: {},
    problems: [
      'proposal-replaced',
      'wrong-state',
      'four-eyes',
      'debtor-representative',
      'barred-by-limitation',
      'due-in-the-past',
      'enforcement-deferred',
      'basis-annulled',
      'decided-the-basis',
      'outside-delegation',
    ],
  })
  approveClaim(@Param('id') id: string, @Body() body: PayoutNoteDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'ApproveClaim', ...plain(body) }, context);
  }

  @Post(':id/claim-return')
  @Describe({
    summary: 'Return the claim another person proposed',
    action: MAY['recovery.approve'],
    command: 'changes',
    example: examples.proposalReturn,
    problems: ['wrong-state', 'four-eyes', 'debtor-representative'],
  })
  returnClaim(@Param('id') id: string, @Body() body: RecoveryReturnDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'ReturnClaim', ...plain(body) }, context);
  }

  @Post(':id/instalments')
  @Describe({
    summary: 'Agree to repayment in instalments that cover what is owed',
    description: 'A further plan replaces the one before.',
    action: MAY['recovery.instalments'],
    command: 'changes',
    example: examples.instalments,
    problems: ['wrong-state', 'basis-annulled', 'claim-flagged', ...PLANNING],
  })
  instalments(@Param('id') id: string, @Body() body: InstalmentsDto, @Command() context: CommandContext) {
    const { instalments } = body;
    sameCurrency(instalments[0]!.amount.currency, amountsOf('/instalments', instalments));
    return this.take(id, { type: 'AgreeInstalments', ...plain(body) }, context);
  }

  @Post(':id/repayments')
  @Describe({
    summary: 'Record a repayment, never more than is owed',
    description:
      'The same report again counts once, also without an `Idempotency-Key`; another repayment has another reference. The day is that of the forewarning or later, and has come. What is more than is owed, or comes before a claim, is received money of the payout it was paid with.',
    action: MAY['recovery.repayment'],
    command: 'changes',
    example: examples.repayment,
    problems: [
      'wrong-state',
      'overpaid',
      'no-amount',
      'other-currency',
      'date-out-of-range',
      'reference-used',
    ],
  })
  repayment(
    @Param('id') id: string,
    @Body() body: RepaymentDto,
    @Report('bankReference') context: CommandContext,
  ) {
    return this.take(id, { type: 'RecordRepayment', ...plain(body) }, context);
  }

  @Post(':id/dropping')
  @Describe({
    summary: 'Propose to drop the matter before anything is claimed',
    description: PROPOSING,
    action: MAY['recovery.propose-giving-up'],
    command: 'changes',
    example: examples.dropping,
    problems: ['wrong-state', 'debtor-representative', 'no-amount'],
  })
  drop(@Param('id') id: string, @Body() body: DroppingDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'ProposeGivingUp', form: 'drop', ...plain(body) }, context);
  }

  @Post(':id/waiver')
  @Describe({
    summary: 'Propose to waive what is owed, or part of it: that is owed no more',
    description: PROPOSING,
    action: MAY['recovery.propose-giving-up'],
    command: 'changes',
    example: examples.waiver,
    problems: ['wrong-state', 'debtor-representative', 'no-amount', 'other-currency', 'exceeds-owed'],
  })
  waive(@Param('id') id: string, @Body() body: WaiverDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'ProposeGivingUp', form: 'waive', ...plain(body) }, context);
  }

  @Post(':id/write-off')
  @Describe({
    summary: 'Propose to write off what is owed, or part of it: that stays owed',
    description: PROPOSING,
    action: MAY['recovery.propose-giving-up'],
    command: 'changes',
    example: examples.writeOff,
    problems: ['wrong-state', 'debtor-representative', 'no-amount', 'other-currency', 'exceeds-owed'],
  })
  writeOff(@Param('id') id: string, @Body() body: WriteOffDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'ProposeGivingUp', form: 'write-off', ...plain(body) }, context);
  }

  @Post(':id/giving-up-approval')
  @Describe({
    summary: 'Give up what another person proposed to give up',
    description:
      'By nobody who approved the revocation, report, settlement or claim it rests on. Where the scheme has recorded delegations to give up, one of the person’s covers all that is given up of the claim together.',
    action: MAY['recovery.give-up'],
    command: 'changes',
    example: {},
    problems: [...GIVING_UP, ...JUDGING, 'outside-delegation'],
  })
  approveGivingUp(@Param('id') id: string, @Body() body: PayoutNoteDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'ApproveGivingUp', ...plain(body) }, context);
  }

  @Post(':id/giving-up-return')
  @Describe({
    summary: 'Return what another person proposed to give up: nothing is',
    action: MAY['recovery.give-up'],
    command: 'changes',
    example: examples.proposalReturn,
    problems: ['nothing-proposed', 'debtor-representative', ...JUDGING],
  })
  returnGivingUp(
    @Param('id') id: string,
    @Body() body: RecoveryReturnDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'ReturnGivingUp', ...plain(body) }, context);
  }

  @Post(':id/giving-up-stand-in')
  @Describe({
    summary: 'Name who judges the proposal to give up, where nobody is left who may',
    description: 'A delegation to give up is needed all the same where the scheme has recorded any.',
    action: MAY['recovery.name-stand-in'],
    command: 'changes',
    example: examples.standIn,
    problems: [
      'nothing-proposed',
      'debtor-representative',
      'four-eyes',
      'decided-the-basis',
      'too-many-stand-ins',
    ],
  })
  nameStandIn(@Param('id') id: string, @Body() body: GivingUpStandInDto, @Command() context: CommandContext) {
    return this.take(id, { type: 'NameGivingUpStandIn', ...plain(body) }, context);
  }

  private async take(id: string, step: TakeRecoveryStep['content'], context: CommandContext) {
    return respond(await this.commands.execute(new TakeRecoveryStep(id, step, context)));
  }
}
