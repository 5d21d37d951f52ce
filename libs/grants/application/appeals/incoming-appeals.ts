import { Inject, Injectable } from '@nestjs/common';
import { notFound, type Action } from '#access/policy.js';
import { dateInOslo } from '#calendar/oslo.js';
import { EVENT_STORE } from '#cqrs/tokens.js';
import type { EventStore } from '#event-store/port.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { derivedId } from '#eventsourcing/ids.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import { streams, type AppealSubmitted, type Appealed } from '../../contract/events.js';
import {
  decidesForAll,
  isReversedInPart,
  type Appealable,
  type SubmittedAppeal,
} from '../../domain/appeal/state.js';
import { MOST_APPEALS, type OtherAppellantSaid } from '../../domain/appeal/submission.js';
import { canonicalOrganisation } from '#organisations/organisation-number.js';
import { Pseudonyms } from '../applications/pseudonyms.js';
import { Applications, resourceOf } from '../applications/applications.js';
import { RegulationsOfCases } from '../applications/regulations-of-cases.js';
import { sameAppealed } from './appealed-body.js';
import { Appealables } from './appealables.js';
import { Appeals } from './appeals.js';
import { AppealsAgainst } from './appeals-against.js';

/** An appeal in a case, and how it came. */
export interface IncomingAppeal extends Pick<AppealSubmitted['data'], 'appellant' | 'arrival'> {
  readonly against: Appealed;
  readonly grounds: string;
  /** Who appeals without having applied. */
  readonly other?: OtherAppellantSaid | undefined;
  /** What the policy is asked of whoever brings it in. */
  readonly may: Action;
  /** Why that person may not act for the party, beside the policy. */
  readonly barred?: (organisation: string) => Promise<Refusal | undefined>;
}

/**
 * Appeals of one appellant against one decision have ids in a row, of which a new one is tried only when the one before
 * was withdrawn or superseded, was against another decision of the kind, as where a grant is revoked in part twice, or
 * had the deciding body reverse a part: so there is at most one open appeal of each per decision, however many press at once.
 */
@Injectable()
export class IncomingAppeals {
  constructor(
    private readonly appeals: Appeals,
    private readonly appealables: Appealables,
    private readonly applications: Applications,
    private readonly regulations: RegulationsOfCases,
    private readonly appealsAgainst: AppealsAgainst,
    private readonly pseudonyms: Pseudonyms,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readStream'>,
  ) {}

  async takeIn(caseId: string, incoming: IncomingAppeal, context: CommandContext): Promise<Outcome> {
    const state = await this.applications.find(caseId);
    if (state.status === 'none') return { ok: false, refusal: notFound() };
    const { against, grounds, other, appellant, arrival, may, barred } = incoming;
    const { schemeId, directorate, regulationVersion, applicant } = state.submission;
    const { organisation } = applicant;
    const { appeal: rules } = await this.regulations.of(caseId);
    const appellantKey = await this.keyOf(caseId, other);
    const own = await this.isOwn(against, appellantKey);
    const appealable = own ? await this.appealables.find(caseId, against) : undefined;
    const { id, attempt } = await this.next(caseId, { against, appellantKey, appealable }, context);
    const same = against.kind === 'decision' ? await this.appealsAgainst.of(caseId, against) : [];
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
        ...(other === undefined ? {} : { other: identified(other, appellantKey!) }),
      },
      against: appealable?.against ?? against,
      appealable,
      attempt,
      decided: same.find(({ appeal }) => decidesForAll(appeal))?.appeal.status,
      others: same.filter(({ appeal }) => isOfOther(appeal)).length,
      rules,
      grounds,
      receivedOn: dateInOslo(context.now),
    } as const;
    // Who did not apply may not see the case, and need not.
    const resource = other && !arrival ? {} : resourceOf(state);
    const asked = { may, resource, barred: await barred?.(organisation) };
    return this.appeals.submit(id, command, context, asked);
  }

  /** The dismissal of an appeal concerns its appellant alone; a revocation or claim concerns the recipient. */
  private async isOwn(against: Appealed, appellant: string | undefined): Promise<boolean> {
    if (against.kind !== 'dismissal') return appellant === undefined || against.kind === 'decision';
    const dismissed = await this.appeals.find(against.id);
    if (dismissed.status === 'none') return true;
    const { organisation, ref } = dismissed.submission.other ?? {};
    return appellant === (organisation ?? ref);
  }

  /** What tells an appellant from others; none for the applicant. */
  private async keyOf(caseId: string, other: OtherAppellantSaid | undefined): Promise<string | undefined> {
    if (!other) return undefined;
    const { organisation, name } = other;
    return organisation === undefined
      ? this.pseudonyms.ofNamed(caseId, name)
      : canonicalOrganisation(organisation);
  }

  private async next(
    caseId: string,
    {
      against,
      appellantKey,
      appealable,
    }: {
      readonly against: Appealed;
      readonly appellantKey: string | undefined;
      readonly appealable: Appealable | undefined;
    },
    { commandId }: CommandContext,
  ): Promise<{ readonly id: string; readonly attempt: number }> {
    const what = 'number' in against ? against.number : against.id;
    for (let attempt = 1; ; attempt++) {
      const whose = appellantKey === undefined ? [] : [appellantKey];
      const id = derivedId('appeal', caseId, against.kind, what, attempt, ...whose);
      if (attempt > MOST_APPEALS) return { id, attempt };
      const before = await this.appeals.find(id);
      if (before.status === 'none') return { id, attempt };
      const isOfEarlier = before.submission.receivedOn < (appealable?.decidedOn ?? '');
      const isOfAnother = !sameAppealed(before.submission.against, appealable?.against ?? against);
      // What an appeal was over by may be over itself: then what it was against stands again.
      const isOver = before.status === 'superseded' && appealable;
      const open =
        before.status === 'withdrawn' || isOfEarlier || isOfAnother || isOver || isReversedInPart(before);
      if (!open) return { id, attempt };
      // Sent again after it was withdrawn or decided: it is still the same appeal.
      const [submitted] = await this.store.readStream(streams.appeal(id), { limit: 1 });
      if (submitted?.metadata.commandId === commandId) return { id, attempt };
    }
  }
}

function identified(other: OtherAppellantSaid, key: string): OtherAppellantSaid {
  return other.organisation === undefined ? { ...other, ref: key } : { ...other, organisation: key };
}

/** Who withdrew leaves room for others. */
function isOfOther({ status, submission }: SubmittedAppeal): boolean {
  return submission.other !== undefined && status !== 'withdrawn';
}
