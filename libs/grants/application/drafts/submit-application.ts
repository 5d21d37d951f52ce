import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { PRECONDITION_FAILED } from '#eventsourcing/command.js';
import { refusal } from '#eventsourcing/refusal.js';
import { denied, notFound } from '#access/policy.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { DRAFT_STORE } from '#cqrs/tokens.js';
import { MAY } from '../../access.js';
import type { ApplicationCommand } from '../../domain/application/application.js';
import { rulesFor } from '../../domain/scheme/versions.js';
import { CaseAttachments } from '../attachments/case-attachments.js';
import { Applications, resourceOf } from '../applications/applications.js';
import { Calls } from '../calls/calls.js';
import { type DraftDocument, incomplete, submissionIn } from './draft-document.js';
import type { Draft, DraftStore } from './draft-store.js';
import { Pseudonyms } from '../applications/pseudonyms.js';
import { Representatives } from '../organisations/representatives.js';
import { Schemes } from '../schemes/schemes.js';

/** The applicant submits the draft `id`: from here on it is an application, and a case of that id. */
export class SubmitApplication extends ResourceCommand<Record<string, unknown>> {}

@CommandHandler(SubmitApplication)
export class SubmitApplicationHandler implements ICommandHandler<SubmitApplication> {
  constructor(
    private readonly applications: Applications,
    private readonly calls: Calls,
    private readonly schemes: Schemes,
    private readonly pseudonyms: Pseudonyms,
    @Inject(DRAFT_STORE) private readonly drafts: DraftStore,
    private readonly attachments: CaseAttachments,
    private readonly representatives: Representatives,
  ) {}

  execute({ id, context }: SubmitApplication): Promise<Outcome> {
    return this.drafts.alone(id, () => this.submit(id, context));
  }

  private async submit(id: string, context: CommandContext): Promise<Outcome> {
    const draft = await this.drafts.get(id);
    if (!draft) return this.withoutDraft(id, context);
    const { actor, now } = context;
    const no =
      denied(actor, MAY['application.submit'], { applicant: draft.owner }) ??
      (await this.representatives.refusalFor(actor, draft.owner, 'apply', now));
    if (no) return { ok: false, refusal: no };
    if (draft.submittedAt !== undefined) return this.applications.submitAgain(id, context);

    const document = draft.document as DraftDocument;
    const missing = incomplete(document);
    if (missing) return { ok: false, refusal: missing };
    // While it is a draft, If-Match speaks of the draft; its stream has no revision yet.
    const { ifMatch, ...unmatched } = context;
    if (ifMatch !== undefined && ifMatch !== draft.revision) {
      const detail = `If-Match says revision ${ifMatch}, it is ${draft.revision}`;
      return { ok: false, refusal: refusal('precondition', PRECONDITION_FAILED, detail) };
    }
    return this.applications.submit(id, await this.commandOf(draft, document, context), unmatched);
  }

  /** A draft that is gone was submitted or never there; the policy decides what may be said of it. */
  private async withoutDraft(id: string, context: CommandContext): Promise<Outcome> {
    const state = await this.applications.find(id);
    const no = denied(context.actor, MAY['application.submit'], resourceOf(state));
    if (no) return { ok: false, refusal: no };
    if (state.status === 'none') return { ok: false, refusal: notFound() };
    return this.applications.submitAgain(id, context);
  }

  private async commandOf(
    draft: Draft,
    document: DraftDocument,
    { actor, now }: CommandContext,
  ): Promise<Extract<ApplicationCommand, { type: 'SubmitApplication' }>> {
    const call = await this.calls.find(draft.callId);
    if (call.status === 'none') throw new Error(`draft ${draft.id} names no call`);
    const regulation = await this.schemes.regulation(call.schemeId, call.regulationVersion);
    const email = document.applicant?.email;
    const personRef = email === undefined ? undefined : await this.pseudonyms.of(email);
    const attachments = await this.attachments.of(draft.id);
    const submission = {
      personRef,
      submittedBy: actor.subject,
      ...submissionIn(document, draft.owner),
      ...(attachments.length === 0 ? {} : { attachments }),
    };
    return { type: 'SubmitApplication', call, regulation: rulesFor(regulation, call.kind), submission, now };
  }
}
