import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { AidOfAppeals } from './aid-of-appeals.js';
import { Appeals } from './appeals.js';
import { numbered, type NewDecisionContent } from './new-decision.js';
import { Officials, type Declared } from './officials.js';

/** The acting caseworker proposes that the deciding body reverses what the appeal `id` is against. */
export class ProposeReversal extends ResourceCommand<{
  readonly impartiality?: Declared;
  /** What replaces a decision on the application; nothing for a revocation, a claim or a dismissal. */
  readonly newDecision?: NewDecisionContent | undefined;
  readonly grounds: string;
}> {}

/** The acting decision-maker reverses it, as another proposed. */
export class ApproveReversal extends ResourceCommand<{ readonly impartiality?: Declared }> {}

/** Carries out {@link ProposeReversal}. */
@CommandHandler(ProposeReversal)
export class ProposeReversalHandler implements ICommandHandler<ProposeReversal> {
  constructor(private readonly officials: Officials) {}

  execute({ id, content, context }: ProposeReversal) {
    const { impartiality, newDecision, grounds } = content;
    const step = { action: MAY['appeal.prepare'], as: 'preparer', impartiality } as const;
    return this.officials.act(id, step, context, (official, { terms }) => ({
      type: 'ProposeReversal',
      ...official,
      newDecision: numbered(newDecision),
      terms,
      grounds,
    }));
  }
}

/** Carries out {@link ApproveReversal}. */
@CommandHandler(ApproveReversal)
export class ApproveReversalHandler implements ICommandHandler<ApproveReversal> {
  constructor(
    private readonly officials: Officials,
    private readonly appeals: Appeals,
    private readonly aid: AidOfAppeals,
  ) {}

  async execute({ id, content, context }: ApproveReversal) {
    const step = {
      action: MAY['appeal.approve'],
      as: 'decider',
      impartiality: content.impartiality,
    } as const;
    const state = await this.appeals.find(id);
    const reversal = state.status === 'none' ? undefined : state.reversal;
    return this.aid.within(id, reversal, context, (as) =>
      this.officials.act(id, step, as, (official) => ({ type: 'ApproveReversal', ...official })),
    );
  }
}
