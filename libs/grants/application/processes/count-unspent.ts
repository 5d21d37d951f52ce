import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Position } from '#eventsourcing/event.js';
import type { AppendedEvent } from '#eventsourcing/reactions.js';
import { positionOf, type Reaction, type ReactionContext } from '#processes/reaction.js';
import type { CoFundingFound, RequiredReport } from '../../contract/events.js';
import { wasAccepted } from '../../domain/award/state.js';
import { paidForReport } from '../../domain/award/reported.js';
import { Awards } from '../awards/awards.js';
import { Payments } from '../awards/payments.js';
import { TakeAwardStep } from '../awards/steps.js';
import { ReportsOfAwards, type CountedReport } from '../reports/reports-of-awards.js';

/**
 * What approved reports show as unspent is due back: when they are approved, and again when more is settled of the years
 * they cover, or more of it is in force. Where they show too little co-funding, with the last one that was approved,
 * waived or owed, nothing is paid before the reduction is decided. It asks the streams as they stand, so late or twice it comes to the same.
 */
@Injectable()
export class CountUnspent implements Reaction {
  readonly name = 'count-unspent';
  readonly eventTypes = [
    'ReportApproved',
    'ReportRecounted',
    'ReportWaived',
    'CoFundingCounted',
    'PayoutPartiallySettled',
    'PayoutSettled',
    'AwardAmended',
    'AwardContinued',
    'AmendmentLifted',
    'AwardReinstated',
    'DecisionFollowed',
    // Which years the grant is of moves with the plan.
    'InstalmentsReplanned',
  ];

  constructor(
    private readonly awards: Awards,
    private readonly payments: Payments,
    private readonly owed: ReportsOfAwards,
    private readonly commands: CommandBus,
  ) {}

  async react({ type, data, metadata }: AppendedEvent, context: ReactionContext) {
    // What was waived before co-funding was counted with it leads to nothing.
    if (type === 'ReportWaived' && data['coFunding'] === undefined) return undefined;
    const awardId = metadata.caseId!;
    let position: Position | undefined;
    for (const report of await this.owed.countedOf(await this.awards.find(awardId))) {
      // What one report shows comes off what another one does.
      const state = await this.awards.find(awardId);
      if (!wasAccepted(state)) return position;
      const made = await this.payments.ofAward(state);
      const paid = paidForReport(state, report.required, (number) => made.get(number)?.paid ?? 0);
      for (const step of stepsFor(report, paid)) {
        const as = context.commandFor(SENT_AS[step.type], step.reportId, 'never');
        position = positionOf(await this.commands.execute(new TakeAwardStep(awardId, step, as)));
      }
    }
    return position;
  }
}

const SENT_AS = {
  RecordSpending: 'record-spending',
  ClaimUnspent: 'claim-unspent',
  HoldForShortfall: 'hold',
} as const;

function stepsFor({ required, spent, unpaidLapses, coFunding }: CountedReport, paid: number) {
  const { reportId, every, fromYear, toYear } = required;
  const reported = { every, fromYear, toYear, spent: spent?.amount ?? 0 };
  return [
    ...(unpaidLapses ? [{ type: 'RecordSpending', reportId, reported } as const] : []),
    ...(spent ? claimsOf(required, spent.amount, paid) : []),
    ...(coFunding && coFunding.reduction > 0
      ? [{ type: 'HoldForShortfall', reportId, ...keptOf(coFunding) } as const]
      : []),
  ];
}

function claimsOf({ reportId, every, fromYear, toYear }: RequiredReport, spent: number, paid: number) {
  const amount = paid - spent;
  const reported = { every, fromYear, toYear, spent };
  return amount > 0 ? [{ type: 'ClaimUnspent', reportId, amount, reported } as const] : [];
}

/** Of reduction and unspent money the larger comes off: what is claimed as unspent comes off the reduction, and what was never paid is not unspent. */
function keptOf({ years, allowed }: CoFundingFound) {
  return { years, keeps: allowed };
}
