import { called, type Somebody } from '#http/dev-login/cast.js';
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
  const official = (who: Somebody, ...roles: Parameters<Scene['person']>[1]) =>
    scene.person(who, roles, CORRECTIONS);
  const { town, provider, evaluator, validator } = ORGANISATIONS;
  return {
    scene,
    labour: await agencyOf(scene),
    corrections: {
      manager: await official(called('kari-manages', 'Kari Kvam', 'avdelingsdirektør'), 'scheme-manager'),
      caseworker: await official(called('knut-casework', 'Knut Kleven', 'rådgiver'), 'caseworker'),
      decisionMaker: await official(
        called('kjersti-decides', 'Kjersti Krog', 'seksjonssjef'),
        'decision-maker',
      ),
      secondDecisionMaker: await official(
        called('kristian-decides', 'Kristian Koren', 'seksjonssjef'),
        'decision-maker',
      ),
    },
    town: await scene.person(called('tone-of-the-town', 'Tone Torp'), ['partner', 'applicant'], town),
    provider: await scene.person(called('per-of-the-provider', 'Per Paulsen'), ['partner'], provider),
    evaluator: await scene.person(called('eva-evaluates', 'Eva Evensen'), ['evaluator'], evaluator),
    validator: await scene.person(called('vidar-validates', 'Vidar Vik'), ['validator'], validator),
  };
}
