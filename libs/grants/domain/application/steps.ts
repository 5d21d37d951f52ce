import { barredFromPreparing } from './impartiality.js';
import { no, type ApplicationRefusal } from './refusals.js';
import { OPEN, type ApplicationStatus, type SubmittedApplication } from './state.js';

/** Why a person may not take an assessment step in this state. */
export function mayAssess(
  state: SubmittedApplication,
  person: string,
  allowed: readonly ApplicationStatus[],
): ApplicationRefusal | undefined {
  if (!OPEN.has(state.status)) return no.longerOpen(state.status);
  if (state.status === 'submitted') return no.inState(state.status, allowed.join(' or '));
  if (state.caseworker !== person) return no.assignment();
  const barred = barredFromPreparing(state, person);
  if (barred) return barred;
  if (!allowed.includes(state.status)) return no.inState(state.status, allowed.join(' or '));
  return undefined;
}
