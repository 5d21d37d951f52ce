import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { dateInOslo } from '#calendar/oslo.js';
import type { EventStore } from '#event-store/port.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { derivedId } from '#eventsourcing/ids.js';
import { notFound } from '#access/policy.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { EVENT_STORE } from '#cqrs/tokens.js';
import { streams, type Appealed } from '../../contract/events.js';
import { MOST_APPEALS } from '../../domain/appeal/submission.js';
import { Applications, resourceOf } from '../applications/applications.js';
import { RegulationsOfCases } from '../applications/regulations-of-cases.js';
import { Representatives } from '../organisations/representatives.js';
import { Appealables } from './appealables.js';
import { Appeals } from './appeals.js';

/** The applicant of the case `id` appeals against a decision in it. The receipt names the appeal. */
export class SubmitAppeal extends ResourceCommand<{ readonly against: Appealed; readonly grounds: string }> {}

/**
 * Appeals against one decision have ids in a row, of which a new one is tried only
 * when the one before was withdrawn: so there is at most one open appeal per decision, however many press at once.
 */
@CommandHandler(SubmitAppeal)
export class SubmitAppealHandler implements ICommandHandler<SubmitAppeal> {
  constructor(
    private readonly appeals: Appeals,
    private readonly appealables: Appealables,
    private readonly applications: Applications,
    private readonly regulations: RegulationsOfCases,
    private readonly representatives: Representatives,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readStream'>,
  ) {}

  async execute({ id: caseId, content, context }: SubmitAppeal): Promise<Outcome> {
    const state = await this.applications.find(caseId);
    if (state.status === 'none') return { ok: false, refusal: notFound() };
    const { schemeId, directorate, regulationVersion, applicant } = state.submission;
    const { appeal: rules } = await this.regulations.of(caseId);
    const { organisation } = applicant;
    const { actor, now } = context;
    const { against, grounds } = content;
    const { id, attempt } = await this.next(caseId, against, context);
    const command = {
      type: 'SubmitAppeal',
      party: {
        caseId,
        schemeId,
        directorate,
        regulationVersion,
        applicant: organisation,
        appellant: actor.subject,
      },
      against,
      appealable: await this.appealables.find(caseId, against),
      attempt,
      rules,
      grounds,
      receivedOn: dateInOslo(now),
    } as const;
    const barred = await this.representatives.refusalFor(actor, organisation, 'appeal', now);
    return this.appeals.submit(id, command, context, { resource: resourceOf(state), barred });
  }

  private async next(
    caseId: string,
    against: Appealed,
    { commandId }: CommandContext,
  ): Promise<{ readonly id: string; readonly attempt: number }> {
    const what = against.kind === 'decision' ? against.number : against.id;
    for (let attempt = 1; ; attempt++) {
      const id = derivedId('appeal', caseId, against.kind, what, attempt);
      if (attempt > MOST_APPEALS) return { id, attempt };
      const { status } = await this.appeals.find(id);
      if (status !== 'withdrawn') return { id, attempt };
      // Sent again after it was withdrawn: it is still the same appeal.
      const [submitted] = await this.store.readStream(streams.appeal(id), { limit: 1 });
      if (submitted?.metadata.commandId === commandId) return { id, attempt };
    }
  }
}
