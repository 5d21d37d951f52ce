import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '#event-store/port.js';
import type { Actor, DomainEvent, RecordedEvent } from '#eventsourcing/event.js';
import type { PayoutOrder } from '#payouts/contract/events.js';
import { EVENT_STORE } from '#cqrs/tokens.js';
import { isErased } from '#sealing/sealed.js';
import { Unsealer } from '#sealing/unsealer.js';
import { pilotStream, type PartnerAccountProposed, type PartnerJoined } from '../../contract/events.js';
import type { SettledPilot } from './settled-pilot.js';

/** Who is paid the state's share, and who may not let that go. */
type PaidTo = Pick<PayoutOrder, 'payee' | 'accountCorrection'> & { readonly excluded: readonly string[] };

/** Who is paid the state's share of a pilot: the partner the contract names, at the account that holds for it. */
@Injectable()
export class StatePayees {
  constructor(
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readStream'>,
    private readonly unsealer: Unsealer,
  ) {}

  /**
   * The payee in clear, for the order that seals it again, at the account it joined with or the last corrected one; and
   * the persons who acted for it: whoever signed for it or proposed an account for it, also on behalf of another.
   */
  async of({ pilot, contract }: SettledPilot): Promise<PaidTo> {
    const { statePayee: organisation, terms } = contract;
    const events = await this.store.readStream(pilotStream(pilot.pilotId));
    const own = events.filter(
      ({ data }) => data['organisation'] === organisation && data['role'] === terms.statePayee,
    );
    const joinedAt = own.findLastIndex(({ type }) => type === 'PartnerJoined');
    const joined = own[joinedAt];
    if (joined === undefined) throw new Error(`${organisation} takes no part in pilot ${pilot.pilotId}`);
    const { name, account: first } = await this.opened<PartnerJoined>(joined);
    const since = own.slice(joinedAt);
    const proposals = since.filter(({ type }) => type === 'PartnerAccountProposed');
    const correction = since.findLast(({ type }) => type === 'PartnerAccountCorrected')?.data['correction'];
    const proposed = proposals.find(({ data }) => data['correction'] === correction);
    const account = proposed ? (await this.opened<PartnerAccountProposed>(proposed)).account : first;
    const signed = pilot.contract!.signatures.filter((each) => each.organisation === organisation);
    const proposers = proposals
      .filter(({ data }) => data['byPartner'] === true)
      .flatMap(({ metadata }) => personsOf(metadata.actor));
    return {
      payee: { organisation, name, ...(account === undefined || isErased(account) ? {} : { account }) },
      ...(typeof correction === 'number' ? { accountCorrection: correction } : {}),
      excluded: [...new Set([...[...signed].map(({ person }) => person), ...proposers])],
    };
  }

  private opened<Event extends DomainEvent>({ id, data }: RecordedEvent): Promise<Event['data']> {
    return this.unsealer.unseal<Event['data']>(data, { eventId: id });
  }
}

function personsOf({ subject, actedBy = [] }: Actor): readonly string[] {
  return [subject, ...actedBy];
}
