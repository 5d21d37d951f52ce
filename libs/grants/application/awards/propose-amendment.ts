import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import type { ProposeAmendment as Proposal, ReturnAmendment as Return } from '../../domain/award/commands.js';
import { Awards } from './awards.js';
import { Judges, preparersFirst, preparersOfAmendment } from './judges.js';

/** The acting caseworker proposes to change the terms of the award `id`. */
export class ProposeAmendment extends ResourceCommand<Omit<Proposal, 'type' | 'proposer' | 'barred'>> {}

/** The acting decision-maker returns a proposed amendment of the award `id`. */
export class ReturnAmendment extends ResourceCommand<Pick<Return, 'amendment' | 'grounds'>> {}

/** Carries out {@link ProposeAmendment}. */
@CommandHandler(ProposeAmendment)
export class ProposeAmendmentHandler implements ICommandHandler<ProposeAmendment> {
  constructor(
    private readonly awards: Awards,
    private readonly judges: Judges,
  ) {}

  async execute({ id, content, context }: ProposeAmendment) {
    const proposer = context.actor.subject;
    const barred = await this.judges.conflictOf(id, proposer, 'mayPrepare');
    const command = { type: 'ProposeAmendment', proposer, ...content, barred } as const;
    return this.awards.act(MAY['award.amend'], id, command, context);
  }
}

/** Carries out {@link ReturnAmendment}. */
@CommandHandler(ReturnAmendment)
export class ReturnAmendmentHandler implements ICommandHandler<ReturnAmendment> {
  constructor(
    private readonly awards: Awards,
    private readonly judges: Judges,
  ) {}

  async execute({ id, content, context }: ReturnAmendment) {
    const person = context.actor.subject;
    const barred = await this.judges.conflictOf(id, person, 'mayDecide');
    const command = { type: 'ReturnAmendment', person, ...content, barred } as const;
    const judge = preparersFirst(person, preparersOfAmendment);
    return this.awards.act(MAY['award.decide'], id, command, context, judge);
  }
}
