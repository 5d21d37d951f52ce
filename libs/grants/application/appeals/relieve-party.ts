import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Money } from '#money/money.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { Appeals } from './appeals.js';
import { Officials } from './officials.js';

/** What the appeal `id` is against is not enforced for now. */
export class DeferEnforcement extends ResourceCommand<{
  /** Calendar date; until the appeal is decided when left out. */
  readonly until?: string | undefined;
  readonly grounds: string;
}> {}

/** The costs of the party that won the appeal `id` are covered. */
export class CoverCosts extends ResourceCommand<{ readonly amount: Money; readonly grounds: string }> {}

/** Carries out {@link DeferEnforcement}. */
@CommandHandler(DeferEnforcement)
export class DeferEnforcementHandler implements ICommandHandler<DeferEnforcement> {
  constructor(private readonly appeals: Appeals) {}

  execute({ id, content, context }: DeferEnforcement) {
    return this.appeals.act(MAY['appeal.relieve'], id, { type: 'DeferEnforcement', ...content }, context);
  }
}

/** Carries out {@link CoverCosts}. */
@CommandHandler(CoverCosts)
export class CoverCostsHandler implements ICommandHandler<CoverCosts> {
  constructor(private readonly officials: Officials) {}

  execute({ id, content, context }: CoverCosts) {
    const step = { action: MAY['appeal.relieve'], as: 'preparer' } as const;
    return this.officials.act(id, step, context, (_, { terms }) => ({
      type: 'CoverCosts',
      ...content,
      currency: terms.currency,
    }));
  }
}
