import type { AttachmentRegister, RegisteredAttachment } from '../attachment-register.js';

/** A register that lives as long as the process: for tests. */
export class MemoryAttachmentRegister implements AttachmentRegister {
  private readonly entries = new Map<string, RegisteredAttachment>();

  add(attachment: RegisteredAttachment): Promise<void> {
    if (!this.entries.has(attachment.id)) this.entries.set(attachment.id, attachment);
    return Promise.resolve();
  }

  find(caseId: string, id: string): Promise<RegisteredAttachment | undefined> {
    const found = this.entries.get(id);
    return Promise.resolve(found?.caseId === caseId ? found : undefined);
  }

  list(caseId: string): Promise<RegisteredAttachment[]> {
    return Promise.resolve([...this.entries.values()].filter((each) => each.caseId === caseId));
  }

  remove(caseId: string, id: string): Promise<void> {
    if (this.entries.get(id)?.caseId === caseId) this.entries.delete(id);
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
