import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { SealedAttachments } from '#attachments/sealed/sealed-attachments.js';
import type { EventStore } from '#event-store/port.js';
import { type CommandContext, type Outcome, PRECONDITION_FAILED } from '#eventsourcing/command.js';
import { once, type Receipts } from '#eventsourcing/receipts.js';
import { refusal } from '#eventsourcing/refusal.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { ATTACHMENT_REGISTER, DRAFT_STORE, EVENT_STORE, RECEIPTS } from '#cqrs/tokens.js';
import { draftSubmitted, type DraftStore } from '../drafts/draft-store.js';
import type { AttachmentRegister } from './attachment-register.js';
import { CaseAttachments } from './case-attachments.js';

/** The acting applicant takes a file out of the draft `id`; what is not there any more is taken out already. */
export class RemoveAttachment extends ResourceCommand<{ readonly attachmentId: string }> {}

/** What was submitted stays. */
@CommandHandler(RemoveAttachment)
export class RemoveAttachmentHandler implements ICommandHandler<RemoveAttachment> {
  constructor(
    private readonly cases: CaseAttachments,
    private readonly attachments: SealedAttachments,
    @Inject(ATTACHMENT_REGISTER) private readonly register: AttachmentRegister,
    @Inject(DRAFT_STORE) private readonly drafts: DraftStore,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(RECEIPTS) private readonly receipts: Receipts,
  ) {}

  execute({ id, content: { attachmentId }, context }: RemoveAttachment): Promise<Outcome> {
    return this.drafts.alone(id, async (): Promise<Outcome> => {
      const room = await this.cases.room(id, context.actor);
      if ('refused' in room) return { ok: false, refusal: room.refused };
      return once(this.receipts, context, () => this.takeOut(id, attachmentId, room.draft, context));
    });
  }

  private async takeOut(
    caseId: string,
    id: string,
    draft: boolean,
    { dryRun, ifMatch }: CommandContext,
  ): Promise<Outcome> {
    if (!draft) return { ok: false, refusal: draftSubmitted(caseId) };
    // An attachment never changes; what is gone was taken out already, as this command asks (RFC 9110, 13.1.1).
    if (ifMatch !== undefined && ifMatch !== 0) return { ok: false, refusal: moved(ifMatch) };
    const found = dryRun ? undefined : await this.register.find(caseId, id);
    if (found) {
      await this.register.remove(caseId, id);
      await this.attachments.remove(found.digest);
    }
    return { ok: true, receipt: { id, revision: 0, position: await this.store.head() } };
  }
}

function moved(seen: number) {
  const detail = `If-Match says revision ${seen}, it is 0`;
  return refusal('precondition', PRECONDITION_FAILED, detail, { seen, actual: 0 });
}
