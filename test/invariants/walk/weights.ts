import type { CommandOfCase } from '#cqrs/possible-commands.js';

/** Commands that lead astray or are always allowed. */
const SELDOM: ReadonlySet<string> = new Set([
  'withdraw-application',
  'declare-impartiality',
  'rule-on-impartiality',
  'request-supplement',
  'assign-caseworker',
  'assign-second-assessor',
  'cancel-payout',
  'send-provisional-reply',
  'defer-enforcement',
  'withdraw-appeal',
  'propose-giving-up',
  'name-giving-up-stand-in',
  'return-claim',
  'prolong-limitation',
  'propose-limitation-move',
  'agree-instalments',
  'request-amendment',
  'withdraw-amendment-request',
]);
/** Commands that few may do at few moments, and that lead far. */
const OFTEN = /^(approve|decide|settle|accept|attest|instruct|forward|record)-|^propose-(claim|revocation)$/;

/** Whether a command leads astray, or is allowed at any time. */
export function leadsAstray({ name }: CommandOfCase): boolean {
  return SELDOM.has(name);
}

/** How often a command is picked, measured against the others. */
export function weightOf(command: CommandOfCase): number {
  if (leadsAstray(command)) return 1;
  return OFTEN.test(command.name) ? 12 : 4;
}
