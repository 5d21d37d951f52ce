/** A step of a path: into a member of an object, or to each element of a list, all or those that say something. */
export type Step =
  | { readonly kind: 'member'; readonly name: string }
  | { readonly kind: 'each'; readonly where: readonly Equality[] };

/** An element's own member is this text. */
export interface Equality {
  readonly member: string;
  readonly equals: string;
}

/** Where something stands among the claims of a token. */
export interface ClaimPath {
  /** As it was configured: refusals name it. */
  readonly text: string;
  readonly steps: readonly Step[];
}

/** The text is no path; the message is the end of a sentence about it. */
export class NotAPath extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotAPath';
  }
}

const LONGEST_PATH = 500;
const MOST_STEPS = 20;
const NAME = /[^.[\]"=&?/\s]+/y;
const QUOTED = /"(?:[^"\\]|\\.)*"/y;

/**
 * Reads a path such as `realm_access.roles`, `groups`, `["https://example.no/roles"]` (a name with dots or slashes, as
 * a JSON text) or `authorization_details[?type="x" & resource="y"].reportees[].ID`. @throws NotAPath
 */
export function parseClaimPath(text: string): ClaimPath {
  if (text.length > LONGEST_PATH) throw new NotAPath(`must be a path of at most ${LONGEST_PATH} characters`);
  const source = new Source(text);
  const steps: Step[] = [{ kind: 'member', name: firstName(source) }];
  while (!source.ended) {
    steps.push(nextStep(source));
    if (steps.length > MOST_STEPS) throw new NotAPath(`must be a path of at most ${MOST_STEPS} steps`);
  }
  return { text, steps };
}

/** The name of the last member a path goes into. */
export function lastMember({ steps }: ClaimPath): string {
  return steps.findLast((step) => step.kind === 'member')!.name;
}

/** Whether a path goes through a list. */
export function goesThroughLists({ steps }: ClaimPath): boolean {
  return steps.some(({ kind }) => kind === 'each');
}

function firstName(source: Source): string {
  if (!source.take('[')) return source.name();
  const name = source.quoted();
  source.expect(']');
  return name;
}

function nextStep(source: Source): Step {
  if (source.take('.')) return { kind: 'member', name: source.name() };
  source.expect('[');
  if (source.take(']')) return { kind: 'each', where: [] };
  if (source.take('?')) return { kind: 'each', where: equalities(source) };
  const name = source.quoted();
  source.expect(']');
  return { kind: 'member', name };
}

function equalities(source: Source): readonly Equality[] {
  const all: Equality[] = [];
  do {
    source.blanks();
    const member = source.at('"') ? source.quoted() : source.name();
    source.blanks();
    source.expect('=');
    source.blanks();
    all.push({ member, equals: source.quoted() });
    source.blanks();
  } while (source.take('&'));
  source.expect(']');
  return all;
}

class Source {
  private place = 0;

  constructor(private readonly text: string) {}

  get ended(): boolean {
    return this.place === this.text.length;
  }

  at(mark: string): boolean {
    return this.text.startsWith(mark, this.place);
  }

  take(mark: string): boolean {
    const there = this.at(mark);
    if (there) this.place += mark.length;
    return there;
  }

  expect(mark: string): void {
    if (!this.take(mark)) this.fail(`"${mark}" is expected`);
  }

  blanks(): void {
    while (this.take(' '));
  }

  name(): string {
    return this.matched(NAME) ?? this.fail('a name is expected; one with dots or slashes is written ["so"]');
  }

  quoted(): string {
    const written = this.matched(QUOTED) ?? this.fail('a text in double quotes is expected');
    try {
      return JSON.parse(written) as string;
    } catch {
      return this.fail('the text before it is not written as JSON writes texts');
    }
  }

  private matched(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.place;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.place += found.length;
    return found;
  }

  private fail(reason: string): never {
    throw new NotAPath(`must be a path into the claims: at character ${this.place + 1} ${reason}`);
  }
}
