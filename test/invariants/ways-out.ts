import { fold } from '#eventsourcing/decider.js';
import { isSpec, sources as all } from '#test/house/sources.js';
import { stepsIn } from './dispatches.js';

const sources = all.filter((source) => source.path.startsWith('libs/') && !isSpec(source));

/** What follows from something else: nobody sends it, so it is nobody's way out. */
const FOLLOWING = new Set([
  ...stepsIn(sources, 'follows'),
  'ReplaceDecision',
  'FundDecision',
  'ReopenOffer',
  'ReinstateAward',
  'LiftAmendment',
  'LevelAward',
]);
/** What is said or given on the way, and leads nowhere by itself. */
const ASIDE = new Set([
  'DeclareImpartiality',
  'RuleOnImpartiality',
  'DeclareStateAid',
  'NameStandIn',
  'RecordReviewNotice',
  'RecordDetrimentNotice',
  'SendProvisionalReply',
  'DeferEnforcement',
  'CoverCosts',
  'NameGivingUpStandIn',
  // Of what lies so in older folders alone.
  'EndWithdrawnAward',
  'ProposeAccountCorrection',
  'ApproveAccountCorrection',
  'RejectAccountCorrection',
]);

interface Deciding<Command, Event> {
  readonly initial: unknown;
  evolve(state: never, event: Event): unknown;
  decide(command: Command, state: never): { readonly events: readonly unknown[] } | object;
}

/** The types of commands that lead on from a history. */
export function leadingOn<Command extends { readonly type: string }, Event extends { readonly type: string }>(
  decider: Deciding<Command, Event>,
  history: readonly Event[],
  commands: Readonly<Record<string, unknown>>,
): string[] {
  const state = fold(decider as never, history as never) as never;
  return Object.values(commands).flatMap((sample) => {
    const command = (typeof sample === 'function' ? sample(state) : sample) as Command;
    if (FOLLOWING.has(command.type) || ASIDE.has(command.type)) return [];
    const decision = decider.decide(command, state);
    return 'events' in decision && (decision.events as unknown[]).length > 0 ? [command.type] : [];
  });
}
