import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { EventStore } from '#event-store/port.js';
import type { Outcome } from '#eventsourcing/command.js';
import { refusal } from '#eventsourcing/refusal.js';
import { organisationOf } from '#access/organisation.js';
import { denied } from '#access/policy.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { DRAFT_STORE, EVENT_STORE } from '#cqrs/tokens.js';
import { mistypedAmong } from '#organisations/refusals.js';
import { MAY } from '../../access.js';
import { organisationsDeclared } from '../../domain/application/named-organisations.js';
import { Calls } from '../calls/calls.js';
import { type DraftDocument, toJson } from './draft-document.js';
import type { DraftStore } from './draft-store.js';

/** The acting applicant begins an application to a call; the draft belongs to their organisation. */
export class CreateDraft extends ResourceCommand<{
  readonly callId: string;
  readonly document: DraftDocument;
}> {}

@CommandHandler(CreateDraft)
export class CreateDraftHandler implements ICommandHandler<CreateDraft> {
  constructor(
    @Inject(DRAFT_STORE) private readonly drafts: DraftStore,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly calls: Calls,
  ) {}

  async execute({ id, content, context }: CreateDraft): Promise<Outcome> {
    const owner = organisationOf(context.actor);
    const no = denied(context.actor, MAY['application.create'], { applicant: owner });
    if (no) return { ok: false, refusal: no };
    const { callId, document } = content;
    const mistyped = mistypedAmong({
      '/applicant/organisation': owner,
      ...organisationsDeclared(document.stateAid),
    });
    if (mistyped) return { ok: false, refusal: mistyped };
    const call = await this.calls.find(callId);
    if (call.status === 'none')
      return { ok: false, refusal: refusal('invalid', 'call-unknown', `there is no call ${callId}`) };
    const { commandId, commandHash, now } = context;
    const position = await this.store.head();
    if (context.dryRun) return { ok: true, receipt: { id, revision: 0, position } };
    const created = await this.drafts.create({
      id,
      owner,
      callId,
      commandId,
      commandHash,
      now,
      position,
      document: toJson(document),
    });
    if (!created.ok) return created;
    const { revision, position: at } = created.draft;
    return { ok: true, receipt: { id, revision, position: at } };
  }
}
