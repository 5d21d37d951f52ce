import type { Json } from '#eventsourcing/event.js';
import { countsAlone, isRole, type Role } from '#access/roles.js';
import type { Person, System } from '#test/support/system.js';
import { digestOf } from './digest.js';

/** Somebody whose answers are recorded. */
export interface Reader {
  readonly subject: string;
  readonly roles: readonly Role[];
  readonly organisation?: string;
}

/** Whether the roles of a reader count anywhere: without an organisation most do not. */
export function countsSomewhere({ roles, organisation }: Reader): boolean {
  const carried = roles.filter(isRole);
  return organisation !== undefined || carried.length === 0 || carried.some(countsAlone);
}

/** Readers by the name that questions call them. */
export type Readers = Readonly<Record<string, Reader>>;

/** What is asked by whom. */
export interface Question {
  readonly reader: string;
  readonly path: string;
}

/** What was answered: JSON, or of a file its digest. */
export interface Answered extends Question {
  readonly status: number;
  readonly body: Json;
}

/** Lists to which a later version may add between what was there. */
export const GROWING = /(?:^|\.)commands$/;

/**
 * What was answered wrongly and is mended: what a pilot's payee may keep stood as paid too much, and what is due back as
 * less than nothing unpaid; and the commands by which one person gave money up, which others took the place of.
 */
export const MENDED =
  /GET \/v1\/pilots\/[^/]+\/dashboard: body\.payers\[\d+\]\.owed\.amount: |GET \/v1\/queue: body\.items\[\d+\]\.unpaid\.amount: -\d+ was recorded, now it is 0$|commands\[\d+\]: {"name":"(?:waive-report|drop-recovery|propose-write-off|approve-write-off|interrupt-limitation)"/;

/** Refusals of possible commands that were lifted since: one declares in every state of a case, and with every step. */
const LIFTED: ReadonlySet<string> = new Set(
  ['impartiality-not-declared', 'not-open'].map((code) => `urn:tilsagn:problem:${code}`),
);
const DECLARING: ReadonlySet<unknown> = new Set(['declare-impartiality', 'rule-on-impartiality']);

/** What was recorded, but for whether a possible command was allowed where a later rule lifted why it was not. */
export function stillAnswered(recorded: Json): Json {
  if (Array.isArray(recorded)) return (recorded as readonly Json[]).map(stillAnswered);
  if (typeof recorded !== 'object' || recorded === null) return recorded;
  const { problem } = recorded as { readonly problem?: { readonly type: string } };
  const { name, method, href } = recorded as { readonly [member: string]: Json };
  const lifted = problem !== undefined && LIFTED.has(problem.type) && method !== undefined;
  if (lifted && (DECLARING.has(name) || !problem.type.endsWith('not-open')))
    return { name: name!, method, href: href! };
  return Object.fromEntries(
    Object.entries(recorded).map(([member, value]) => [member, stillAnswered(value as Json)]),
  );
}

const AT_ONCE = 4;

/** Asks everything of a system whose read models have come to the end of the log. */
export async function answersOf(
  system: System,
  readers: Readers,
  questions: readonly Question[],
): Promise<Answered[]> {
  const people = new Map<string, Person>();
  for (const [name, { subject, roles, organisation }] of Object.entries(readers))
    people.set(name, await system.as(subject, roles, organisation));
  const answers: Answered[] = [];
  const queue = questions.entries();
  const lane = async () => {
    for (const [index, question] of queue)
      answers[index] = { ...question, ...(await answerOf(people.get(question.reader)!, question.path)) };
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return answers;
}

/** A list is read to its end, however many pages it has. */
async function answerOf(reader: Person, path: string): Promise<Pick<Answered, 'status' | 'body'>> {
  const { status, body } = await page(reader, path);
  const items = [...itemsOf(body)];
  for (let { next } = body as { next?: string }; next !== undefined;) {
    const further = await page(reader, `${path}${path.includes('?') ? '&' : '?'}cursor=${next}`);
    items.push(...itemsOf(further.body));
    ({ next } = further.body as { next?: string });
  }
  return { status, body: items.length === 0 ? body : { ...(body as object), items } };
}

async function page(reader: Person, path: string): Promise<Pick<Answered, 'status' | 'body'>> {
  const answer = await reader.send(path, {});
  const { status, headers } = answer;
  if (!/^application\/(?:problem\+)?json/.test(headers.get('content-type') ?? ''))
    return { status, body: { sha256: digestOf(new Uint8Array(await answer.arrayBuffer())) } };
  // An example is what somebody might send, and another one with each request has its number.
  const body = JSON.parse(await answer.text(), (name, value: unknown) =>
    name === 'example' || name === 'correlationId' ? undefined : value,
  ) as Json;
  return { status, body };
}

function itemsOf(body: Json): readonly Json[] {
  return (body as { readonly items?: readonly Json[] }).items ?? [];
}
