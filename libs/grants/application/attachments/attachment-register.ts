/** What is known of an uploaded attachment beside its bytes. */
export interface RegisteredAttachment {
  readonly id: string;
  readonly caseId: string;
  /** File name as the applicant gave it. */
  readonly name: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  /** SHA-256 of the bytes as they were uploaded, lower-case hex. */
  readonly sha256: string;
  /** SHA-256 of the bytes as they are stored, lower-case hex: their address. */
  readonly digest: string;
  /** Keyed HMAC of the content of the command that added it. */
  readonly commandHash: string;
  /** UTC instant. */
  readonly addedAt: string;
  /** Head of the log then: part of the answer that a repeated command gets again. */
  readonly position: string;
}

/** Attachments of cases, their names sealed at rest; durable when a promise resolves. */
export interface AttachmentRegister {
  /** An id that is there already stays as it is. */
  add(attachment: RegisteredAttachment): Promise<void>;
  /** Undefined when there is none, also when its key was erased. */
  find(caseId: string, id: string): Promise<RegisteredAttachment | undefined>;
  /** Those of a case in the order they came; those whose key was erased are left out. */
  list(caseId: string): Promise<RegisteredAttachment[]>;
  /** Nothing happens when there is none. */
  remove(caseId: string, id: string): Promise<void>;
  /** Finishes what was accepted. */
  close(): Promise<void>;
}
