import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import type { Actor } from '#eventsourcing/event.js';
import { After } from '#http/after.js';
import { tagged } from '#http/answers.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { pageRequest } from '#http/paging.js';
import { plain } from '#http/plain.js';
import { invalidRequest } from '#http/problems.js';
import { CurrentActor } from '#http/identity.js';
import { MAY } from '../access.js';
import { againstOf } from '../application/appeals/appealed-body.js';
import { TakeAppealStep } from '../application/appeals/steps.js';
import { SubmitAppeal } from '../application/appeals/submit-appeal.js';
import type { Appealed } from '../contract/events.js';
import { AppealQueries } from '../queries/appeals.js';
import { AppealDto, AppealsQuery, AppealWithdrawalDto } from './appeals.dto.js';
import { appeal, appealWithdrawal } from './examples/appeal.js';

/** Why an appeal is not taken in, however it comes. */
export const APPEALING = [
  'no-right-of-appeal',
  'too-many-appeals',
  'nothing-to-appeal',
  'not-appealable',
  'appeal-open',
  'appeal-decided',
];

/** Appeals as the party works with them, and as all read them. */
@ApiTags('appeals')
@Controller('v1')
export class AppealsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly appeals: AppealQueries,
  ) {}

  @Post('cases/:id/appeals')
  @Describe({
    summary: 'Appeal against a decision of the case',
    description:
      'Against a decision, an amendment that takes from the party, or the refusal of one, by its `number`; against the dismissal of an appeal, a revocation or a claim for repayment by the `id` of the appeal, the award or the claim. A late appeal is taken in too: the deciding body accepts it for special reasons, or dismisses it.',
    action: MAY['appeal.submit'],
    command: 'creates',
    example: appeal,
    problems: [...APPEALING, 'not-a-representative'],
  })
  async submit(@Param('id') caseId: string, @Body() body: AppealDto, @Command() context: CommandContext) {
    const content = { against: statedAgainst(body), grounds: body.grounds };
    const outcome = await this.commands.execute(new SubmitAppeal(caseId, content, context));
    return respond(outcome, { location: outcome.ok ? `/v1/appeals/${outcome.receipt.id}` : '' });
  }

  @Get('appeals')
  @Describe({
    summary: 'Appeals, those received first at the top',
    description:
      'Applicants see their own, officials those of their directorate, appeal bodies those that were forwarded to them.',
    action: MAY['appeal.read'],
    paged: true,
    after: true,
  })
  list(@Query() query: AppealsQuery, @After() after: string | undefined, @CurrentActor() actor: Actor) {
    const filter = {
      caseId: query.case,
      schemeId: query.scheme,
      state: query.state,
      open: query.open === undefined ? undefined : query.open === 'true',
    };
    return this.appeals.list(filter, pageRequest(query, 2), actor, after);
  }

  @Get('appeals/:id')
  @Describe({
    summary: 'One appeal, with what was said in it',
    description:
      'Read from the log: it always shows what was done last. Applicants see what was proposed once the appeal has an outcome.',
    action: MAY['appeal.read'],
  })
  async one(@Param('id') id: string, @CurrentActor() actor: Actor) {
    const found = await this.appeals.one(id, actor);
    return tagged(found, found.revision);
  }

  @Post('appeals/:id/withdrawal')
  @Describe({
    summary: 'Withdraw the appeal before it has an outcome',
    action: MAY['appeal.withdraw'],
    command: 'changes',
    example: appealWithdrawal,
    problems: ['not-open', 'not-a-representative', 'not-a-party'],
  })
  async withdraw(
    @Param('id') id: string,
    @Body() body: AppealWithdrawalDto,
    @Command() context: CommandContext,
  ) {
    const step = { type: 'WithdrawAppeal', ...plain(body) } as const;
    return respond(await this.commands.execute(new TakeAppealStep(id, step, context)));
  }
}

/** What a body appeals against. @throws ProblemException 400 when it does not say which */
export function statedAgainst(body: AppealDto): Appealed {
  const against = againstOf(body.against);
  if (against) return against;
  throw invalidRequest([
    {
      pointer: '/against',
      detail: 'must name a decision or an amendment by its number, anything else by its id',
    },
  ]);
}
