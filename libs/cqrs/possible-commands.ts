import type { CommandBus } from '@nestjs/cqrs';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import type { Actor } from '#eventsourcing/event.js';
import { PROPOSAL_REPLACED } from '#eventsourcing/replaced-proposals.js';
import { derivedId, newId } from '#eventsourcing/ids.js';
import { inOneLook } from './one-look.js';
import { othersTurn } from './fair-turns.js';
import { documentOf, problemOfRefusal, type ProblemDocument } from '#http/problems.js';
import type { ResourceCommand } from './resource-command.js';

/** A command that a case may take: the request that sends it, and what that request becomes. */
export interface PossibleCommand {
  /** Verb and object, such as `approve-decision`; unique within a case together with `href`. */
  readonly name: string;
  readonly method: 'POST' | 'PUT';
  readonly href: string;
  /** A body that posts as it is, made for the state the case is in; none for a command without content. */
  readonly example?: object | undefined;
  /** The command that the example becomes. */
  command(context: CommandContext): ResourceCommand<unknown>;
}

/** Makes possible commands under a path: what is sent to `base/part`. */
export function possibleUnder(base: string) {
  return (
    name: string,
    part: string,
    example: object,
    command: PossibleCommand['command'],
  ): PossibleCommand => ({
    name,
    method: 'POST',
    href: `${base}/${part}`,
    example,
    command,
  });
}

/**
 * Makes possible steps under a path: what is sent to `base/part` is the step but for its type and the members that
 * stand in the path. It is called as its type is: `SubmitReport` becomes `submit-report`.
 */
export function possibleSteps<Step extends { readonly type: string }>(
  base: string,
  take: (step: Step, context: CommandContext) => ResourceCommand<unknown>,
) {
  return (part: string, step: Step, ...inPath: readonly string[]): PossibleCommand => {
    const example = Object.entries(step).filter(([member]) => member !== 'type' && !inPath.includes(member));
    return {
      name: step.type.replaceAll(/(?<=[a-z])[A-Z]/g, '-$&').toLowerCase(),
      method: 'POST',
      href: `${base}/${part}`,
      example: Object.fromEntries(example),
      command: (context) => take(step, context),
    };
  };
}

/** A command of a case as one person sees it: a frontend shows its buttons from that. */
export interface CommandOfCase {
  readonly name: string;
  readonly method: 'POST' | 'PUT';
  readonly href: string;
  readonly allowed: boolean;
  /** It needs a declaration of impartiality, which the example makes: whoever sends it says so for the case. */
  readonly needs?: 'impartiality';
  /** It is sent with this revision as `If-Match`: what is approved took the place of an earlier proposal. */
  readonly ifMatch?: number;
  /** Why it would be refused: the very problem that sending the example answers. */
  readonly problem?: ProblemDocument;
  readonly example: object;
}

/** Judges every possible command for a person at an instant, as if its example were sent; nothing is written. */
export function judged(
  commands: CommandBus,
  possible: readonly PossibleCommand[],
  actor: Actor,
  now: string,
): Promise<CommandOfCase[]> {
  return inOneLook(() => judgedInTurn(commands, possible, actor, now));
}

async function judgedInTurn(
  commands: CommandBus,
  possible: readonly PossibleCommand[],
  actor: Actor,
  now: string,
): Promise<CommandOfCase[]> {
  const answers: CommandOfCase[] = [];
  for (const one of possible) {
    // Commands read without waiting, so nobody else would be served before the last of hundreds.
    await othersTurn();
    answers.push(await judgedOne(commands, one, asking(actor, now)));
  }
  return answers;
}

async function judgedOne(
  commands: CommandBus,
  one: PossibleCommand,
  context: CommandContext,
): Promise<CommandOfCase> {
  const { name, method, href, example = {} } = one;
  const shown = { name, method, href };
  const outcome = await sent(commands, one, context);
  if (outcome.ok) return { ...shown, ...outcome.seen, allowed: true, example };
  // What only a declaration is missing for is possible, and the example makes it.
  if (outcome.refusal.code === NOT_DECLARED && !('impartiality' in example)) {
    const declared = await sent(commands, one, { ...context, impartiality });
    const said = { ...shown, needs: 'impartiality', example: { ...example, impartiality } } as const;
    if (declared.ok) return { ...said, ...declared.seen, allowed: true };
    // What stands in the way once it is declared tells more than that it has to be.
    return { ...said, allowed: false, problem: documentOf(problemOfRefusal(declared.refusal), href) };
  }
  const problem = documentOf(problemOfRefusal(outcome.refusal), href);
  return { ...shown, allowed: false, problem, example };
}

/** As it is answered to whoever has seen what the command is about. */
async function sent(
  commands: CommandBus,
  one: PossibleCommand,
  context: CommandContext,
): Promise<Outcome & { readonly seen?: Pick<CommandOfCase, 'ifMatch'> }> {
  const outcome: Outcome = await commands.execute(one.command(context));
  if (outcome.ok || outcome.refusal.code !== PROPOSAL_REPLACED) return outcome;
  const ifMatch = outcome.refusal.facts!['revision'] as number;
  const seeing: Outcome = await commands.execute(one.command({ ...context, ifMatch }));
  return { ...seeing, seen: { ifMatch } };
}

const NOT_DECLARED = 'impartiality-not-declared';
const impartiality = { conflict: false };

function asking(actor: Actor, now: string): CommandContext {
  const commandId = derivedId('dry-run', newId());
  return { actor, commandId, commandHash: commandId, correlationId: commandId, now, dryRun: true };
}
