import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { dateInOslo } from '#calendar/oslo.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import type { ApplicationCommand } from '../../domain/application/application.js';
import { streams } from '../../contract/events.js';
import { CaseLetters } from '../letters/case-letters.js';
import { KeptLetters, unlessErased } from '../letters/kept-letters.js';
import { WordsErased } from '../letters/opened-events.js';
import { Applications } from '../applications/applications.js';
import { ReplacementFunding } from './funding.js';

type Replacing = Extract<ApplicationCommand, { type: 'ReplaceDecision' }>;

/**
 * An appeal put a new decision in place of the decision `replaces` on the application `id`; its conditions are in
 * clear. A grant without free money then awaits appropriation. For process managers: nobody's roles are asked.
 */
export class ReplaceDecision extends ResourceCommand<
  Omit<Replacing, 'type' | 'decidedOn' | 'funding' | 'letter'> & {
    /** Calendar date; that of the command when left out. */
    readonly decidedOn?: string | undefined;
  }
> {}

/** The money is held first, then the decision names it. */
@CommandHandler(ReplaceDecision)
export class ReplaceDecisionHandler implements ICommandHandler<ReplaceDecision> {
  constructor(
    private readonly applications: Applications,
    private readonly funding: ReplacementFunding,
    @Inject(CaseLetters) private readonly letters: Pick<CaseLetters, 'ofReplacement'>,
    @Inject(KeptLetters) private readonly kept: Pick<KeptLetters, 'send'>,
  ) {}

  /** What an appeal decided holds, also where the words of its letter were erased. */
  execute({ id, content, context }: ReplaceDecision): Promise<Outcome> {
    const { decidedOn = dateInOslo(context.now) } = content;
    const replacement = { ...content, decidedOn };
    return this.kept.send(
      {
        caseId: id,
        stream: streams.application(id),
        write: async () => {
          const written = await unlessErased(() => this.letters.ofReplacement(id, replacement));
          return written instanceof WordsErased ? undefined : written;
        },
        act: (as, letter) => this.carryOut(id, { ...replacement, letter }, as),
      },
      context,
    );
  }

  private async carryOut(
    id: string,
    content: Omit<Replacing, 'type' | 'funding'>,
    context: CommandContext,
  ): Promise<Outcome> {
    const command = { type: 'ReplaceDecision', ...content } as const;
    const first = await this.applications.follow(id, command, context);
    if (first.ok || first.refusal.code !== 'reservation-missing') return first;
    const state = await this.applications.find(id);
    if (state.status === 'none') return first;
    const funded = await this.funding.of(id, state, content, context);
    if (!funded.ok && funded.refusal.code !== 'budget-exceeded') return funded;
    const funding = funded.ok ? funded.funding : 'none-free';
    return this.applications.follow(id, { ...command, funding }, context);
  }
}
