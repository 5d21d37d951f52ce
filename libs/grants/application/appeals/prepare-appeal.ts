import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { Officials, type Declared } from './officials.js';

/** The acting caseworker takes the appeal `id` up. */
export class PrepareAppeal extends ResourceCommand<{ readonly impartiality?: Declared }> {}

/** The acting caseworker accepts the appeal `id` although it is late. */
export class AcceptLateAppeal extends ResourceCommand<{
  readonly impartiality?: Declared;
  readonly grounds: string;
}> {}

/** The acting caseworker sends the appeal `id` on to the appeal body. */
export class ForwardAppeal extends ResourceCommand<{
  readonly impartiality?: Declared;
  readonly statement: string;
}> {}

/** Carries out {@link PrepareAppeal}. */
@CommandHandler(PrepareAppeal)
export class PrepareAppealHandler implements ICommandHandler<PrepareAppeal> {
  constructor(private readonly officials: Officials) {}

  execute({ id, content, context }: PrepareAppeal) {
    const step = {
      action: MAY['appeal.prepare'],
      as: 'preparer',
      impartiality: content.impartiality,
    } as const;
    return this.officials.act(id, step, context, (official) => ({ type: 'PrepareAppeal', ...official }));
  }
}

/** Carries out {@link AcceptLateAppeal}. */
@CommandHandler(AcceptLateAppeal)
export class AcceptLateAppealHandler implements ICommandHandler<AcceptLateAppeal> {
  constructor(private readonly officials: Officials) {}

  execute({ id, content, context }: AcceptLateAppeal) {
    const { impartiality, grounds } = content;
    const step = { action: MAY['appeal.prepare'], as: 'preparer', impartiality } as const;
    return this.officials.act(id, step, context, (official) => ({
      type: 'AcceptLateAppeal',
      ...official,
      grounds,
    }));
  }
}

/** Carries out {@link ForwardAppeal}. */
@CommandHandler(ForwardAppeal)
export class ForwardAppealHandler implements ICommandHandler<ForwardAppeal> {
  constructor(private readonly officials: Officials) {}

  execute({ id, content, context }: ForwardAppeal) {
    const { impartiality, statement } = content;
    const step = { action: MAY['appeal.prepare'], as: 'preparer', impartiality } as const;
    return this.officials.act(id, step, context, (official) => ({
      type: 'ForwardAppeal',
      ...official,
      statement,
    }));
  }
}
