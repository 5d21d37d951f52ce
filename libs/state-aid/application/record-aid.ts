import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Outcome } from '#eventsourcing/command.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import { RecordAid } from '../contract/commands.js';
import type { StateAidDeclaration } from '../contract/declaration.js';
import type { RateUsed } from '../contract/events.js';
import type { RatedDeclaration } from '../domain/register.js';
import { StateAid } from './aid.js';
import { ExchangeRates } from './exchange-rates.js';

/** Every amount is converted at the rate of its own day of granting. */
@CommandHandler(RecordAid)
export class RecordAidHandler implements ICommandHandler<RecordAid> {
  constructor(
    private readonly aid: StateAid,
    private readonly rates: ExchangeRates,
  ) {}

  async execute({ id, content, context }: RecordAid): Promise<Outcome> {
    const { declaration, amount, grantedOn } = content;
    const rate = await this.rates.on(amount.currency, grantedOn);
    if ('refused' in rate) return { ok: false, refusal: rate.refused };
    const rated = declaration && (await this.rated(declaration));
    if (rated && 'refused' in rated) return { ok: false, refusal: rated.refused };
    const command = { ...content, type: 'RecordAid', aidId: id, rate, declaration: rated } as const;
    return this.aid.follow(id, command, context);
  }

  private async rated({
    group,
    otherAid,
  }: StateAidDeclaration): Promise<RatedDeclaration | { readonly refused: Refusal }> {
    const rated: ((typeof otherAid)[number] & { readonly rate: RateUsed })[] = [];
    for (const aid of otherAid) {
      const rate = await this.rates.on(aid.amount.currency, aid.grantedOn);
      if ('refused' in rate) return rate;
      rated.push({ ...aid, rate });
    }
    return { group, otherAid: rated };
  }
}
