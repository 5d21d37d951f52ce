import { declaredBy, no, type Declaration } from '#impartiality/impartiality.js';
import type { ImpartialityKeeper, ImpartialityRecords, OfficialStep } from '#impartiality/official-steps.js';
import type { Preparation } from '#impartiality/preparations.js';
import type { CommandContext } from './command.js';
import { accept, refuse, type Decision } from './decider.js';
import type { DomainEvent } from './event.js';
import type { Refusal } from './refusal.js';
import type { StreamRules } from './stream-rules.js';

/** As much of a command on its way as its decision needs. */
interface Asked<State, Command> {
  readonly id: string;
  readonly command: Command;
  readonly context: CommandContext;
  official?(state: State): OfficialStep | undefined;
}

/**
 * What the decider says. An official step is taken by a person who has declared for the case, and whom nothing on record
 * there stops: a conflict or a doubt that is declared with it is recorded, and the step refused. Nor is anything decided on
 * what somebody prepared who turned out to have one.
 */
export async function decideOfficially<State, Command, Event extends DomainEvent>(
  records: ImpartialityRecords,
  rules: StreamRules<State, Command, Event>,
  asked: Asked<State, Command>,
  state: State,
): Promise<Decision<Event>> {
  const { id, command, context } = asked;
  const { actor, impartiality: said } = context;
  const step = asked.official?.(state);
  const caseId = step && rules.caseIdOf?.(id, state);
  const keeper = caseId === undefined ? undefined : await records.of(caseId);
  // A program has no interests of its own.
  if (!step || caseId === undefined || !keeper || actor.program) return rules.decider.decide(command, state);

  if (said && declaredBy(said) !== 'no-conflict') {
    const declared = await keeper.declare(caseId, said, context);
    if (!declared.ok) return refuse(declared.refusal);
    const barred = await keeper.barredFrom(caseId, actor.subject, step, said);
    if (barred) return refuse(barred);
  }
  const declared =
    said && rules.declaring
      ? rules.decider.decide(rules.declaring(actor.subject, said), state)
      : accept<Event>();
  if ('refused' in declared) return declared;
  const after = declared.events.reduce((before, event) => rules.decider.evolve(before, event), state);
  const decision = rules.decider.decide(command, after);
  if ('refused' in decision || decision.events.length === 0) return decision;
  const own = saidIn(command);
  // The decider records it, and that is all that happens.
  if (own && declaredBy(own) !== 'no-conflict') return decision;
  const barred = await keeper.barredFrom(caseId, actor.subject, step, said ?? own);
  if (barred) return refuse(barred);
  const unsound = await unsoundIn(rules.preparedBy?.(command, after) ?? [], caseId, keeper);
  if (unsound) return refuse(unsound);
  if (said && !rules.declaring) {
    const recorded = await keeper.declare(caseId, said, context);
    if (!recorded.ok) return refuse(recorded.refusal);
  }
  return accept(...declared.events, ...decision.events);
}

/** Why nothing is decided on what these persons prepared. */
export async function unsoundIn(
  preparations: readonly Preparation[],
  caseId: string,
  keeper: Pick<ImpartialityKeeper, 'barredFrom'>,
): Promise<Refusal | undefined> {
  for (const { person, as: part } of preparations) {
    // Whoever took a step before everyone had to declare need not have.
    const barred = await keeper.barredFrom(caseId, person, { part, undeclared: true });
    if (barred) return no.preparation(barred);
  }
  return undefined;
}

/** What a command itself declares, whose decider records it beside what happens. */
function saidIn(command: unknown): Declaration | undefined {
  if (typeof command !== 'object' || command === null || !('impartiality' in command)) return undefined;
  return command.impartiality as Declaration | undefined;
}
