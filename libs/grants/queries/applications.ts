import { Inject, Injectable } from '@nestjs/common';
import type { Actor, Position } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import { organisationOf } from '#access/organisation.js';
import { notFound, permits } from '#access/policy.js';
import { foldedInTurns } from '#cqrs/fair-turns.js';
import { encodeCursor, pageOf, type Page, type PageRequest } from '#http/paging.js';
import { invalidRequest, refused } from '#http/problems.js';
import { Reader, type Completeness } from '#cqrs/queries/reader.js';
import { mustSee, scopeFor } from '#cqrs/queries/scope.js';
import { Where } from '#cqrs/queries/where.js';
import { DRAFT_STORE } from '#cqrs/tokens.js';
import { MAY } from '../access.js';
import { CaseNumbers } from '../application/case-numbers/case-numbers.js';
import type { DraftStore, DraftSummary } from '../application/drafts/draft-store.js';
import type { ApplicationSubmitted } from '../contract/events.js';
import type { Application } from '../domain/application/state.js';
import { evolve } from '../domain/application/evolve.js';
import type { CaseRow } from '../read-models/case-row.js';
import { caseView } from '../read-models/case-view.js';
import { numberOf } from './case-number.js';
import { AttachmentQueries } from './attachments.js';
import { CaseLog } from './case-log.js';
import { draftOf, submissionOf, type SubmissionView } from './submission-view.js';

/** An application as its applicant works with it. */
export interface ApplicationView extends SubmissionView {
  readonly id: string;
  readonly caseNumber?: string;
  /** `draft`, or where the application stands. */
  readonly state: string;
  readonly callId: string;
  readonly schemeId?: string;
  readonly directorate?: string;
  readonly regulationVersion?: string;
  readonly decisionDue?: string | undefined;
  readonly createdAt?: string;
  readonly updatedAt?: string;
  readonly submittedAt?: string;
  /** Something personal in it was erased. */
  readonly erased?: true;
  readonly revision: number;
  readonly position: Position;
}

/** An application in a list. */
export interface ApplicationSummary {
  readonly id: string;
  readonly caseNumber?: string;
  readonly state: string;
  readonly callId: string;
  readonly applicant: { readonly organisation: string; readonly name?: string };
  readonly schemeId?: string;
  readonly title?: string;
  readonly amount?: Money;
  readonly updatedAt: string;
  readonly revision: number;
}

type Listed = Page<ApplicationSummary> & Completeness;

const NOTHING: Application = { status: 'none' };
const WHOSE = { owner: 'directorate', applicant: 'applicant', representative: 'representative' };

/** Applications, drafts among them. */
@Injectable()
export class ApplicationQueries {
  constructor(
    private readonly log: CaseLog,
    private readonly reader: Reader,
    @Inject(DRAFT_STORE) private readonly drafts: DraftStore,
    private readonly attachments: AttachmentQueries,
    private readonly numbers: CaseNumbers,
  ) {}

  /** @throws ProblemException 404 for whoever may not see it, or when there is none */
  async one(id: string, actor: Actor): Promise<ApplicationView> {
    const found = await this.log.find(id, actor);
    if (!found) return this.draft(id, actor);
    const { events, submitted } = found;
    const { data, erased } = await this.log.read<ApplicationSubmitted>(submitted);
    const { status } = await foldedInTurns(events, evolve, NOTHING);
    const { revision, position } = events.at(-1)!;
    const caseNumber = await this.numbers.of(id, submitted.metadata.recordedAt);
    return {
      id,
      ...(caseNumber === undefined ? {} : { caseNumber }),
      state: status,
      callId: data.callId,
      schemeId: data.schemeId,
      directorate: data.directorate,
      regulationVersion: data.regulationVersion,
      ...submissionOf(data),
      decisionDue: data.decisionDue,
      submittedAt: submitted.metadata.recordedAt,
      ...(erased ? { erased } : {}),
      revision,
      position,
    };
  }

  /** Drafts of the person's organisation, oldest first, then the applications they may see, by id. */
  async list({ limit, after: last }: PageRequest, actor: Actor, after?: Position): Promise<Listed> {
    const scope = scopeFor(actor, MAY['case.read']);
    const [part, id] = placeOf(last);
    await this.reader.reached([caseView.name], after);
    const owner = organisationOf(actor);
    const writes = permits(actor, MAY['application.create'], { applicant: owner }).allowed;
    const drafts =
      writes && part === 'draft'
        ? await this.drafts.list(owner, { limit: limit + 1, ...(id === '' ? {} : { after: id }) })
        : [];
    if (drafts.length > limit) {
      const page = drafts.slice(0, limit);
      const next = encodeCursor(['draft', page.at(-1)!.id]);
      return { items: await this.unsubmitted(page), next };
    }
    const room = limit - drafts.length;
    const where = new Where()
      .within(scope, WHOSE)
      .beyond(['case_id'], 'asc', part === 'case' ? [id] : undefined);
    const rows = await this.reader.rows<CaseRow>(
      `SELECT * FROM cases ${where.sql} ORDER BY case_id LIMIT ${room + 1}`,
      where.parameters,
    );
    const { items, next } = pageOf(rows, room, (row) => ['case', row.case_id]);
    const more = next ?? (rows.length > room ? encodeCursor(['case', '']) : undefined);
    return {
      items: [...(await this.unsubmitted(drafts)), ...items.map(summaryOf)],
      ...(more === undefined ? {} : { next: more }),
      ...(await this.reader.completeness(caseView.name)),
    };
  }

  private async draft(id: string, actor: Actor): Promise<ApplicationView> {
    const draft = await this.drafts.get(id);
    if (!draft || draft.submittedAt !== undefined) throw refused(notFound());
    mustSee(actor, MAY['application.create'], { applicant: draft.owner });
    const { callId, createdAt, updatedAt, revision, position, owner, document } = draft;
    return {
      id,
      state: 'draft',
      callId,
      ...draftOf(owner, document),
      attachments: await this.attachments.ofDraft(id),
      createdAt,
      updatedAt,
      revision,
      position,
    };
  }

  /** A draft is cleared some time after its submission; until then the case stands for it. */
  private async unsubmitted(drafts: readonly DraftSummary[]): Promise<ApplicationSummary[]> {
    if (drafts.length === 0) return [];
    const submitted = await this.reader.rows<{ readonly case_id: string }>(
      'SELECT case_id FROM cases WHERE case_id = ANY($1::text[])',
      [drafts.map(({ id }) => id)],
    );
    const cases = new Set(submitted.map(({ case_id }) => case_id));
    return drafts
      .filter(({ id }) => !cases.has(id))
      .map(({ id, callId, owner, updatedAt, revision }) => ({
        id,
        state: 'draft',
        callId,
        applicant: { organisation: owner },
        updatedAt,
        revision,
      }));
  }
}

function summaryOf(row: CaseRow): ApplicationSummary {
  return {
    id: row.case_id,
    ...numberOf(row),
    state: row.state,
    callId: row.call_id,
    applicant: { organisation: row.applicant, name: row.applicant_name },
    schemeId: row.scheme_id,
    title: row.title,
    amount: { amount: row.applied, currency: row.currency },
    updatedAt: row.updated_on,
    revision: row.revision,
  };
}

function placeOf(last: PageRequest['after']): readonly ['draft' | 'case', string] {
  if (last === undefined) return ['draft', ''];
  const [part, id] = last;
  if ((part === 'draft' || part === 'case') && typeof id === 'string') return [part, id];
  throw invalidRequest([{ parameter: 'cursor', detail: 'is not a cursor of this list' }]);
}
