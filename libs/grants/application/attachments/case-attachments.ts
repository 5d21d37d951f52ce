import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#eventsourcing/event.js';
import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import { denied, notFound } from '#access/policy.js';
import { ATTACHMENT_REGISTER, DRAFT_STORE } from '#cqrs/tokens.js';
import { MAY } from '../../access.js';
import type { Attachment } from '../../contract/events.js';
import { Applications, resourceOf } from '../applications/applications.js';
import type { DraftStore } from '../drafts/draft-store.js';
import type { AttachmentRegister, RegisteredAttachment } from './attachment-register.js';

/** Whether a case is still a draft, for someone who may add to it. */
export type Room = { readonly draft: boolean } | { readonly refused: Refusal };

/** The attachments of cases, from the draft on. */
@Injectable()
export class CaseAttachments {
  constructor(
    @Inject(ATTACHMENT_REGISTER) private readonly register: AttachmentRegister,
    @Inject(DRAFT_STORE) private readonly drafts: DraftStore,
    private readonly applications: Applications,
  ) {}

  /** What was uploaded to a case, in clear, for the event that seals it again. */
  async of(caseId: string): Promise<Attachment[]> {
    return (await this.register.list(caseId)).map(attachmentOf);
  }

  /**
   * Those with these ids, in clear, for an event that carries them: an answer to a request for supplement, a report.
   * Refused: `attachment-unknown`.
   */
  async named(
    caseId: string,
    ids: readonly string[],
  ): Promise<{ readonly attachments: readonly Attachment[] } | { readonly refused: Refusal }> {
    const attachments: Attachment[] = [];
    for (const id of ids) {
      const found = await this.register.find(caseId, id);
      if (!found)
        return { refused: refusal('invalid', 'attachment-unknown', `the case has no attachment ${id}`) };
      attachments.push(attachmentOf(found));
    }
    return { attachments };
  }

  /** Whether the person may add to the case, or take away from it while it is a draft. */
  async room(caseId: string, actor: Actor): Promise<Room> {
    const state = await this.applications.find(caseId);
    if (state.status !== 'none') {
      const no = denied(actor, MAY['attachment.add'], resourceOf(state));
      return no ? { refused: no } : { draft: false };
    }
    const draft = await this.drafts.find(caseId);
    const no = draft ? denied(actor, MAY['attachment.add'], { applicant: draft.owner }) : notFound();
    return no ? { refused: no } : { draft: true };
  }
}

function attachmentOf({ id, name, mediaType, size, sha256, digest }: RegisteredAttachment): Attachment {
  return { id, name, mediaType, size, sha256, digest };
}
