import { deadlineAfter } from '#calendar/deadlines.js';
import { yearOf } from '#calendar/oslo.js';
import type { Detriment, DetrimentGround, NewDecision, Worse } from '../../contract/events.js';
import type { AppealRules, DetrimentRules } from '../../contract/regulation.js';
import { no, type AppealRefusal } from './refusals.js';

/** For regulation versions that do not say how long. */
const USUAL: DetrimentRules = {
  appealNotice: { months: 3 },
  reviewNotice: { weeks: 3 },
  reversalNotice: { months: 3 },
};

/** What a decision gives the party. */
export interface Given {
  /** Minor units; 0 where nothing is granted. */
  readonly amount: number;
  readonly schedule: readonly { readonly dueDate: string; readonly amount: number }[];
  /** How many conditions it has in all. */
  readonly conditions: number;
  /** How many of them hold back payments. */
  readonly beforePayout: number;
}

/** What a new decision gives. */
export function givenBy({ amount, schedule, conditions, payoutConditions = [] }: NewDecision): Given {
  return {
    amount: amount.amount,
    schedule,
    conditions: conditions.length + payoutConditions.length,
    beforePayout: payoutConditions.length,
  };
}

/**
 * In what a new decision of the day `today` is worse for the party than the one before: less money; less of it by some
 * day; more conditions. Conditions that come with more money are the price of it, unless they hold back all payments.
 * That a condition is harder in other words only people see: the body says so.
 */
export function worseIn(before: Given, after: Given, today: string): readonly Worse[] {
  if (before.amount === 0) return [];
  const more = after.amount > before.amount;
  return [
    ...(after.amount < before.amount ? (['amount'] as const) : []),
    ...(after.amount > 0 && isLater(before, after, today) ? (['dates'] as const) : []),
    ...(after.beforePayout > before.beforePayout || (!more && after.conditions > before.conditions)
      ? (['conditions'] as const)
      : []),
  ];
}

/** Whether less has fallen due by a day on which the old plan paid; what it paid up to today is due by the end of the year. */
function isLater(before: Given, after: Given, today: string): boolean {
  const least = Math.min(before.amount, after.amount);
  const endOfYear = `${yearOf(today)}-12-31`;
  const days = before.schedule.map(({ dueDate }) => (dueDate <= today ? endOfYear : dueDate));
  return days.some((day) => dueBy(after, day) < Math.min(least, dueBy(before, day)));
}

function dueBy({ schedule }: Given, day: string): number {
  return schedule.reduce((all, { dueDate, amount }) => (dueDate <= day ? all + amount : all), 0);
}

/** Why the outcome may be worse for the party, as the body says it. */
export interface SaidDetriment {
  readonly ground: DetrimentGround;
  /** Somebody else's appeal, where that one is well founded. */
  readonly appeal?: string | undefined;
  readonly grounds: string;
}

/** What a change for the worse is judged by. */
export interface Judged {
  readonly worse: readonly Worse[];
  readonly said: SaidDetriment | undefined;
}

/** What the outcome's event says of it; nothing where it is not for the worse. */
export function detrimentOf({ worse, said }: Judged): Detriment | undefined {
  return said && { worse, ...said };
}

/** What the appeal body goes by. */
export interface AppealBodyFacts extends Judged {
  /** When the deciding body received the appeal, calendar date. */
  readonly receivedOn: string;
  /** When the party was told that it may happen, calendar date. */
  readonly noticeSentOn: string | undefined;
  /** Whether `said.appeal` is somebody else's, against the same. */
  readonly othersAppeal: boolean;
  readonly rules: AppealRules | undefined;
}

/**
 * To the appellant's detriment only where other interests outweigh and notice was sent in time; neither is needed where
 * somebody else's appeal is well founded.
 * Source: forvaltningsloven (Public Administration Act) § 34 third paragraph; how long is the regulation version's.
 */
export function barredFromWorseOnAppeal(facts: AppealBodyFacts): AppealRefusal | undefined {
  const { worse, said } = facts;
  if (!said) return worse.length > 0 ? no.detriment(worse) : undefined;
  if (said.ground === 'other-appeal') return facts.othersAppeal ? undefined : no.otherAppeal();
  if (said.ground !== 'other-interests') return no.groundOfOthers(said.ground);
  const by = appealNoticeBy(facts.receivedOn, facts.rules);
  const { noticeSentOn: sentOn } = facts;
  return sentOn === undefined || sentOn > by ? no.warning(by, sentOn) : undefined;
}

/** The last day to tell the party that its appeal may turn to its detriment. */
export function appealNoticeBy(receivedOn: string, rules: AppealRules | undefined): string {
  return deadlineAfter(receivedOn, (rules?.detriment ?? USUAL).appealNotice);
}

/** What the superior body goes by, which acts of its own motion. */
export interface SuperiorBodyFacts extends DecidingBodyFacts {
  /** When the party was told that the decision is reviewed, calendar date. */
  readonly noticeSentOn: string | undefined;
  readonly rules: AppealRules | undefined;
  /** Calendar date. */
  readonly today: string;
}

/**
 * The superior body changes a decision for the worse where the deciding one might; or where other interests outweigh,
 * notice of the review went out in time, and it is reversed in time after notice of the decision.
 * Source: forvaltningsloven (Public Administration Act) § 35 third paragraph; how long is the regulation version's.
 */
export function barredFromWorseBySuperior(facts: SuperiorBodyFacts): AppealRefusal | undefined {
  const { said, receivedOn, noticeSentOn: sentOn, rules, today } = facts;
  if (said?.ground !== 'other-interests') return barredFromWorseByItself(facts);
  if (receivedOn === undefined) return undefined;
  const { reviewNotice, reversalNotice } = rules?.detriment ?? USUAL;
  const by = deadlineAfter(receivedOn, reviewNotice);
  if (sentOn === undefined || sentOn > by) return no.warning(by, sentOn);
  const until = deadlineAfter(receivedOn, reversalNotice);
  return today > until ? no.reversalAfter(until) : undefined;
}

/** On what the deciding body may change its own decision for the worse. */
const OWN: ReadonlySet<DetrimentGround> = new Set([
  'not-notified',
  'invalid',
  'other-law',
  'reserved',
  'general-principles',
]);

/** What the deciding body goes by: `receivedOn` is when notice of the decision was received, if it was. */
export interface DecidingBodyFacts extends Judged {
  readonly receivedOn: string | undefined;
}

/**
 * The deciding body changes its decision for the worse only where nobody was told of it, it is invalid, or other law,
 * the decision itself or general principles allow it.
 * Source: forvaltningsloven (Public Administration Act) § 35 first and fifth paragraph.
 */
export function barredFromWorseByItself({
  worse,
  said,
  receivedOn,
}: DecidingBodyFacts): AppealRefusal | undefined {
  if (!said) return worse.length > 0 ? no.detriment(worse) : undefined;
  if (!OWN.has(said.ground)) return no.groundOfOthers(said.ground);
  return said.ground === 'not-notified' && receivedOn !== undefined ? no.notNotified(receivedOn) : undefined;
}
