import { DIRECTORATE } from './scheme.js';
import type { SendExample } from './send-example.js';
import type { Person, System } from './system.js';

/** Sends the examples that take a submitted application to its recommendation, with two assessors who agree. */
export async function sendAssessmentExamples(
  system: System,
  caseworker: Person,
  id: string,
  send: SendExample,
): Promise<void> {
  const second = await system.as('dag', 'caseworker', DIRECTORATE);
  const steps = async (person: Person, ...names: readonly string[]) => {
    for (const name of names) await send(person, 'post', `/v1/applications/{id}/${name}`, id);
  };
  await steps(caseworker, 'assignment', 'impartiality', 'eligibility', 'second-assessor', 'scores');
  await steps(second, 'impartiality', 'scores');
  await steps(caseworker, 'recommendation');
}
