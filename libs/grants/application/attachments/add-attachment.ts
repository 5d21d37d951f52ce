import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { SealedAttachments } from '#attachments/sealed/sealed-attachments.js';
import type { Bytes } from '#attachments/store.js';
import type { EventStore } from '#event-store/port.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { keyReused, once, type Receipts } from '#eventsourcing/receipts.js';
import { refusal } from '#eventsourcing/refusal.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { ATTACHMENT_REGISTER, DRAFT_STORE, EVENT_STORE, RECEIPTS } from '#cqrs/tokens.js';
import { caseReference } from '#sealing/key-store.js';
import { draftSubmitted, type DraftStore } from '../drafts/draft-store.js';
import type { AttachmentRegister, RegisteredAttachment } from './attachment-register.js';
import { CaseAttachments } from './case-attachments.js';

/** Attachments a case may have. */
export const MOST_ATTACHMENTS = 50;

/** The acting applicant adds a file to the case `id`, a draft or submitted. */
export class AddAttachment extends ResourceCommand<{
  readonly attachmentId: string;
  readonly name: string;
  readonly mediaType: string;
  /** SHA-256 the bytes are announced with, lower-case hex. */
  readonly sha256: string;
  readonly bytes: Bytes;
}> {}

/**
 * The bytes are stored first, then the case gets them: what is stored and then
 * refused is removed again.
 */
@CommandHandler(AddAttachment)
export class AddAttachmentHandler implements ICommandHandler<AddAttachment> {
  constructor(
    private readonly cases: CaseAttachments,
    private readonly attachments: SealedAttachments,
    @Inject(ATTACHMENT_REGISTER) private readonly register: AttachmentRegister,
    @Inject(DRAFT_STORE) private readonly drafts: DraftStore,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(RECEIPTS) private readonly receipts: Receipts,
  ) {}

  async execute({ id, content, context }: AddAttachment): Promise<Outcome> {
    const { attachmentId } = content;
    const room = await this.cases.room(id, context.actor);
    if ('refused' in room) return { ok: false, refusal: room.refused };
    const before = await this.register.find(id, attachmentId);
    if (before) return again(before, context);
    // What was taken out again stays out when its upload comes once more.
    return once(this.receipts, context, () => this.upload(id, content, room.draft, context));
  }

  private async upload(
    id: string,
    { attachmentId, name, mediaType, sha256, bytes }: AddAttachment['content'],
    wasDraft: boolean,
    context: CommandContext,
  ): Promise<Outcome> {
    const full = await this.fullness(id);
    if (full) return full;
    if (context.dryRun) return receiptOf({ id: attachmentId, position: await this.store.head() });
    const owned = { reference: caseReference(id), id: attachmentId };
    const done = await this.attachments.keep(bytes, { name, mediaType, sha256 }, owned);
    if (!done.ok) return done;
    const known = { name, mediaType, sha256, ...done.kept };
    try {
      return await this.drafts.alone(id, () => this.add(id, attachmentId, known, wasDraft, context));
    } finally {
      const registered = await this.register.find(id, attachmentId);
      if (registered?.digest !== known.digest) await this.attachments.remove(known.digest);
    }
  }

  /** What may have changed while the bytes came is looked at again. */
  private async add(
    caseId: string,
    id: string,
    known: Pick<RegisteredAttachment, 'name' | 'mediaType' | 'size' | 'sha256' | 'digest'>,
    wasDraft: boolean,
    context: CommandContext,
  ): Promise<Outcome> {
    const room = await this.cases.room(caseId, context.actor);
    if ('refused' in room) return { ok: false, refusal: room.refused };
    if (room.draft !== wasDraft) return { ok: false, refusal: draftSubmitted(caseId) };
    const faster = await this.register.find(caseId, id);
    if (faster) return again(faster, context);
    const full = await this.fullness(caseId);
    if (full) return full;
    const { commandHash, now: addedAt } = context;
    const position = await this.store.head();
    await this.register.add({ id, caseId, ...known, commandHash, addedAt, position });
    return receiptOf({ id, position });
  }

  private async fullness(id: string): Promise<Outcome | undefined> {
    if ((await this.register.list(id)).length < MOST_ATTACHMENTS) return undefined;
    const detail = `a case may have ${MOST_ATTACHMENTS} attachments`;
    return { ok: false, refusal: refusal('conflict', 'too-many-attachments', detail) };
  }
}

function again(before: RegisteredAttachment, { commandHash }: CommandContext): Outcome {
  return before.commandHash === commandHash ? receiptOf(before) : { ok: false, refusal: keyReused() };
}

/** An attachment never changes: its revision is always the first. */
function receiptOf({ id, position }: Pick<RegisteredAttachment, 'id' | 'position'>): Outcome {
  return { ok: true, receipt: { id, revision: 0, position } };
}
