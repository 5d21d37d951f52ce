import type { CommandBus } from '@nestjs/cqrs';
import type { CommandContext } from '#eventsourcing/command.js';
import type { Actor } from '#eventsourcing/event.js';
import { derivedId, newId } from '#eventsourcing/ids.js';
import { inOneLook } from './one-look.js';
import { othersTurn } from './fair-turns.js';
import { documentOf, problemOfRefusal, type ProblemDocument } from '#http/problems.js';
import type { ResourceCommand } from './resource-command.js';

/** A command that a case may take: the request that sends it, and what that request becomes. */
export interface Offer {
  /** Verb and object, such as `approve-decision`; unique within a case together with `href`. */
  readonly name: string;
  readonly method: 'POST' | 'PUT';
  readonly href: string;
  /** A body that posts as it is, made for the state the case is in; none for a command without content. */
  readonly example?: object | undefined;
  /** The command that the example becomes. */
  command(context: CommandContext): ResourceCommand<unknown>;
}

/** Makes offers under a path: what is sent to `base/part`. */
export function offeringUnder(base: string) {
  return (name: string, part: string, example: object, command: Offer['command']): Offer => ({
    name,
    method: 'POST',
    href: `${base}/${part}`,
    example,
    command,
  });
}

/**
 * Makes offers of steps under a path: what is sent to `base/part` is the step but for its type and the members that
 * stand in the path. It is called as its type is: `SubmitReport` is offered as `submit-report`.
 */
export function offeringSteps<Step extends { readonly type: string }>(
  base: string,
  take: (step: Step, context: CommandContext) => ResourceCommand<unknown>,
) {
  return (part: string, step: Step, ...inPath: readonly string[]): Offer => {
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
  /** Why it would be refused: the very problem that sending the example answers. */
  readonly problem?: ProblemDocument;
  readonly example: object;
}

/** Judges every offer for a person at an instant, as if its example were sent; nothing is written. */
export function judged(
  commands: CommandBus,
  offers: readonly Offer[],
  actor: Actor,
  now: string,
): Promise<CommandOfCase[]> {
  return inOneLook(() => judgedInTurn(commands, offers, actor, now));
}

async function judgedInTurn(
  commands: CommandBus,
  offers: readonly Offer[],
  actor: Actor,
  now: string,
): Promise<CommandOfCase[]> {
  const answers: CommandOfCase[] = [];
  for (const offer of offers) {
    // Commands read without waiting, so nobody else would be served before the last of hundreds.
    await othersTurn();
    const { name, method, href, example = {} } = offer;
    const outcome = await commands.execute(offer.command(asking(actor, now)));
    const offered = { name, method, href };
    answers.push(
      outcome.ok
        ? { ...offered, allowed: true, example }
        : {
            ...offered,
            allowed: false,
            problem: documentOf(problemOfRefusal(outcome.refusal), href),
            example,
          },
    );
  }
  return answers;
}

function asking(actor: Actor, now: string): CommandContext {
  const commandId = derivedId('dry-run', newId());
  return { actor, commandId, commandHash: commandId, correlationId: commandId, now, dryRun: true };
}
