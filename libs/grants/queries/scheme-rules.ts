import { Injectable } from '@nestjs/common';
import type { Actor } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import type { Action } from '#access/policy.js';
import { notFound } from '#access/policy.js';
import { pageWithin, type Page, type PageRequest } from '#http/paging.js';
import { refused } from '#http/problems.js';
import { mustSee } from '#cqrs/queries/scope.js';
import { MAY } from '../access.js';
import type { RegulationVersion } from '../contract/regulation.js';
import { Calls } from '../application/calls/calls.js';
import { Schemes } from '../application/schemes/schemes.js';
import type { Dispensation } from '../domain/call/state.js';
import type { Consultation, Delegation, EstablishedScheme } from '../domain/scheme/state.js';
import { regulationView, type RegulationView } from './regulation-view.js';

/** A regulation version on its way, or adopted. */
export interface VersionView {
  readonly version: string;
  readonly state: 'drafted' | 'consulted' | 'adopted';
  readonly regulation: RegulationView;
  /** Who drafted it, while it is a draft: none of them adopts it. */
  readonly drafters?: readonly string[];
  readonly consultations: readonly Omit<Consultation, 'version'>[];
}

/** A delegation as it is listed. */
export type DelegationView = Omit<Delegation, 'upTo'> & { readonly upTo?: Money };

/** What officials see of schemes and calls beside what is public; read from the log. */
@Injectable()
export class SchemeRules {
  constructor(
    private readonly schemes: Schemes,
    private readonly calls: Calls,
  ) {}

  /** All regulation versions, adopted ones first. @throws ProblemException 404 */
  async versions(schemeId: string, request: PageRequest, actor: Actor): Promise<Page<VersionView>> {
    const scheme = await this.scheme(schemeId, MAY['regulations.read'], actor);
    const consultationsOn = (of: string) =>
      [...scheme.consultations]
        .filter(({ version }) => version === of)
        .map(({ version: _, ...rest }) => rest);
    const view = (regulation: RegulationVersion) => ({
      version: regulation.version,
      regulation: regulationView(regulation, scheme.currency),
      consultations: consultationsOn(regulation.version),
    });
    const adopted = [...scheme.regulations].map((each) => ({ ...view(each), state: 'adopted' as const }));
    const drafts = scheme.drafts.map(({ regulation, drafters }) => {
      const draft = view(regulation);
      const state = draft.consultations.length > 0 ? ('consulted' as const) : ('drafted' as const);
      return { ...draft, state, drafters: [...drafters] };
    });
    return pageWithin<VersionView>([...adopted, ...drafts], request, ({ version }) => version);
  }

  /** All delegations ever given, oldest first. @throws ProblemException 404 */
  async delegations(schemeId: string, request: PageRequest, actor: Actor): Promise<Page<DelegationView>> {
    const { delegations, currency } = await this.scheme(schemeId, MAY['delegations.read'], actor);
    const views = delegations.map(({ upTo, ...given }) => ({
      ...given,
      ...(upTo === undefined ? {} : { upTo: { amount: upTo, currency } }),
    }));
    return pageWithin<DelegationView>(views, request, ({ delegationId }) => delegationId);
  }

  /** Who may submit late to a call. @throws ProblemException 404 */
  async dispensations(callId: string, request: PageRequest, actor: Actor): Promise<Page<Dispensation>> {
    const call = await this.calls.find(callId);
    if (call.status === 'none') throw refused(notFound());
    mustSee(actor, MAY['dispensations.read'], { owner: call.directorate });
    return pageWithin([...call.dispensations], request, ({ organisation }) => organisation);
  }

  private async scheme(id: string, action: Action, actor: Actor): Promise<EstablishedScheme> {
    const scheme = await this.schemes.find(id);
    if (scheme.status === 'none') throw refused(notFound());
    mustSee(actor, action, { owner: scheme.directorate });
    return scheme;
  }
}
