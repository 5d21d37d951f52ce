import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Outcome } from '#eventsourcing/command.js';
import { denied, notFound } from '#access/policy.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { DRAFT_STORE } from '#cqrs/tokens.js';
import { mistypedAmong } from '#organisations/refusals.js';
import { MAY } from '../../access.js';
import { organisationsDeclared } from '../../domain/application/named-organisations.js';
import { Applications } from '../applications/applications.js';
import { type DraftDocument, toJson } from './draft-document.js';
import { type DraftStore, draftSubmitted } from './draft-store.js';

/** The applicant saves a draft anew; without If-Match the last writer wins. */
export class ReplaceDraft extends ResourceCommand<{ readonly document: DraftDocument }> {}

@CommandHandler(ReplaceDraft)
export class ReplaceDraftHandler implements ICommandHandler<ReplaceDraft> {
  constructor(
    @Inject(DRAFT_STORE) private readonly drafts: DraftStore,
    private readonly applications: Applications,
  ) {}

  execute(command: ReplaceDraft): Promise<Outcome> {
    return this.drafts.alone(command.id, () => this.replace(command));
  }

  private async replace({ id, content, context }: ReplaceDraft): Promise<Outcome> {
    const draft = await this.drafts.find(id);
    if (!draft) return { ok: false, refusal: notFound() };
    const no = denied(context.actor, MAY['application.create'], { applicant: draft.owner });
    if (no) return { ok: false, refusal: no };
    const mistyped = mistypedAmong(organisationsDeclared(content.document.stateAid));
    if (mistyped) return { ok: false, refusal: mistyped };
    const { commandId, commandHash, keyed, now, ifMatch = draft.revision } = context;
    // A submitted draft is marked some time after its submission; until then the log tells.
    const submitted = draft.submittedAt !== undefined || (await this.applications.find(id)).status !== 'none';
    if (context.dryRun) {
      const { revision, position } = draft;
      return submitted
        ? { ok: false, refusal: draftSubmitted(id) }
        : { ok: true, receipt: { id, revision, position } };
    }
    if (submitted) await this.drafts.markSubmitted(id, now);
    const replaced = await this.drafts.replace({
      id,
      expectedRevision: ifMatch,
      commandId,
      commandHash,
      ...(keyed === undefined ? {} : { keyed }),
      now,
      document: toJson(content.document),
    });
    if (!replaced.ok) return replaced;
    const { revision, position } = replaced.draft;
    return { ok: true, receipt: { id, revision, position } };
  }
}
