import { Injectable } from '@nestjs/common';
import type { Actor } from '#eventsourcing/event.js';
import { pageWithin, type Page, type PageRequest } from '#http/paging.js';
import { mustSee } from '#cqrs/queries/scope.js';
import { MAY } from '../access.js';
import { Representatives } from '../application/organisations/representatives.js';
import type { Representative } from '../domain/organisation/organisation.js';

/** Organisations as they are represented; read from the log. */
@Injectable()
export class OrganisationQueries {
  constructor(private readonly organisations: Representatives) {}

  /** Who may act for an organisation; `open` where nobody was ever appointed. @throws ProblemException 404 */
  async representatives(
    id: string,
    request: PageRequest,
    actor: Actor,
  ): Promise<{ readonly state: 'open' | 'represented' } & Page<Representative>> {
    mustSee(actor, MAY['representatives.read'], { applicant: id });
    const { status, representatives } = await this.organisations.find(id);
    const page = pageWithin([...representatives], request, ({ person }) => person);
    return { state: status === 'none' ? 'open' : status, ...page };
  }
}
