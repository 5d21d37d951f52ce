import { DIRECTORATE, done, type Officials } from './scheme.js';
import type { SendExample } from './send-example.js';
import type { Person, System } from './system.js';

/** Points that differ from those of the caseworker's example by more than its regulation allows. */
const OTHER_SCORES = {
  scores: [
    { criterion: 'need', score: 2, rationale: 'The municipality has three such workshops.' },
    { criterion: 'solution', score: 3, rationale: 'The mentors are new, the rest is known.' },
    { criterion: 'capacity', score: 3, rationale: 'A small team that has delivered before.' },
  ],
};

/** Sends every example of an application from its submission to the notice of its decision. */
export async function sendApplicationExamples(
  system: System,
  { caseworker, decisionMaker }: Officials,
  applicant: Person,
  id: string,
  send: SendExample,
): Promise<void> {
  const superior = await system.as('sara', 'superior', DIRECTORATE);
  const second = await system.as('dag', 'caseworker', DIRECTORATE);
  const moderator = await system.as('eva', 'caseworker', DIRECTORATE);
  const path = `/v1/applications/${id}`;
  const steps = async (...all: readonly (readonly [Person, string])[]) => {
    for (const [person, step] of all) await send(person, 'post', `/v1/applications/{id}/${step}`, id);
  };
  const declare = async (person: Person) =>
    done(await person.post(`${path}/impartiality`, { conflict: false }));

  await steps(
    [applicant, 'submission'],
    [applicant, 'representative'],
    [applicant, 'representative-withdrawal'],
    [caseworker, 'assignment'],
    [caseworker, 'impartiality'],
    [superior, 'impartiality-ruling'],
    [caseworker, 'supplement-request'],
    [applicant, 'supplement'],
    [caseworker, 'eligibility'],
    [caseworker, 'second-assessor'],
    [caseworker, 'scores'],
  );
  await declare(second);
  done(await second.post(`${path}/scores`, OTHER_SCORES));
  await declare(moderator);
  await steps([moderator, 'moderation'], [caseworker, 'recommendation'], [caseworker, 'proposal']);
  await declare(decisionMaker);
  await steps(
    [decisionMaker, 'return'],
    [caseworker, 'proposal'],
    [decisionMaker, 'approval'],
    [caseworker, 'notification'],
  );
  done(await second.post(`${path}/impartiality`, { conflict: true }));
  await steps([superior, 'stand-in'], [superior, 'upholding']);
}
