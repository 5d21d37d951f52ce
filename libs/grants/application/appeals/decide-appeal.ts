import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import type { DecideAppeal as Decision, Official } from '../../domain/appeal/commands.js';
import { Appealables } from './appealables.js';
import { numbered, type NewDecisionContent } from './new-decision.js';
import { Officials, type CaseOfAppeal, type Declared } from './officials.js';
import { AidOfAppeals } from './aid-of-appeals.js';

/** The acting member of the appeal body decides the appeal `id`. */
export class DecideAppeal extends ResourceCommand<{
  readonly impartiality?: Declared;
  readonly outcome: Decision['outcome'];
  /** What replaces a decision on the application that is changed. */
  readonly newDecision?: NewDecisionContent | undefined;
  readonly grounds: string;
}> {}

/** Carries out {@link DecideAppeal}. */
@CommandHandler(DecideAppeal)
export class DecideAppealHandler implements ICommandHandler<DecideAppeal> {
  constructor(
    private readonly officials: Officials,
    private readonly appealables: Appealables,
    private readonly aid: AidOfAppeals,
  ) {}

  execute({ id, content, context }: DecideAppeal) {
    const { impartiality, outcome, grounds } = content;
    const newDecision = numbered(content.newDecision);
    const step = { action: MAY['appeal.decide'], as: 'decider', impartiality } as const;
    const decide = async (official: Official, { appeal, terms }: CaseOfAppeal) => {
      const { caseId, against } = appeal.submission;
      const { involved = [] } = (await this.appealables.find(caseId, against)) ?? {};
      return {
        type: 'DecideAppeal' as const,
        ...official,
        outcome,
        involved,
        newDecision,
        terms,
        grounds,
      };
    };
    const changed = outcome === 'changed' ? newDecision : undefined;
    return this.aid.within(id, changed, context, (as) => this.officials.act(id, step, as, decide));
  }
}
