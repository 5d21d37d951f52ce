import { Inject, Injectable } from '@nestjs/common';
import type { Readable as ByteStream } from 'node:stream';
import { SealedAttachments } from '#attachments/sealed/sealed-attachments.js';
import type { Actor } from '#eventsourcing/event.js';
import { refusal } from '#eventsourcing/refusal.js';
import { notFound } from '#access/policy.js';
import { refused } from '#http/problems.js';
import { mustSee } from '#cqrs/queries/scope.js';
import { ATTACHMENT_REGISTER, DRAFT_STORE } from '#cqrs/tokens.js';
import { MAY } from '../access.js';
import type { AttachmentRegister } from '../application/attachments/attachment-register.js';
import type { DraftStore } from '../application/drafts/draft-store.js';
import type { Attachment } from '../contract/events.js';
import { CaseLog, type OpenedCase } from './case-log.js';
import type { Readable } from '#cqrs/queries/readable.js';
import { attachmentsOf, type AttachmentView } from './submission-view.js';

/** An attachment with its bytes. */
export interface OpenedAttachment {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  readonly bytes: ByteStream;
}

type Known = Readable<Omit<Attachment, 'id'>>;

/** Attachments for those who may see the case. */
@Injectable()
export class AttachmentQueries {
  constructor(
    private readonly log: CaseLog,
    private readonly attachments: SealedAttachments,
    @Inject(ATTACHMENT_REGISTER) private readonly register: AttachmentRegister,
    @Inject(DRAFT_STORE) private readonly drafts: DraftStore,
  ) {}

  /** What was added to a draft so far. */
  async ofDraft(id: string): Promise<AttachmentView[]> {
    return attachmentsOf(await this.register.list(id));
  }

  /** @throws ProblemException 404 for whoever may not see it, or when there is none; 410 once its key was erased */
  async open(caseId: string, id: string, actor: Actor): Promise<OpenedAttachment> {
    const found = await this.log.find(caseId, actor);
    if (!found) await this.mustOwn(caseId, actor);
    const known = (await this.register.find(caseId, id)) ?? (found && (await this.submitted(found, id)));
    if (!known) throw refused(notFound());
    const { name, mediaType, size, sha256, digest } = known;
    if (name === null || sha256 === null)
      throw refused(refusal('gone', 'attachment-erased', 'the attachment was erased'));
    const bytes = await this.attachments.read(digest, { id });
    if (!bytes) throw new Error(`the bytes of attachment ${id} are not in the store`);
    return { name, mediaType, size, sha256, bytes };
  }

  private async mustOwn(caseId: string, actor: Actor): Promise<void> {
    const draft = await this.drafts.find(caseId);
    mustSee(actor, MAY['application.create'], draft ? { applicant: draft.owner } : {});
  }

  /** The log knows what was submitted, also when the register has forgotten or cannot open it. */
  private async submitted({ events }: OpenedCase, id: string): Promise<Known | undefined> {
    for (const event of events) {
      const { attachments = [] } = event.data as { readonly attachments?: readonly Attachment[] };
      const index = attachments.findIndex((each) => each.id === id);
      if (index < 0) continue;
      const { data } = await this.log.read(event);
      return (data as { readonly attachments: readonly Known[] }).attachments[index];
    }
    return undefined;
  }
}
