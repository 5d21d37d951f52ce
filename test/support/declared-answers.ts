/** As much of the document of the API as says what is answered. */
interface Declared {
  readonly paths: Record<string, Record<string, { readonly responses: Record<string, Declaration> }>>;
}
interface Declaration {
  readonly content?: {
    readonly 'application/problem+json'?: {
      readonly schema: { readonly allOf?: readonly { readonly properties?: { readonly type: Types } }[] };
    };
  };
}
interface Types {
  readonly enum: readonly string[];
}

/** A path of the document, and what it answers by method. */
interface Path {
  readonly pattern: readonly string[];
  readonly operations: Declared['paths'][string];
}

/** All systems of a test file serve one document: its paths by how many parts they have, those that name more first. */
let document: Promise<ReadonlyMap<number, readonly Path[]>> | undefined;

/**
 * Whatever a test is answered stands in the document of the API: the status, and of a problem its type.
 * @throws Error when it does not
 */
export async function expectDeclared(method: string, answer: Response): Promise<void> {
  const { origin, pathname: path } = new URL(answer.url);
  document ??= declaredAt(origin);
  const operation = operationOf(await document, method, path);
  if (!operation) return;
  const { status } = answer;
  const undeclared = (what: string) =>
    new Error(`${method} ${path} answers ${what}, which the document does not declare`);
  const declaration = operation.responses[status];
  if (status < 400) {
    if (!declaration) throw undeclared(String(status));
    return;
  }
  const { type } = (await answer.clone().json()) as { readonly type: string };
  const parts = declaration?.content?.['application/problem+json']?.schema.allOf ?? [];
  if (!parts.some(({ properties }) => properties?.type.enum.includes(type)))
    throw undeclared(`${status} ${type}`);
}

async function declaredAt(origin: string): Promise<ReadonlyMap<number, readonly Path[]>> {
  const found = await fetch(`${origin}/docs/openapi.json`);
  const { paths } = (await found.json()) as Declared;
  const named = Object.entries(paths)
    .map(([path, operations]) => ({ pattern: path.split('/'), operations }))
    .toSorted((a, b) => open(a.pattern) - open(b.pattern));
  return Map.groupBy(named, ({ pattern }) => pattern.length);
}

/** How many parts of a pattern stand for any. */
function open(pattern: readonly string[]): number {
  return pattern.filter((part) => part.startsWith('{')).length;
}

/** The operation of a path as it was sent: where two patterns fit, the one that names more of it. */
function operationOf(paths: ReadonlyMap<number, readonly Path[]>, method: string, sent: string) {
  const asked = sent.split('/');
  const fitting = (paths.get(asked.length) ?? []).filter(({ pattern }) => fits(pattern, asked));
  return fitting
    .map(({ operations }) => operations[method.toLowerCase()])
    .find((found) => found !== undefined);
}

function fits(pattern: readonly string[], asked: readonly string[]): boolean {
  return pattern.every((part, at) => (part.startsWith('{') ? asked[at] !== '' : part === asked[at]));
}
