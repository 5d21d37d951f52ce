import { AddAttachmentHandler } from './add-attachment.js';
import { CaseAttachments } from './case-attachments.js';
import { RemoveAttachmentHandler } from './remove-attachment.js';

/** What attachments need, from the draft on. */
export const ATTACHMENTS = [CaseAttachments, AddAttachmentHandler, RemoveAttachmentHandler];
