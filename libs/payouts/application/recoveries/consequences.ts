import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { dateInOslo } from '#calendar/oslo.js';
import {
  AnnulClaim,
  DeferClaim,
  EndDeferral,
  FlagClaim,
  LowerClaim,
  LowerFallenClaim,
  OpenRecovery,
  UpholdClaimInPart,
  UpholdFlaggedClaim,
} from '../../contract/commands.js';
import { Recoveries } from './recoveries.js';

/** A recovery follows from what was decided on the award. */
@CommandHandler(OpenRecovery)
export class OpenRecoveryHandler implements ICommandHandler<OpenRecovery> {
  constructor(private readonly recoveries: Recoveries) {}

  execute({ id, content, context }: OpenRecovery) {
    const { forewarning, ...order } = content;
    return this.recoveries.follow(
      id,
      {
        type: 'OpenRecovery',
        order: { recoveryId: id, ...order },
        forewarnedOn: dateInOslo(context.now),
        ...forewarning,
      },
      context,
    );
  }
}

/** It waits as a consequence of an appeal. */
@CommandHandler(DeferClaim)
export class DeferClaimHandler implements ICommandHandler<DeferClaim> {
  constructor(private readonly recoveries: Recoveries) {}

  execute({ id, content, context }: DeferClaim) {
    return this.recoveries.follow(id, { type: 'DeferClaim', ...content }, context);
  }
}

/** It waits no more once the appeal has its outcome or the day has passed. */
@CommandHandler(EndDeferral)
export class EndDeferralHandler implements ICommandHandler<EndDeferral> {
  constructor(private readonly recoveries: Recoveries) {}

  execute({ id, content, context }: EndDeferral) {
    return this.recoveries.follow(id, { type: 'EndDeferral', ...content }, context);
  }
}

/** Its annulment follows from an appeal or from what was decided since. */
@CommandHandler(AnnulClaim)
export class AnnulClaimHandler implements ICommandHandler<AnnulClaim> {
  constructor(private readonly recoveries: Recoveries) {}

  execute({ id, content, context }: AnnulClaim) {
    return this.recoveries.follow(id, { type: 'AnnulClaim', ...content }, context);
  }
}

/** It holds in part as a consequence of an appeal. */
@CommandHandler(UpholdClaimInPart)
export class UpholdClaimInPartHandler implements ICommandHandler<UpholdClaimInPart> {
  constructor(private readonly recoveries: Recoveries) {}

  execute({ id, content, context }: UpholdClaimInPart) {
    return this.recoveries.follow(id, { type: 'UpholdClaimInPart', ...content }, context);
  }
}

/** Less is due back by what happened to the award or its payouts. */
@CommandHandler(LowerClaim)
export class LowerClaimHandler implements ICommandHandler<LowerClaim> {
  constructor(private readonly recoveries: Recoveries) {}

  execute({ id, content, context }: LowerClaim) {
    return this.recoveries.follow(id, { type: 'LowerClaim', ...content }, context);
  }
}

/** Of a claim that fell, less is to be paid back or decided anew. */
@CommandHandler(LowerFallenClaim)
export class LowerFallenClaimHandler implements ICommandHandler<LowerFallenClaim> {
  constructor(private readonly recoveries: Recoveries) {}

  execute({ id, content, context }: LowerFallenClaim) {
    return this.recoveries.follow(id, { type: 'LowerFallenClaim', ...content }, context);
  }
}

/** A conflict of interest was found after the claim. */
@CommandHandler(FlagClaim)
export class FlagClaimHandler implements ICommandHandler<FlagClaim> {
  constructor(private readonly recoveries: Recoveries) {}

  execute({ id, content, context }: FlagClaim) {
    return this.recoveries.follow(id, { type: 'FlagClaim', ...content }, context);
  }
}

/** It was looked at with the decision of its case. */
@CommandHandler(UpholdFlaggedClaim)
export class UpholdFlaggedClaimHandler implements ICommandHandler<UpholdFlaggedClaim> {
  constructor(private readonly recoveries: Recoveries) {}

  execute({ id, content, context }: UpholdFlaggedClaim) {
    return this.recoveries.follow(id, { type: 'UpholdFlaggedClaim', ...content }, context);
  }
}
