import { money, type Money } from '#money/money.js';
import type { DecisionOutcome } from '../../contract/events.js';
import type { GivenScore } from '../../domain/application/commands.js';

/** What a declaration of impartiality says. */
export function contentOfDeclaration(body: {
  readonly conflict: boolean;
  readonly doubt?: boolean | undefined;
  readonly statement?: string | undefined;
}) {
  const { conflict, doubt, statement } = body;
  return { conflict, ...(doubt === undefined ? {} : { doubt }), statement };
}

/** What a superior rules. */
export function contentOfRuling(body: {
  readonly person: string;
  readonly disqualified: boolean;
  readonly mayPrepare?: boolean | undefined;
  readonly grounds: string;
}) {
  const { person, disqualified, mayPrepare, grounds } = body;
  return { person, disqualified, mayPrepare, grounds };
}

/** What the checks showed. */
export function contentOfChecks(body: {
  readonly checks: readonly {
    readonly code: string;
    readonly met: boolean;
    readonly note?: string | undefined;
  }[];
}) {
  return {
    checks: body.checks.map(({ code, met, note }) => ({
      code,
      met,
      ...(note === undefined ? {} : { note }),
    })),
  };
}

/** Points and rationales. */
export function contentOfScores(body: { readonly scores: readonly GivenScore[] }) {
  return {
    scores: body.scores.map(({ criterion, score, rationale }) => ({ criterion, score, rationale })),
  };
}

/** What is recommended. */
export function contentOfRecommendation(body: {
  readonly outcome: DecisionOutcome;
  readonly amount: Money;
  readonly rationale: string;
}) {
  const { outcome, amount, rationale } = body;
  return { outcome, amount: money(amount.amount, amount.currency), rationale };
}
