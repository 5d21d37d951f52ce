import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { dateInOslo } from '#calendar/oslo.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import type { Money } from '#money/money.js';
import { partOf } from '#cqrs/following-command.js';
import { RecordAid } from '#state-aid/contract/commands.js';
import type { StateAidDeclaration } from '#state-aid/contract/declaration.js';
import { undeclared } from '../../domain/application/state-aid.js';
import { Schemes } from '../schemes/schemes.js';

/** Money about to be granted: how much, to whom, and the commitment that carries it. */
export interface GrantToBe {
  readonly caseId: string;
  readonly terms: {
    readonly schemeId: string;
    readonly directorate: string;
    readonly regulationVersion: string;
  };
  /** Who is given the aid. */
  readonly organisation: string;
  /** Undefined while the applicant has declared nothing in this case. */
  readonly declaration: StateAidDeclaration | undefined;
  readonly amount: Money;
  readonly reservationId: string;
  /** Of what a commitment was raised for: it carries this aid beside its own. */
  readonly aidId?: string | undefined;
}

/** De minimis aid of grants, where their regulation says that they are such aid. */
@Injectable()
export class AidOfGrants {
  constructor(
    private readonly schemes: Schemes,
    private readonly commands: CommandBus,
  ) {}

  /**
   * Why no person may grant anything yet: the grant would be such aid, and the applicant has declared nothing in the case.
   * What follows from a grant that was made is not asked for.
   */
  async undeclaredIn({
    schemeId,
    regulationVersion,
    stateAid,
  }: {
    readonly schemeId: string;
    readonly regulationVersion: string;
    readonly stateAid?: StateAidDeclaration | undefined;
  }): Promise<Refusal | undefined> {
    if (stateAid) return undefined;
    const { stateAid: rules } = await this.schemes.regulation(schemeId, regulationVersion);
    return rules && undeclared();
  }

  /**
   * Records the aid after the money was reserved and before the grant is decided, under the id of the reservation:
   * when that is given up, the aid is released with it. Undefined where the grant is no such aid.
   * Refused: `de-minimis-exceeded`, `currency-rate-missing`.
   */
  async record(
    { caseId, terms, organisation, declaration, amount, reservationId, aidId = reservationId }: GrantToBe,
    context: CommandContext,
  ): Promise<Outcome | undefined> {
    const { schemeId, directorate, regulationVersion } = terms;
    const { stateAid: rules } = await this.schemes.regulation(schemeId, regulationVersion);
    if (!rules) return undefined;
    const { limitEuroCents, window, registerWithin } = rules;
    const aid = {
      caseId,
      schemeId,
      directorate,
      organisation,
      ...(aidId === reservationId ? {} : { carrier: reservationId }),
      declaration,
      amount,
      grantedOn: dateInOslo(context.now),
      regulationVersion,
      rules: { limitEuroCents, window, registerWithin },
    };
    return this.commands.execute(new RecordAid(aidId, aid, partOf(context, `aid:${aidId}`)));
  }
}
