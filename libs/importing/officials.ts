import type { CommandContext } from '#eventsourcing/command.js';
import type { Actor } from '#eventsourcing/event.js';
import { derivedId } from '#eventsourcing/ids.js';
import type { Role } from '#access/roles.js';
import type { Grant } from './records/grant-record.js';

/** The people of one case; which of the officials they are derives from the grant's id. */
export interface Cast {
  readonly applicant: Actor;
  readonly caseworker: Actor;
  readonly decisionMaker: Actor;
  readonly attester: Actor;
  readonly approver: Actor;
  readonly finance: Actor;
}

/** Makes what a person is called of what they do. */
export type Naming = (who: string) => string;

/** The manager who sets a funder's programmes up. */
export function managerOf(organisation: string, naming: Naming): Actor {
  return { subject: naming('manager-1'), roles: ['scheme-manager'], organisation };
}

/** Makes of a private person's id what tells nobody who that is, and always the same. */
export type Pseudonym = (id: string) => string;

/** Who plays a grant. A private person applies for nobody but themselves, under a pseudonym. */
export function castOf({ id, funder, recipient }: Grant, pseudonym: Pseudonym, naming: Naming): Cast {
  const pick = (count: number, salt: string) =>
    (Number.parseInt(derivedId('cast', salt, id).slice(0, 6), 16) % count) + 1;
  const decider = pick(2, 'decision-maker');
  const official = (role: Role, number: number): Actor => ({
    subject: naming(`${role}-${number}`),
    roles: [role],
    organisation: funder.id,
  });
  return {
    applicant:
      recipient.kind === 'person'
        ? { subject: naming(`applicant-${pseudonym(recipient.id)}`), roles: ['applicant'] }
        : { subject: naming(`applicant-${recipient.id}`), roles: ['applicant'], organisation: recipient.id },
    caseworker: official('caseworker', pick(4, 'caseworker')),
    decisionMaker: official('decision-maker', decider),
    attester: official('attester', pick(2, 'attester')),
    approver: official('decision-maker', 3 - decider),
    finance: official('finance', 1),
  };
}

/**
 * The id of a step's command: it derives from what it is a step of, so that a run can be repeated. Its first part is how
 * steps on record were named.
 */
export function stepId(...of: readonly string[]): string {
  return derivedId('demo', ...of);
}

/** A step's context. */
export function step(actor: Actor, now: string, occurredAt: string, ...of: string[]): CommandContext {
  const commandId = stepId(...of);
  return { actor, commandId, commandHash: commandId, correlationId: commandId, now, occurredAt };
}
