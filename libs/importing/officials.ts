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

/** The manager who sets a funder's programmes up. */
export function managerOf(organisation: string): Actor {
  return official('manager', 1, organisation, 'scheme-manager');
}

/** Makes of a private person's id what tells nobody who that is, and always the same. */
export type Pseudonym = (id: string) => string;

/** Who plays a grant. A private person applies for nobody but themselves, under a pseudonym. */
export function castOf({ id, funder, recipient }: Grant, pseudonym: Pseudonym): Cast {
  const pick = (count: number, salt: string) =>
    (Number.parseInt(derivedId('cast', salt, id).slice(0, 6), 16) % count) + 1;
  const decider = pick(2, 'decision-maker');
  return {
    applicant:
      recipient.kind === 'person'
        ? { subject: `applicant-${pseudonym(recipient.id)}`, roles: ['applicant'] }
        : { subject: `applicant-${recipient.id}`, roles: ['applicant'], organisation: recipient.id },
    caseworker: official('caseworker', pick(4, 'caseworker'), funder.id, 'caseworker'),
    decisionMaker: official('decision-maker', decider, funder.id, 'decision-maker'),
    attester: official('attester', pick(2, 'attester'), funder.id, 'attester'),
    approver: official('decision-maker', 3 - decider, funder.id, 'decision-maker'),
    finance: official('finance', 1, funder.id, 'finance'),
  };
}

/** A step's context: its command id derives from what it is a step of, so that a run can be repeated. */
export function step(actor: Actor, now: string, occurredAt: string, ...of: string[]): CommandContext {
  const commandId = derivedId('demo', ...of);
  return { actor, commandId, commandHash: commandId, correlationId: commandId, now, occurredAt };
}

function official(kind: string, number: number, organisation: string, role: Role): Actor {
  return { subject: `${kind}-${number}`, roles: [role], organisation };
}
