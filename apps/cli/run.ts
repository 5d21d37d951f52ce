import { CommanderError } from 'commander';
import { AdminProblem } from '#admin/admin-client.js';
import { ConfigError } from '#hosting/config.js';
import { ProblemException } from '#http/problems.js';
import { say } from '#terminal/output.js';
import { messageOf } from '#text/thrown.js';
import { HeldBack } from './held-back.js';
import { createProgram } from './program.js';
import { FaultsFound } from './settle.command.js';

const DONE = 0;
const FAILED = 1;
const WRONG_USAGE = 2;
const FAULTS = 3;
const HELD_BACK = 3;

/** Refusals of what the command line itself says. */
const USAGE_PROBLEMS = ['unknown-projection', 'invalid-position', 'invalid-request'];

/** Carries out a command line; answers the exit code, and says in a line on stderr what went wrong. */
export async function run(argv: readonly string[]): Promise<number> {
  try {
    await createProgram().parseAsync(argv, { from: 'user' });
    return DONE;
  } catch (error) {
    // Has been said already; showing help was asked for when it ends well.
    if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_USAGE;
    if (error instanceof FaultsFound) return FAULTS;
    if (error instanceof HeldBack) return HELD_BACK;
    say(`error: ${inOneLine(error)}`);
    return isWrongUsage(error) ? WRONG_USAGE : FAILED;
  }
}

function isWrongUsage(error: unknown): boolean {
  if (error instanceof ConfigError) return true;
  const code = problemCode(error);
  return code !== undefined && USAGE_PROBLEMS.includes(code);
}

function problemCode(error: unknown): string | undefined {
  if (error instanceof ProblemException) return error.problem.code;
  if (error instanceof AdminProblem) return error.document.type.split(':').at(-1);
  return undefined;
}

function inOneLine(error: unknown): string {
  if (error instanceof ConfigError) return `the configuration cannot be used: ${error.reasons.join('; ')}`;
  const text = messageOf(error);
  return text.replaceAll(/\s*\n\s*/g, ' ');
}
