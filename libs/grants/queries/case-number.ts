/** The number of a case of a read model, where it has one. */
export function numberOf({ case_number: caseNumber }: { readonly case_number: string | null }) {
  return caseNumber === null ? {} : { caseNumber };
}
