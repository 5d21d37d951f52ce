import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Actor, Position } from '#eventsourcing/event.js';
import { FindGrantSummary, type GrantSummary } from '#grants/contract/queries.js';
import { organisationOf } from '#access/organisation.js';
import { pageWithin, type Page, type PageRequest } from '#http/paging.js';
import { Reader } from '#cqrs/queries/reader.js';
import { PilotLog } from './pilot-log.js';
import { isOfficial } from './pilot-overview.js';

/** Grants for development costs that belong to a pilot: ordinary grants, seen from there. */
@Injectable()
export class DevelopmentGrants {
  constructor(
    private readonly log: PilotLog,
    private readonly reader: Reader,
    private readonly queries: QueryBus,
  ) {}

  /** Those one may see: all for the directorates, for a municipality its own. @throws ProblemException 404 */
  async of(id: string, request: PageRequest, actor: Actor, after?: Position): Promise<Page<GrantSummary>> {
    // Without a grant nothing would be asked of it, and a position that nobody was given goes unnoticed.
    await this.reader.reached([], after);
    const state = await this.log.find(id, actor);
    const all = isOfficial(actor, state);
    const seen = [...state.grants].filter(
      ({ municipality }) => all || municipality === organisationOf(actor),
    );
    const { items: shown, ...rest } = pageWithin(seen, request, ({ applicationId }) => applicationId);
    const items: GrantSummary[] = [];
    for (const { applicationId } of shown) {
      const grant = await this.queries.execute(new FindGrantSummary(applicationId, after));
      if (grant !== undefined) items.push(grant);
    }
    return { items, ...rest };
  }
}
