import { RESERVED_SUBJECTS } from '#access/identity/words.js';
import type { Json } from '#eventsourcing/event.js';
import type { Called } from './person.js';

/** Members of events and answers that name a person by subject, or several; and so does each whose name ends in `By`. */
const NAMING: ReadonlySet<string> = new Set([
  'appellant',
  'approver',
  'assessor',
  'assignee',
  'attester',
  'by',
  'caseworker',
  'checker',
  'decider',
  'decisionMaker',
  'drafters',
  'grantor',
  'involved',
  'moderator',
  'person',
  'persons',
  'preparers',
  'proposer',
  'recommender',
  'secondAssessor',
  'subject',
  'superior',
]);

/** These end in `By` too, and name a day or a thing. */
const OTHERS: ReadonlySet<string> = new Set([
  'blockedBy',
  'expectedBy',
  'measuredBy',
  'registerBy',
  'replyBy',
]);

/** Who acts for no organisation stands as an organisation of their own, under their subject. */
const ONESELF = 'subject:';

/** Members that hold the organisation of whoever applied, is paid or owes, which nobody types. */
const PARTIES: ReadonlySet<string> = new Set(['debtor', 'payee', 'recipient', 'applicant.organisation']);

/** Whether a member of this name names persons. */
function namesPersons(member: string): boolean {
  return NAMING.has(member) || (member.endsWith('By') && !OTHERS.has(member));
}

/** The subjects that a value names, wherever in it. */
export function subjectsIn(value: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  renamed(value as Json, (subject) => {
    found.add(subject);
    return subject;
  });
  return found;
}

/** The same value with what persons are called instead of their subjects, for what is read by people. */
export function withNames<T>(value: T, called: ReadonlyMap<string, Called>): T {
  return renamed(value as Json, (subject) => shownAs(subject, called)) as T;
}

/** What stands where nobody knows what a person is called. */
export const NAMELESS = 'N.N.';

/** What a person is shown as: their name; without one their subject if it reads like a name, else `N.N.`. */
export function shownAs(subject: string, called: ReadonlyMap<string, Called>): string {
  return called.get(subject)?.name ?? (readsLikeName(subject) ? subject : NAMELESS);
}

/** Letters, with a number behind them at most; a provider's ids are something else. */
const LIKE_A_NAME = /^\p{L}[\p{L}\p{M} .'’-]{0,59}\d{0,4}$/u;

/** Whether a subject tells a reader who it is: that of a process, or one a person has chosen. */
export function readsLikeName(subject: string): boolean {
  return RESERVED_SUBJECTS.some((name) => subject.startsWith(`${name}:`)) || LIKE_A_NAME.test(subject);
}

function renamed(value: Json, as: (subject: string) => string, member = '', around = ''): Json {
  if (typeof value === 'string') {
    if (namesPersons(member)) return as(value);
    const isParty = PARTIES.has(member) || PARTIES.has(`${around}.${member}`);
    return isParty && value.startsWith(ONESELF) ? as(value.slice(ONESELF.length)) : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each: Json) => renamed(each, as, member, around));
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      each === undefined ? each : renamed(each, as, name, member),
    ]),
  );
}
