import { Injectable } from '@nestjs/common';
import type { Actor, Position } from '#eventsourcing/event.js';
import { organisationOf } from '#access/organisation.js';
import { Reader } from '#cqrs/queries/reader.js';
import { Applications } from '../application/applications/applications.js';
import { appealsProjection } from '../read-models/appeals.js';

/** Which cases were forwarded to an appeal body. */
@Injectable()
export class Forwardings {
  constructor(
    private readonly reader: Reader,
    private readonly applications: Applications,
  ) {}

  /**
   * The organisation of a person of an appeal body, where an appeal in the case was forwarded to it, or it reviews a
   * decision of its own motion. Asked of the
   * read model as of `after`, which can only be late: then the body sees the case a moment later, and nobody too much.
   */
  async bodyOf(caseId: string, actor: Actor, after?: Position): Promise<string | undefined> {
    if (!actor.roles.includes('appeal-body')) return undefined;
    const body = organisationOf(actor);
    const state = await this.applications.find(caseId);
    if (state.status !== 'none' && state.review?.body === body) return body;
    await this.reader.reached([appealsProjection.name], after);
    const rows = await this.reader.rows(
      'SELECT appeal_id FROM appeals WHERE case_id = $1 AND forwarded_to = $2 LIMIT 1',
      [caseId, body],
    );
    return rows.length === 0 ? undefined : body;
  }
}
