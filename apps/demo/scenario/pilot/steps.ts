import type { Receipt } from '#eventsourcing/command.js';
import type { Person } from '../scene.js';
import { BASELINE } from './contract.js';

/** Id of the pilot. */
export const PILOT = 'fewer-relapses';

/** Where everything about the pilot is sent. */
export const AT = `/v1/pilots/${PILOT}`;

/** What was tried and refused, in the order of time. */
export type Refusals = { readonly at: string; readonly step: string; readonly code: string }[];

/** Outcomes of one cohort: events of how many persons, against the matched baseline. */
export function sentences(cohort: string, from: string, to: string, events: number, persons: number) {
  return {
    kind: 'rate',
    metric: 'sentences',
    cohort,
    period: { from, to },
    intervention: { events, persons },
    baseline: BASELINE,
    evidence: digest(`sentences ${cohort} ${events}`),
  };
}

/** A milestone that was reached. */
export function milestone(metric: string, from: string, to: string) {
  return { kind: 'milestone', metric, period: { from, to }, achieved: true, evidence: digest(metric) };
}

/** The evaluator records, the validator verifies; answers the measurement's id. */
export async function measure(evaluator: Person, validator: Person, outcome: object): Promise<string> {
  const { id } = await evaluator.send(`${AT}/measurements`, { outcome });
  await validator.send(`${AT}/measurements/${id}/verification`);
  return id;
}

/** Tries what must be refused, and keeps that it was. */
export function refusing(refusals: Refusals, today: () => string) {
  return async (step: string, code: string, person: Person, path: string, body?: object): Promise<void> => {
    await person.refused(code, `${AT}/${path}`, body);
    refusals.push({ at: today(), step, code });
  };
}

/** Signs the contract that was drafted last. */
export async function sign(person: Person): Promise<Receipt> {
  const { contract } = await person.read<{ readonly contract: { readonly digest: string } }>(AT);
  return person.send(`${AT}/contract/signature`, { digest: contract.digest });
}

/** Stands for the digest of a file that nobody keeps here. */
function digest(of: string): string {
  return Buffer.from(of).toString('hex').padEnd(64, '0').slice(0, 64);
}
