import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import type { Actor } from '#eventsourcing/event.js';
import { refusal } from '#eventsourcing/refusal.js';
import { Command, createdId, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { PageOfLogQuery } from '#http/list-query.js';
import { pageRequest, PLACE_PARTS } from '#http/paging.js';
import { plain } from '#http/plain.js';
import { refused } from '#http/problems.js';
import { CurrentActor } from '#http/identity.js';
import { MAY } from '../access.js';
import { TakeSchemeStep } from '../application/schemes/steps.js';
import { FindScheme } from '../contract/queries.js';
import { SchemeRules } from '../queries/scheme-rules.js';
import { delegation, revocation } from './examples/scheme.js';
import { DelegationDto, PublicGroundsDto } from './schemes.dto.js';

/** Written delegations to decide under a scheme. */
@ApiTags('schemes')
@Controller('v1/schemes/:id/delegations')
export class DelegationsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly rules: SchemeRules,
  ) {}

  @Get()
  @Describe({
    summary: 'All delegations ever given under a scheme',
    description: 'Read from the log: it always shows what was done last.',
    action: MAY['delegations.read'],
    paged: true,
  })
  list(@Param('id') id: string, @Query() query: PageOfLogQuery, @CurrentActor() actor: Actor) {
    return this.rules.delegations(id, pageRequest(query, PLACE_PARTS), actor);
  }

  @Post()
  @Describe({
    summary: 'Give a person a written delegation',
    description:
      'Once a scheme has recorded one to decide on grants, its decisions need one that covers person, amount and day (`outside-delegation`); once it has recorded one of the kind `giving-up`, so does giving up money that is due back, by all that is given up of one claim together. The answer’s `id` is the delegation’s.',
    action: MAY['delegation.grant'],
    command: 'creates',
    example: delegation,
    problems: ['delegation-to-oneself', 'delegation-invalid', 'other-currency', 'delegation-exists'],
  })
  async grant(@Param('id') id: string, @Body() body: DelegationDto, @Command() context: CommandContext) {
    const { upTo, ...stated } = plain(body);
    const known = await this.queries.execute(new FindScheme(id));
    if (known && upTo && upTo.currency !== known.currency)
      throw refused(refusal('invalid', 'other-currency', `the scheme is in ${known.currency}`));
    const delegationId = createdId(context);
    const step = { type: 'GrantDelegation', delegationId, ...stated, upTo: upTo?.amount } as const;
    const outcome = await this.commands.execute(new TakeSchemeStep(id, step, context));
    const given: Outcome = outcome.ok
      ? { ok: true, receipt: { ...outcome.receipt, id: delegationId } }
      : outcome;
    return respond(given, { location: `/v1/schemes/${id}/delegations` });
  }

  @Post(':delegation/revocation')
  @Describe({
    summary: 'Revoke a delegation',
    description: 'Decisions made before stand. The grounds are kept in clear and name no person.',
    action: MAY['delegation.revoke'],
    command: 'changes',
    example: revocation,
  })
  async revoke(
    @Param('id') id: string,
    @Param('delegation') delegationId: string,
    @Body() body: PublicGroundsDto,
    @Command() context: CommandContext,
  ) {
    const step = { type: 'RevokeDelegation', delegationId, ...plain(body) } as const;
    return respond(await this.commands.execute(new TakeSchemeStep(id, step, context)));
  }
}
