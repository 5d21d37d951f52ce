import { CommandHandler } from '@nestjs/cqrs';
import type { Outcome } from '#eventsourcing/command.js';
import type { Money } from '#money/money.js';
import { organisationOf } from '#access/organisation.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { TakesSteps, type Sent, type Steps } from '#cqrs/steps.js';
import { ReferenceDigests } from '#sealing/reference-digests.js';
import { MAY } from '../../access.js';
import type { SettlementEvent } from '../../contract/events.js';
import { idsOfShare } from '../../domain/settlement/money.js';
import type { SettlementCommand } from '../../domain/settlement/settlement.js';
import type { Settlement } from '../../domain/settlement/state.js';
import { lastVersion, SettledPilots } from './settled-pilot.js';
import { Settlements } from './settlements.js';

interface Sources {
  readonly settled: SettledPilots;
  readonly settlements: Settlements;
  readonly references: ReferenceDigests;
}

interface SharePayment {
  readonly payer: string;
  readonly amount: Money;
  readonly paidOn: string;
  readonly reference: string;
}

interface Carried {
  /** What gives rise to it: its payout or recovery gets its id from that, so that there is one of it. */
  readonly cause: string | number;
  readonly budgetYear: number;
}

/** What persons and processes do to the settlement of a pilot that needs no other stream but to read it. */
const STEPS = {
  CalculateSettlement: {
    may: MAY['pilot.calculate-settlement'],
    command: async (
      { final = false }: { readonly final?: boolean | undefined },
      { id, person },
      { settled },
    ) => {
      const pilot = await settled.known(id, { final });
      const { contract, contractDigest, measurements, basis, open, acrossEnd } = pilot;
      return { pilotId: id, final, contract, contractDigest, measurements, basis, open, acrossEnd, person };
    },
  },
  ReviewSettlement: {
    may: MAY['pilot.review-settlement'],
    facts: async ({ id, person }, { settled, settlements }) => {
      const about = lastVersion(await settlements.find(id));
      return { basis: (await settled.known(id, about)).basis, person };
    },
  },
  ReturnSettlement: {
    may: MAY['pilot.return-settlement'],
    facts: ({ actor, person }) => ({ directorate: organisationOf(actor), person }),
  },
  CarryOutStateShare: {
    follows: 'a settlement, or a payout that was cancelled',
    command: async ({ cause, budgetYear }: Carried, { id }, { settled }) => {
      const { currency } = (await settled.known(id)).pilot;
      return { ...idsOfShare(id, cause), currency, budgetYear, asked: false };
    },
  },
  FlagSettlement: {
    follows: 'a conflict of interest',
    facts: async ({ id }, { settled }) => ({ measuredBy: (await settled.known(id)).measuredBy }),
  },
  UpholdSettlement: {
    may: MAY['pilot.review-flagged'],
    facts: async ({ id, actor, person }, { settled }) => {
      const { measuredBy } = await settled.known(id);
      return { person, superior: actor.roles.includes('superior'), measuredBy };
    },
  },
  NameSettlementStandIn: {
    may: MAY['pilot.name-stand-in'],
    facts: async ({ id, person }, { settled }) => {
      const { measuredBy } = await settled.known(id);
      return { namedBy: person, measuredBy };
    },
  },
  WithholdStateShare: { follows: 'a payout' },
  AbandonProvision: { follows: 'the passing of time' },
  WithdrawReclaim: { follows: 'a recovery' },
  WaiveOverpayment: { follows: 'a recovery' },
  RecordSharePayment: {
    may: MAY['pilot.record-share-payment'],
    command: async (
      { amount: money, ...payment }: SharePayment,
      { id, person, today },
      { settled, references },
    ) => {
      const { currency: pilotCurrency } = (await settled.known(id)).pilot;
      const referenceDigest = await references.of(`share ${id} ${payment.payer}`, payment.reference);
      return { ...payment, ...money, referenceDigest, pilotCurrency, person, today };
    },
  },
} as const satisfies Steps<Settlement, SettlementCommand, Sources>;

/** A step on the settlement of the pilot `id`. */
export class TakeSettlementStep extends ResourceCommand<Sent<SettlementCommand, typeof STEPS>> {}

/** Takes the steps on settlements. */
@CommandHandler(TakeSettlementStep)
export class SettlementSteps extends TakesSteps<Settlement, SettlementCommand, SettlementEvent, Sources> {
  constructor(
    settlements: Settlements,
    private readonly settled: SettledPilots,
    references: ReferenceDigests,
  ) {
    super(settlements, STEPS, { settled, settlements, references });
  }

  /** What a person asks for is known once they may ask, and the pilot has a contract to settle by. */
  override async execute(taken: TakeSettlementStep): Promise<Outcome> {
    const step = STEPS[taken.content.type];
    const found = 'may' in step && (await this.settled.find(taken.id, step.may, taken.context.actor));
    return found && 'refusal' in found ? found : super.execute(taken);
  }
}
