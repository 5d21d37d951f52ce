import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { dateInOslo } from '#calendar/oslo.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import type { RepaymentInstalment } from '../../contract/events.js';
import { fourEyes } from '../../domain/recovery/refusals.js';
import { Recoveries } from './recoveries.js';

/** The acting official agrees to repayment in instalments, minor units. */
export class AgreeInstalments extends ResourceCommand<{
  readonly currency: string;
  readonly instalments: readonly RepaymentInstalment[];
  readonly grounds?: string | undefined;
}> {}

/** Carries out {@link AgreeInstalments}. */
@CommandHandler(AgreeInstalments)
export class AgreeInstalmentsHandler implements ICommandHandler<AgreeInstalments> {
  constructor(private readonly recoveries: Recoveries) {}

  execute({ id, content, context }: AgreeInstalments) {
    const today = dateInOslo(context.now);
    const person = context.actor.subject;
    const command = { type: 'AgreeInstalments', person, today, ...content } as const;
    return this.recoveries.act(MAY['recovery.instalments'], id, command, context);
  }
}

/** The finance side records what the debtor paid back, minor units. */
export class RecordRepayment extends ResourceCommand<{
  readonly amount: number;
  readonly currency: string;
  /** Calendar date. */
  readonly receivedOn: string;
  readonly bankReference: string;
}> {}

/** Carries out {@link RecordRepayment}. */
@CommandHandler(RecordRepayment)
export class RecordRepaymentHandler implements ICommandHandler<RecordRepayment> {
  constructor(private readonly recoveries: Recoveries) {}

  execute({ id, content, context }: RecordRepayment) {
    return this.recoveries.act(
      MAY['recovery.repayment'],
      id,
      { type: 'RecordRepayment', ...content },
      context,
    );
  }
}

/** The acting official proposes to write off what is owed. */
export class ProposeWriteOff extends ResourceCommand<{
  readonly authority: string;
  readonly grounds: string;
}> {}

/** Carries out {@link ProposeWriteOff}. */
@CommandHandler(ProposeWriteOff)
export class ProposeWriteOffHandler implements ICommandHandler<ProposeWriteOff> {
  constructor(private readonly recoveries: Recoveries) {}

  execute({ id, content, context }: ProposeWriteOff) {
    const command = { type: 'ProposeWriteOff', proposer: context.actor.subject, ...content } as const;
    return this.recoveries.act(MAY['recovery.write-off'], id, command, context);
  }
}

/** The acting decision-maker approves the write-off. */
export class ApproveWriteOff extends ResourceCommand<{ readonly note?: string | undefined }> {}

/** Carries out {@link ApproveWriteOff}. */
@CommandHandler(ApproveWriteOff)
export class ApproveWriteOffHandler implements ICommandHandler<ApproveWriteOff> {
  constructor(private readonly recoveries: Recoveries) {}

  execute({ id, content, context }: ApproveWriteOff) {
    const { subject, organisation } = context.actor;
    const command = { type: 'ApproveWriteOff', approver: subject, organisation, ...content } as const;
    return this.recoveries.act(MAY['recovery.approve'], id, command, context, (state, usual) =>
      usual?.kind === 'forbidden' && state.status !== 'none' && state.writeOff?.proposers.includes(subject)
        ? fourEyes('a write-off')
        : usual,
    );
  }
}
