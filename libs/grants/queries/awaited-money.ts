import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '#event-store/port.js';
import { EVENT_STORE } from '#cqrs/tokens.js';
import { fold } from '#eventsourcing/decider.js';
import { formatMoney } from '#money/format.js';
import { streams, type AppropriationAwaited, type AwardEvent } from '../contract/events.js';
import { award } from '../domain/award/award.js';
import { keyOf, type Awaited } from '../domain/award/awaited.js';
import { wasAccepted } from '../domain/award/state.js';
import { Schemes } from '../application/schemes/schemes.js';

/** Something that was decided and waits for money. */
export interface AwaitedMoneyView extends Pick<AppropriationAwaited['data'], 'limit' | 'year' | 'missing'> {
  /** The appeal that was won; of none, what was repaid is to be paid again. */
  readonly appealId?: string;
  readonly budgetChapter: string;
  readonly budgetPost: string;
  readonly inWords: string;
}

/** What waits for money in the award of a case, read from its stream. */
@Injectable()
export class AwaitedMoney {
  constructor(
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readStream'>,
    private readonly schemes: Schemes,
  ) {}

  async of(caseId: string): Promise<{ readonly awaitsMoney?: readonly AwaitedMoneyView[] }> {
    const events = (await this.store.readStream(streams.award(caseId))) as unknown as AwardEvent[];
    if (!events.some(({ type }) => type === 'AppropriationAwaited')) return {};
    const state = fold(award, events);
    if (!wasAccepted(state) || !state.awaiting || state.awaiting.length === 0) return {};
    const scheme = await this.schemes.find(state.terms.schemeId);
    const { budgetChapter, budgetPost } = scheme.status === 'none' ? NOWHERE : scheme;
    const awaitsMoney = state.awaiting.map((waiting) => {
      const { appealId } = waiting;
      const said = events.findLast(
        (event): event is AppropriationAwaited =>
          event.type === 'AppropriationAwaited' && keyOf(asAwaited(event)) === keyOf(waiting),
      )!.data;
      const { limit, year, missing } = said;
      const where = { limit, year, missing, budgetChapter, budgetPost };
      return { ...(appealId === undefined ? {} : { appealId }), ...where, inWords: inWords(said, where) };
    });
    return { awaitsMoney };
  }
}

const NOWHERE = { budgetChapter: '', budgetPost: '' };

/** What waits, how much is missing, and where. */
function inWords(
  { appealId, revocation, amendment }: AppropriationAwaited['data'],
  { limit, year, missing, budgetChapter, budgetPost }: Omit<AwaitedMoneyView, 'inWords'>,
): string {
  const undone = amendment === undefined ? 'revocation' : 'amendment';
  let what = 'What was repaid is to be paid again';
  if (appealId !== undefined)
    what = `An appeal was won, and the grant is in force again as it was before the ${undone}`;
  else if (revocation !== undefined || amendment !== undefined)
    what = `The grant is in force again as it was before the ${undone}, which is undone`;
  const of = limit === 'appropriation' ? 'appropriation' : 'commitment authority';
  return `${what}, as soon as there is money for it: ${formatMoney(missing)} is missing in the ${of} of ${year} (chapter ${budgetChapter} post ${budgetPost})`;
}

function asAwaited({ data }: AppropriationAwaited): Awaited {
  const { appealId, revocation, amendment } = data;
  return { appealId, revocation, amendment };
}
