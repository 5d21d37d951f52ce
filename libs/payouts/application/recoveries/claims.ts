import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { dateInOslo } from '#calendar/oslo.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import { AnnulClaim, DeferClaim, EndDeferral, OpenRecovery } from '../../contract/commands.js';
import { fourEyes } from '../../domain/recovery/refusals.js';
import { Recoveries } from './recoveries.js';

/** Carries out {@link OpenRecovery}, as a consequence of what was decided on the award. */
@CommandHandler(OpenRecovery)
export class OpenRecoveryHandler implements ICommandHandler<OpenRecovery> {
  constructor(private readonly recoveries: Recoveries) {}

  execute({ id, content, context }: OpenRecovery) {
    const { forewarning, ...order } = content;
    const command = { type: 'OpenRecovery', order: { recoveryId: id, ...order }, ...forewarning } as const;
    return this.recoveries.follow(id, command, context);
  }
}

/** The acting applicant answers the forewarning. */
export class ReplyToForewarning extends ResourceCommand<{ readonly answer: string }> {}

/** Carries out {@link ReplyToForewarning}. */
@CommandHandler(ReplyToForewarning)
export class ReplyToForewarningHandler implements ICommandHandler<ReplyToForewarning> {
  constructor(private readonly recoveries: Recoveries) {}

  execute({ id, content, context }: ReplyToForewarning) {
    const command = { type: 'ReplyToForewarning', person: context.actor.subject, ...content } as const;
    return this.recoveries.act(MAY['recovery.reply'], id, command, context);
  }
}

/** The acting caseworker proposes a claim, minor units. */
export class ProposeClaim extends ResourceCommand<{
  readonly amount: number;
  readonly currency: string;
  /** Calendar date; the regulation's time to pay from now when left out, or three weeks. */
  readonly dueOn?: string | undefined;
  readonly grounds: string;
}> {}

/** Carries out {@link ProposeClaim}. */
@CommandHandler(ProposeClaim)
export class ProposeClaimHandler implements ICommandHandler<ProposeClaim> {
  constructor(private readonly recoveries: Recoveries) {}

  execute({ id, content, context }: ProposeClaim) {
    const { subject, organisation } = context.actor;
    const today = dateInOslo(context.now);
    const command = {
      type: 'ProposeClaim',
      proposer: subject,
      organisation,
      ...content,
      today,
    } as const;
    return this.recoveries.act(MAY['recovery.propose'], id, command, context);
  }
}

/** The acting decision-maker approves the proposed claim. */
export class ApproveClaim extends ResourceCommand<{ readonly note?: string | undefined }> {}

/** Carries out {@link ApproveClaim}. */
@CommandHandler(ApproveClaim)
export class ApproveClaimHandler implements ICommandHandler<ApproveClaim> {
  constructor(private readonly recoveries: Recoveries) {}

  execute({ id, content, context }: ApproveClaim) {
    const { subject, organisation } = context.actor;
    const today = dateInOslo(context.now);
    const command = { type: 'ApproveClaim', approver: subject, organisation, today, ...content } as const;
    return this.recoveries.act(MAY['recovery.approve'], id, command, context, (state, usual) =>
      usual?.kind === 'forbidden' && state.status === 'proposed' && state.proposers.includes(subject)
        ? fourEyes('a claim')
        : usual,
    );
  }
}

/** The acting decision-maker drops the matter. */
export class DropRecovery extends ResourceCommand<{ readonly grounds: string }> {}

/** Carries out {@link DropRecovery}. */
@CommandHandler(DropRecovery)
export class DropRecoveryHandler implements ICommandHandler<DropRecovery> {
  constructor(private readonly recoveries: Recoveries) {}

  execute({ id, content, context }: DropRecovery) {
    const command = { type: 'DropRecovery', person: context.actor.subject, ...content } as const;
    return this.recoveries.act(MAY['recovery.drop'], id, command, context);
  }
}

/** The acting caseworker records that the limitation was interrupted. */
export class InterruptLimitation extends ResourceCommand<{
  /** Calendar date after which nothing may be claimed any more. */
  readonly limitationDate: string;
  readonly grounds: string;
}> {}

/** Carries out {@link InterruptLimitation}. */
@CommandHandler(InterruptLimitation)
export class InterruptLimitationHandler implements ICommandHandler<InterruptLimitation> {
  constructor(private readonly recoveries: Recoveries) {}

  execute({ id, content, context }: InterruptLimitation) {
    const today = dateInOslo(context.now);
    const person = context.actor.subject;
    const command = { type: 'InterruptLimitation', person, today, ...content } as const;
    return this.recoveries.act(MAY['recovery.limitation'], id, command, context);
  }
}

/** Carries out {@link DeferClaim}, as a consequence of an appeal. */
@CommandHandler(DeferClaim)
export class DeferClaimHandler implements ICommandHandler<DeferClaim> {
  constructor(private readonly recoveries: Recoveries) {}

  execute({ id, content, context }: DeferClaim) {
    return this.recoveries.follow(id, { type: 'DeferClaim', ...content }, context);
  }
}

/** Carries out {@link EndDeferral}, once the appeal has its outcome or the day has passed. */
@CommandHandler(EndDeferral)
export class EndDeferralHandler implements ICommandHandler<EndDeferral> {
  constructor(private readonly recoveries: Recoveries) {}

  execute({ id, content, context }: EndDeferral) {
    return this.recoveries.follow(id, { type: 'EndDeferral', ...content }, context);
  }
}

/** Carries out {@link AnnulClaim}, as a consequence of an appeal or of what was decided since. */
@CommandHandler(AnnulClaim)
export class AnnulClaimHandler implements ICommandHandler<AnnulClaim> {
  constructor(private readonly recoveries: Recoveries) {}

  execute({ id, content, context }: AnnulClaim) {
    return this.recoveries.follow(id, { type: 'AnnulClaim', ...content }, context);
  }
}
