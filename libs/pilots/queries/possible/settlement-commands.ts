import type { CommandContext } from '#eventsourcing/command.js';
import { possibleSteps, possibleUnder, type PossibleCommand } from '#cqrs/possible-commands.js';
import { ApproveSettlement } from '../../application/settlements/approve-settlement.js';
import { OrderStateShare } from '../../application/settlements/order-state-share.js';
import { TakeSettlementStep } from '../../application/settlements/steps.js';
import type { KnownPilot } from '../../domain/pilot/state.js';
import type { Settlement } from '../../domain/settlement/state.js';

/** What may be sent on a settlement, with bodies made for where it stands; `today` is a calendar date. */
export function possibleOnSettlement(
  { pilotId: id, currency }: KnownPilot,
  state: Settlement,
  today: string,
): PossibleCommand[] {
  const base = `/v1/pilots/${id}`;
  const command = possibleUnder(base);
  const take = (content: TakeSettlementStep['content'], context: CommandContext) =>
    new TakeSettlementStep(id, content, context);
  const step = possibleSteps(base, take);
  const version = state.status === 'none' ? 1 : state.current.version;
  const at = `settlements/${version}`;
  const flagged =
    state.status === 'none' ? 1 : (state.flags?.find(({ upheld }) => !upheld)?.version ?? version);
  const owing =
    state.status === 'none' ? undefined : state.claims.find(({ claimed, paid }) => claimed > paid);
  return [
    step('settlements', { type: 'CalculateSettlement' }),
    command('calculate-final-settlement', 'settlements', { final: true }, (context) =>
      take({ type: 'CalculateSettlement', final: true }, context),
    ),
    step(`${at}/review`, { type: 'ReviewSettlement', version }, 'version'),
    step(
      `${at}/return`,
      { type: 'ReturnSettlement', version, grounds: 'The second cohort is to be measured first.' },
      'version',
    ),
    command(
      'approve-settlement',
      `${at}/approval`,
      {},
      (context) => new ApproveSettlement(id, { version }, context),
    ),
    step(
      `settlements/${flagged}/upholding`,
      {
        type: 'UpholdSettlement',
        version: flagged,
        grounds: 'The counts were checked against the register.',
      },
      'version',
    ),
    step(
      `settlements/${flagged}/stand-in`,
      {
        type: 'NameSettlementStandIn',
        version: flagged,
        person: 'stand-in',
        grounds: 'Both superiors have a conflict as well.',
      },
      'version',
    ),
    command('order-state-share', 'state-share', {}, (context) => new OrderStateShare(id, {}, context)),
    step('share-payments', {
      type: 'RecordSharePayment',
      payer: owing?.payer ?? 'town',
      paidOn: today,
      reference: `TOWN-${(owing?.payments.size ?? 0) + 1}`,
      amount: { amount: owing === undefined ? 1 : owing.claimed - owing.paid, currency },
    }),
  ];
}
