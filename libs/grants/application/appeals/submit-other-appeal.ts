import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { organisationOf } from '#access/organisation.js';
import { denied, notFound } from '#access/policy.js';
import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import type { Outcome } from '#eventsourcing/command.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { sameOrganisation } from '#organisations/organisation-number.js';
import { MAY } from '../../access.js';
import type { Appealed } from '../../contract/events.js';
import type { OtherAppellantSaid } from '../../domain/appeal/submission.js';
import { Representatives } from '../organisations/representatives.js';
import { IncomingAppeals } from './incoming-appeals.js';

/** Somebody who did not apply in the case `id` appeals against a decision in it. The receipt names the appeal. */
export class SubmitOtherAppeal extends ResourceCommand<{
  readonly against: Appealed;
  readonly grounds: string;
  readonly appellant: Omit<OtherAppellantSaid, 'organisation'>;
}> {}

/** What there is in a case nobody learns by it: where there is nothing to appeal against, there is no case. */
@CommandHandler(SubmitOtherAppeal)
export class SubmitOtherAppealHandler implements ICommandHandler<SubmitOtherAppeal> {
  constructor(
    private readonly incoming: IncomingAppeals,
    private readonly representatives: Representatives,
  ) {}

  async execute({ id: caseId, content, context }: SubmitOtherAppeal): Promise<Outcome> {
    const { actor, now } = context;
    const organisation = organisationOf(actor);
    // Before anything of the case is looked at.
    const no =
      denied(actor, MAY['appeal.submit-as-other']) ??
      (await this.representatives.refusalFor(actor, organisation, 'appeal', now));
    if (no) return { ok: false, refusal: no };
    const { against, grounds, appellant } = content;
    const outcome = await this.incoming.takeIn(
      caseId,
      {
        against,
        grounds,
        other: { organisation, ...appellant },
        appellant: actor.subject,
        may: MAY['appeal.submit-as-other'],
        barred: (party) => Promise.resolve(asParty(organisation, party)),
      },
      context,
    );
    return !outcome.ok && TELLING.has(outcome.refusal.code) ? { ok: false, refusal: notFound() } : outcome;
  }
}

/** What would tell a stranger that there is such a case. */
const TELLING: ReadonlySet<string> = new Set(['nothing-to-appeal', 'no-right-of-appeal']);

function asParty(organisation: string, party: string): Refusal | undefined {
  return sameOrganisation(organisation, party)
    ? refusal('conflict', 'appeals-as-party', 'whoever applied appeals in its own case')
    : undefined;
}
