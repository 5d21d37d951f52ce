import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { organisationOf } from '#access/organisation.js';
import { MAY } from '../../access.js';
import { SettledPilots } from './settled-pilot.js';
import { Settlements } from './settlements.js';

/** The acting person has checked a version of the settlement of the pilot `id`. */
export class ReviewSettlement extends ResourceCommand<{
  readonly version: number;
  readonly note?: string | undefined;
}> {}

/** A version of the settlement of the pilot `id` is sent back. */
export class ReturnSettlement extends ResourceCommand<{
  readonly version: number;
  readonly grounds: string;
}> {}

/** Carries out {@link ReviewSettlement}. */
@CommandHandler(ReviewSettlement)
export class ReviewSettlementHandler implements ICommandHandler<ReviewSettlement> {
  constructor(
    private readonly settled: SettledPilots,
    private readonly settlements: Settlements,
  ) {}

  async execute({ id, content, context }: ReviewSettlement) {
    const action = MAY['pilot.review-settlement'];
    const found = await this.settled.find(id, action, context.actor);
    if ('refusal' in found) return found;
    const { pilot, basis } = found;
    const person = context.actor.subject;
    const command = { type: 'ReviewSettlement', basis, person, ...content } as const;
    return this.settlements.act(action, id, pilot, command, context);
  }
}

/** Carries out {@link ReturnSettlement}. */
@CommandHandler(ReturnSettlement)
export class ReturnSettlementHandler implements ICommandHandler<ReturnSettlement> {
  constructor(
    private readonly settled: SettledPilots,
    private readonly settlements: Settlements,
  ) {}

  async execute({ id, content, context }: ReturnSettlement) {
    const action = MAY['pilot.return-settlement'];
    const found = await this.settled.find(id, action, context.actor);
    if ('refusal' in found) return found;
    const { actor } = context;
    const who = { directorate: organisationOf(actor), person: actor.subject };
    const command = { type: 'ReturnSettlement', ...who, ...content } as const;
    return this.settlements.act(action, id, found.pilot, command, context);
  }
}
