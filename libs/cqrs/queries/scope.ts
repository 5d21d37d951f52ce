import type { Actor } from '#eventsourcing/event.js';
import type { Action, Resource, Scope } from '#access/policy.js';
import { denied, notFound, permits, scopeOf } from '#access/policy.js';
import { refused } from '#http/problems.js';

/** The rows of a list a person may see. @throws ProblemException 403 when no role of theirs opens the list */
export function scopeFor(actor: Actor, action: Action): Scope {
  const scope = scopeOf(actor, action);
  if (scope) return scope;
  throw refused(denied(actor, action) ?? notFound());
}

/** Lets nobody past who may not see a resource: for them it is not there. @throws ProblemException 404 */
export function mustSee(actor: Actor, action: Action, resource: Resource): void {
  if (!permits(actor, action, resource).allowed) throw refused(notFound());
}
