declare module 'fastify' {
  interface FastifyContextConfig {
    /** Nothing but a request that is carried out may show that there is such a route. */
    readonly unlisted?: boolean;
  }
}

/** Options of a route that is told to nobody who does not know its address. */
export const UNLISTED = { config: { unlisted: true } } as const;

/** The routes of an application, to tell a path that is not there from a method it does not take. */
export class KnownRoutes {
  private readonly methods = new Map<string, Set<string>>();

  /** Adds a route under its pattern: a segment that begins with a colon stands for any, a last `*` for all that follows. */
  add(pattern: string, methods: string | readonly string[]): void {
    const known = this.methods.get(pattern) ?? new Set();
    for (const method of [methods].flat()) known.add(method);
    this.methods.set(pattern, known);
  }

  /** What a path takes, sorted; empty when there is no such path. */
  methodsOf(path: string): string[] {
    const asked = path.split('/');
    const found = [...this.methods].filter(([pattern]) => matches(pattern.split('/'), asked));
    return [...new Set(found.flatMap(([, methods]) => [...methods]))].toSorted();
  }
}

function matches(pattern: readonly string[], asked: readonly string[]): boolean {
  const open = pattern.at(-1) === '*';
  if (open ? asked.length < pattern.length : asked.length !== pattern.length) return false;
  const fixed = open ? pattern.slice(0, -1) : pattern;
  return fixed.every((segment, at) => (segment.startsWith(':') ? asked[at] !== '' : segment === asked[at]));
}
