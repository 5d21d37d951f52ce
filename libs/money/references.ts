/** How a reference of money that moved is known again without being kept: nobody can read it back. */
export interface ReferenceMark {
  /** Keyed digest of its canonical form. */
  readonly digest?: string | undefined;
  /** That form itself, of movements from before digests, where it is not sealed. */
  readonly clear?: string | undefined;
}

/** A reference in the form in which references are compared: trimmed, in NFKC, its case kept. */
export function canonicalReference(reference: string): string {
  return reference.normalize('NFKC').trim();
}

/** The mark of a reference as a command or an event has it: what is sealed cannot be looked at. */
export function markOf(digest: string | undefined, reference: unknown): ReferenceMark {
  if (digest !== undefined) return { digest };
  return typeof reference === 'string' ? { clear: canonicalReference(reference) } : {};
}

/** Whether a recorded mark is that of this reference. */
export function isMarkOf(mark: ReferenceMark, digest: string, reference: string): boolean {
  if (mark.digest !== undefined) return mark.digest === digest;
  return mark.clear !== undefined && mark.clear === canonicalReference(reference);
}
