import { Inject, Injectable } from '@nestjs/common';
import { notFound, type Action } from '#access/policy.js';
import { dateInOslo } from '#calendar/oslo.js';
import { EVENT_STORE } from '#cqrs/tokens.js';
import type { EventStore } from '#event-store/port.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { derivedId } from '#eventsourcing/ids.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import { streams, type AppealSubmitted, type Appealed } from '../../contract/events.js';
import { isReversedInPart } from '../../domain/appeal/state.js';
import { MOST_APPEALS } from '../../domain/appeal/submission.js';
import { Applications, resourceOf } from '../applications/applications.js';
import { RegulationsOfCases } from '../applications/regulations-of-cases.js';
import { Appealables } from './appealables.js';
import { Appeals } from './appeals.js';

/** An appeal in a case, and how it came. */
export interface IncomingAppeal extends Pick<AppealSubmitted['data'], 'appellant' | 'arrival'> {
  readonly against: Appealed;
  readonly grounds: string;
  /** What the policy is asked of whoever brings it in. */
  readonly may: Action;
  /** Why that person may not act for the party, beside the policy. */
  readonly barred?: (organisation: string) => Promise<Refusal | undefined>;
}

/**
 * Appeals against one decision have ids in a row, of which a new one is tried only when the one before was withdrawn, or
 * the deciding body reversed a part of what it was against: so there is at most one open appeal per decision, however many press at once.
 */
@Injectable()
export class IncomingAppeals {
  constructor(
    private readonly appeals: Appeals,
    private readonly appealables: Appealables,
    private readonly applications: Applications,
    private readonly regulations: RegulationsOfCases,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readStream'>,
  ) {}

  async takeIn(caseId: string, incoming: IncomingAppeal, context: CommandContext): Promise<Outcome> {
    const state = await this.applications.find(caseId);
    if (state.status === 'none') return { ok: false, refusal: notFound() };
    const { against, grounds, appellant, arrival, may, barred } = incoming;
    const { schemeId, directorate, regulationVersion, applicant } = state.submission;
    const { organisation } = applicant;
    const { appeal: rules } = await this.regulations.of(caseId);
    const { id, attempt } = await this.next(caseId, against, context);
    const command = {
      type: 'SubmitAppeal',
      party: {
        caseId,
        schemeId,
        directorate,
        regulationVersion,
        applicant: organisation,
        ...(appellant === undefined ? {} : { appellant }),
        ...(arrival === undefined ? {} : { arrival }),
      },
      against,
      appealable: await this.appealables.find(caseId, against),
      attempt,
      rules,
      grounds,
      receivedOn: dateInOslo(context.now),
    } as const;
    const asked = { may, resource: resourceOf(state), barred: await barred?.(organisation) };
    return this.appeals.submit(id, command, context, asked);
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
      const appeal = await this.appeals.find(id);
      const open = appeal.status === 'withdrawn' || (appeal.status !== 'none' && isReversedInPart(appeal));
      if (!open) return { id, attempt };
      // Sent again after it was withdrawn, or had its outcome: it is still the same appeal.
      const [submitted] = await this.store.readStream(streams.appeal(id), { limit: 1 });
      if (submitted?.metadata.commandId === commandId) return { id, attempt };
    }
  }
}
