import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import type { Actor } from '#eventsourcing/event.js';
import { refusal } from '#eventsourcing/refusal.js';
import { Command, respond } from '#http/commands.js';
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
import { nextRegulation } from './examples.js';
import { adoption, adoptionAtOnce, consultation, draft } from './examples/scheme.js';
import { amountsIn, RegulationDto, regulationOf, RegulationRulesDto, versionOf } from './regulation.dto.js';
import { RegulationAdoptionDto, ConsultationDto } from './schemes.dto.js';

const VERSION = /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/;

/** Regulation versions of a scheme: drafted, consulted on, adopted. */
@ApiTags('schemes')
@Controller('v1/schemes/:id/regulation-versions')
export class RegulationVersionsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
    private readonly rules: SchemeRules,
  ) {}

  @Get()
  @Describe({
    summary: 'All regulation versions of a scheme, drafts too',
    description: 'Read from the log: it always shows what was done last.',
    action: MAY['regulations.read'],
    paged: true,
  })
  list(@Param('id') id: string, @Query() query: PageOfLogQuery, @CurrentActor() actor: Actor) {
    return this.rules.versions(id, pageRequest(query, PLACE_PARTS), actor);
  }

  @Post()
  @Describe({
    summary: 'Adopt a further regulation version at once',
    description:
      'The whole of it, where nothing was drafted. A version that was drafted needs another person.',
    action: MAY['regulation.adopt'],
    command: 'changes',
    example: nextRegulation,
    problems: [
      'regulation-version-exists',
      'regulation-drafted',
      'regulation-invalid',
      'other-currency',
      'four-eyes',
      'not-consulted',
    ],
  })
  async adopt(@Param('id') id: string, @Body() body: RegulationDto, @Command() context: CommandContext) {
    await this.inCurrencyOf(id, body);
    return this.take(id, { type: 'AdoptRegulationVersion', regulation: regulationOf(body) }, context);
  }

  @Post(':version/draft')
  @Describe({
    summary: 'Draft a regulation version, or draft it anew',
    description: 'A later draft takes the place of the one before. Nobody who drafted it adopts it.',
    action: MAY['regulation.prepare'],
    command: 'changes',
    example: draft,
    problems: ['regulation-version-exists', 'regulation-invalid', 'version-invalid', 'other-currency'],
  })
  async draft(
    @Param('id') id: string,
    @Param('version') version: string,
    @Body() body: RegulationRulesDto,
    @Command() context: CommandContext,
  ) {
    if (!VERSION.test(version))
      throw refused(refusal('invalid', 'version-invalid', 'a version is named like 2026-1'));
    await this.inCurrencyOf(id, body);
    const regulation = versionOf(version, body);
    return this.take(id, { type: 'DraftRegulationVersion', regulation }, context);
  }

  @Post(':version/consultation')
  @Describe({
    summary: 'Record who was heard on a draft, and what they answered',
    description:
      'When its period is over. Consultations are public: the summary names organisations, no persons.',
    action: MAY['regulation.prepare'],
    command: 'changes',
    example: consultation,
    problems: ['consultation-invalid'],
  })
  consult(
    @Param('id') id: string,
    @Param('version') version: string,
    @Body() body: ConsultationDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'ConsultOnRegulationVersion', version, ...plain(body) }, context);
  }

  @Post(':version/adoption')
  @Describe({
    summary: 'Adopt a draft',
    description:
      'By another person than everyone who drafted it, after a consultation or with the grounds for leaving it out. Cases keep the version their call was announced under.',
    action: MAY['regulation.adopt'],
    command: 'changes',
    example: adoption,
    examples: { 'without a consultation': adoptionAtOnce },
    problems: [
      'proposal-replaced',
      'four-eyes',
      'not-consulted',
      'regulation-version-exists',
      'regulation-invalid',
    ],
  })
  adoptDraft(
    @Param('id') id: string,
    @Param('version') version: string,
    @Body() body: RegulationAdoptionDto,
    @Command() context: CommandContext,
  ) {
    return this.take(id, { type: 'AdoptRegulationVersion', regulation: version, ...plain(body) }, context);
  }

  private async take(id: string, step: TakeSchemeStep['content'], context: CommandContext) {
    return respond(await this.commands.execute(new TakeSchemeStep(id, step, context)));
  }

  /** Amounts of a regulation are in the scheme's currency; a scheme that is not there is refused by the command. */
  private async inCurrencyOf(id: string, body: RegulationRulesDto): Promise<void> {
    const known = await this.queries.execute(new FindScheme(id));
    const strange = Object.values(amountsIn(body)).some((each) => each && each.currency !== known?.currency);
    if (known && strange)
      throw refused(refusal('invalid', 'other-currency', `the scheme is in ${known.currency}`));
  }
}
