import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { dateInOslo } from '#calendar/oslo.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { Officials, type Declared } from './officials.js';

/** The acting caseworker proposes to dismiss the appeal `id`. */
export class ProposeDismissal extends ResourceCommand<{
  readonly impartiality?: Declared;
  readonly grounds: string;
}> {}

/** The acting decision-maker dismisses the appeal `id`, as another proposed. */
export class ApproveDismissal extends ResourceCommand<{ readonly impartiality?: Declared }> {}

/** Carries out {@link ProposeDismissal}. */
@CommandHandler(ProposeDismissal)
export class ProposeDismissalHandler implements ICommandHandler<ProposeDismissal> {
  constructor(private readonly officials: Officials) {}

  execute({ id, content, context }: ProposeDismissal) {
    const { impartiality, grounds } = content;
    const step = { action: MAY['appeal.prepare'], as: 'preparer', impartiality } as const;
    return this.officials.act(id, step, context, (official) => ({
      type: 'ProposeDismissal',
      ...official,
      grounds,
    }));
  }
}

/** Carries out {@link ApproveDismissal}. */
@CommandHandler(ApproveDismissal)
export class ApproveDismissalHandler implements ICommandHandler<ApproveDismissal> {
  constructor(private readonly officials: Officials) {}

  execute({ id, content, context }: ApproveDismissal) {
    const step = {
      action: MAY['appeal.approve'],
      as: 'decider',
      impartiality: content.impartiality,
    } as const;
    const today = dateInOslo(context.now);
    return this.officials.act(id, step, context, (official) => ({
      type: 'ApproveDismissal',
      ...official,
      today,
    }));
  }
}
