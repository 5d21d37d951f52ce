import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Injectable } from '@nestjs/common';
import { notFound, type Action, type Resource } from '#access/policy.js';
import { dateInOslo } from '#calendar/oslo.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import type { Outcome } from '#eventsourcing/command.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import { MAY } from '../../access.js';
import type { Noticed } from '../../contract/events.js';
import { Appealables } from '../appeals/appealables.js';
import { Applications, resourceOf } from '../applications/applications.js';
import { RegulationsOfCases } from '../applications/regulations-of-cases.js';
import { appealedBy, named, type NoticedBody } from './noticed-body.js';
import { Notices } from './notices.js';

/** Notice of a decision in the case `id` was received on another day than is on record: the acting official proposes that. */
export class ProposeNoticeCorrection extends ResourceCommand<{
  readonly of: NoticedBody;
  /** Calendar date. */
  readonly receivedOn: string;
  readonly grounds: string;
}> {}

/** Another official approves it. */
export class ApproveNoticeCorrection extends ResourceCommand<{
  readonly of: NoticedBody;
  readonly correction: number;
  readonly grounds?: string | undefined;
}> {}

/** Another official rejects it. */
export class RejectNoticeCorrection extends ResourceCommand<{
  readonly of: NoticedBody;
  readonly correction: number;
  readonly grounds: string;
}> {}

/** A notice that is corrected, as things stand now. */
interface Corrected {
  readonly of: Noticed;
  readonly stands: boolean;
  readonly asked: { readonly may: Action; readonly of: Resource };
}

/** Finds what requests name. */
@Injectable()
export class CorrectedNotices {
  constructor(
    private readonly applications: Applications,
    private readonly appealables: Appealables,
  ) {}

  /** The notice that `body` names in a case, and what the policy is asked of whoever corrects it. */
  async find(
    caseId: string,
    body: NoticedBody,
    may: Action,
  ): Promise<Corrected | { readonly refused: Refusal }> {
    const application = await this.applications.find(caseId);
    if (application.status === 'none') return { refused: notFound() };
    const against = appealedBy(body, caseId);
    const standing = against && (await this.appealables.find(caseId, against));
    const asked = { may, of: resourceOf(application) };
    return { of: standing?.noticed ?? named(body), stands: standing !== undefined, asked };
  }
}

/** Carries the proposal out. */
@CommandHandler(ProposeNoticeCorrection)
export class ProposeNoticeCorrectionHandler implements ICommandHandler<ProposeNoticeCorrection> {
  constructor(
    private readonly found: CorrectedNotices,
    private readonly notices: Notices,
  ) {}

  async execute({ id: caseId, content, context }: ProposeNoticeCorrection): Promise<Outcome> {
    const found = await this.found.find(caseId, content.of, MAY['application.propose-receipt']);
    if ('refused' in found) return { ok: false, refusal: found.refused };
    const { receivedOn, grounds } = content;
    const { of, stands, asked } = found;
    const proposer = context.actor.subject;
    const today = dateInOslo(context.now);
    const said = { proposer, receivedOn, grounds, today };
    const command = { type: 'ProposeReceiptCorrection', caseId, of, stands, ...said } as const;
    return this.notices.record(command, context, asked);
  }
}

/** Carries the approval out. */
@CommandHandler(ApproveNoticeCorrection)
export class ApproveNoticeCorrectionHandler implements ICommandHandler<ApproveNoticeCorrection> {
  constructor(
    private readonly found: CorrectedNotices,
    private readonly regulations: RegulationsOfCases,
    private readonly notices: Notices,
  ) {}

  async execute({ id: caseId, content, context }: ApproveNoticeCorrection): Promise<Outcome> {
    const found = await this.found.find(caseId, content.of, MAY['application.approve-receipt']);
    if ('refused' in found) return { ok: false, refusal: found.refused };
    const { correction, grounds } = content;
    const { of, stands, asked } = found;
    const approver = context.actor.subject;
    const { appeal: rules } = await this.regulations.of(caseId);
    const judged = { approver, correction, grounds, rules };
    const command = { type: 'ApproveReceiptCorrection', caseId, of, stands, ...judged } as const;
    return this.notices.record(command, context, asked);
  }
}

/** Carries the rejection out. */
@CommandHandler(RejectNoticeCorrection)
export class RejectNoticeCorrectionHandler implements ICommandHandler<RejectNoticeCorrection> {
  constructor(
    private readonly found: CorrectedNotices,
    private readonly notices: Notices,
  ) {}

  async execute({ id: caseId, content, context }: RejectNoticeCorrection): Promise<Outcome> {
    const found = await this.found.find(caseId, content.of, MAY['application.approve-receipt']);
    if ('refused' in found) return { ok: false, refusal: found.refused };
    const { correction, grounds } = content;
    const { of, stands, asked } = found;
    const judged = { person: context.actor.subject, correction, grounds };
    const command = { type: 'RejectReceiptCorrection', caseId, of, stands, ...judged } as const;
    return this.notices.record(command, context, asked);
  }
}
