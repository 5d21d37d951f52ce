import type { Person, Scene } from '../scene.js';
import { agencyOf, type Agency } from '../grants/agency.js';

/** The other directorate. */
export const CORRECTIONS = 'correctional-service-directorate';

/** Organisations that take part in the pilot. */
export const ORGANISATIONS = {
  town: 'sundby-municipality',
  provider: 'ny-start-social-enterprise',
  evaluator: 'institute-for-evaluation',
  validator: 'statistics-and-audit',
} as const;

/** Everyone who has to do with the pilot: two directorates, and those who take part. */
export interface Cast {
  readonly scene: Scene;
  /** The directorate that owns the scheme and pays. */
  readonly labour: Agency;
  readonly corrections: {
    readonly manager: Person;
    readonly caseworker: Person;
    readonly decisionMaker: Person;
    readonly secondDecisionMaker: Person;
  };
  readonly town: Person;
  readonly provider: Person;
  readonly evaluator: Person;
  readonly validator: Person;
}

/** They all have a token. */
export async function castOf(scene: Scene): Promise<Cast> {
  const official = (subject: string, ...roles: Parameters<Scene['person']>[1]) =>
    scene.person(subject, roles, CORRECTIONS);
  const { town, provider, evaluator, validator } = ORGANISATIONS;
  return {
    scene,
    labour: await agencyOf(scene),
    corrections: {
      manager: await official('kari-manages', 'scheme-manager'),
      caseworker: await official('knut-casework', 'caseworker'),
      decisionMaker: await official('kjersti-decides', 'decision-maker'),
      secondDecisionMaker: await official('kristian-decides', 'decision-maker'),
    },
    town: await scene.person('tone-of-the-town', ['partner', 'applicant'], town),
    provider: await scene.person('per-of-the-provider', ['partner'], provider),
    evaluator: await scene.person('eva-evaluates', ['evaluator'], evaluator),
    validator: await scene.person('vidar-validates', ['validator'], validator),
  };
}
