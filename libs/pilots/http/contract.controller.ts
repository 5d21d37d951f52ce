import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#eventsourcing/command.js';
import { Command, respond } from '#http/commands.js';
import { Describe } from '#http/describe.js';
import { plain } from '#http/plain.js';
import { MAY } from '../access.js';
import { SignContract } from '../application/pilots/sign-contract.js';
import { TakePilotStep } from '../application/pilots/steps.js';
import { ContractDto, SignatureDto } from './contract.dto.js';
import * as examples from './examples/pilots.js';

/** The outcome contract. */
@ApiTags('pilots')
@Controller('v1/pilots/:id/contract')
export class ContractController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Describe({
    summary: 'Draft the outcome contract',
    description:
      'Terms that contradict themselves, the framework or those who take part are refused, with the path of each fault in `faults`. A later draft takes the place of one before, and its signatures lapse.',
    action: MAY['pilot.manage'],
    command: 'changes',
    example: examples.contract,
    problems: ['wrong-state', 'partner-missing', 'contract-invalid', 'pilot-historical'],
  })
  async draft(@Param('id') id: string, @Body() body: ContractDto, @Command() context: CommandContext) {
    const step = { type: 'DraftContract', ...plain(body) } as const;
    return respond(await this.commands.execute(new TakePilotStep(id, step, context)));
  }

  @Post('signature')
  @Describe({
    summary: 'Sign the drafted contract for the own organisation',
    description:
      "All parties sign first, then both directorates. With the last signature the terms are frozen, and the state's maximum liability is reserved in the scheme's budget. The digest of the example stands for that of the contract, which `GET /v1/pilots/{id}` shows.",
    action: MAY['pilot.sign'],
    command: 'changes',
    example: examples.signature,
    problems: [
      'wrong-state',
      'other-contract',
      'not-a-party',
      'already-signed',
      'parties-first',
      'four-eyes',
      'other-directorate',
      'budget-exceeded',
      'pilot-historical',
      'reservation-abandoned',
    ],
  })
  async sign(@Param('id') id: string, @Body() body: SignatureDto, @Command() context: CommandContext) {
    return respond(await this.commands.execute(new SignContract(id, plain(body), context)));
  }
}
