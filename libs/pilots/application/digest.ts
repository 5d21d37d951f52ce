import { createHash } from 'node:crypto';
import { canonicalJson } from '#event-store/canonical.js';
import type { Json } from '#eventsourcing/event.js';

/** SHA-256 of the RFC 8785 bytes of a document, hexadecimal: the same content has the same digest everywhere. */
export function digestOf(document: object): string {
  return createHash('sha256')
    .update(canonicalJson(document as Json))
    .digest('hex');
}
