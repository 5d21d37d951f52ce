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

/** All systems of a test file serve one document. */
let document: Promise<Declared> | undefined;

/**
 * Whatever a test is answered stands in the document of the API: the status, and of a problem its type.
 * @throws Error when it does not
 */
export async function expectDeclared(method: string, answer: Response): Promise<void> {
  const { origin, pathname: path } = new URL(answer.url);
  document ??= fetch(`${origin}/docs/openapi.json`).then((found) => found.json() as Promise<Declared>);
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

/** The operation of a path as it was sent: where two patterns fit, the one that names more of it. */
function operationOf({ paths }: Declared, method: string, sent: string) {
  const asked = sent.split('/');
  const fitting = Object.keys(paths)
    .filter((pattern) => fits(pattern.split('/'), asked))
    .toSorted((a, b) => a.split('{').length - b.split('{').length);
  return fitting.map((pattern) => paths[pattern]![method.toLowerCase()]).find((found) => found !== undefined);
}

function fits(pattern: readonly string[], asked: readonly string[]): boolean {
  if (pattern.length !== asked.length) return false;
  return pattern.every((part, at) => (part.startsWith('{') ? asked[at] !== '' : part === asked[at]));
}
