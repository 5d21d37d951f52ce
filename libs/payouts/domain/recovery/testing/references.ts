/** A reference of the bank, and what stands for it. */
export function named(bankReference: string) {
  return { bankReference, referenceDigest: `digest of ${bankReference}` };
}
