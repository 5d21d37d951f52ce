import { Injectable } from '@nestjs/common';
import type { Actor } from '#eventsourcing/event.js';
import { pageWithin, type Page, type PageRequest } from '#http/paging.js';
import { mustSee } from '#cqrs/queries/scope.js';
import { MAY } from '../access.js';
import { GivenNames } from '../application/organisations/given-names.js';
import { Representatives } from '../application/organisations/representatives.js';
import type { Mandate } from '../contract/events.js';
import type { Naming, Representative } from '../domain/organisation/state.js';

/** A representative who has not come yet; a name whose key was erased is `null`. */
export interface NamedRepresentative extends Mandate {
  /** Id of the naming. */
  readonly naming: string;
  readonly name: string | null;
  readonly erased?: true;
}

/** Organisations as they are represented; read from the log. */
@Injectable()
export class OrganisationQueries {
  constructor(
    private readonly organisations: Representatives,
    private readonly names: GivenNames,
  ) {}

  /**
   * Who may act for an organisation, and after them who will when they come; `open` where anybody may.
   * @throws ProblemException 404
   */
  async representatives(
    id: string,
    request: PageRequest,
    actor: Actor,
  ): Promise<{ readonly state: 'open' | 'represented' } & Page<Representative | NamedRepresentative>> {
    mustSee(actor, MAY['representatives.read'], { applicant: id });
    const { status, representatives, namings } = await this.organisations.find(id);
    const { items, ...rest } = pageWithin([...representatives, ...namings], request, keyOf);
    const state = status === 'none' ? 'open' : status;
    return { state, items: await this.withNames(id, items), ...rest };
  }

  private async withNames(
    organisation: string,
    items: readonly (Representative | Naming)[],
  ): Promise<(Representative | NamedRepresentative)[]> {
    const namings = items.flatMap((item) => ('naming' in item ? [item.naming] : []));
    const names = await this.names.of(organisation, namings);
    return items.map((item) => {
      if (!('naming' in item)) return item;
      const { naming, personRef: _, ...mandate } = item;
      const name = names.get(naming)?.name ?? null;
      return { naming, name, ...mandate, ...(name === null ? { erased: true } : {}) };
    });
  }
}

function keyOf(item: Representative | Naming): string {
  return 'naming' in item ? item.naming : item.person;
}
