/** A body as plain data: what the members of a DTO say, without those that were left out. */
export function plain<Body extends object>(body: Body): { readonly [Member in keyof Body]: Body[Member] } {
  return said(body) as Body;
}

function said(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(said);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([name, member]) => [name, said(member)]));
}
