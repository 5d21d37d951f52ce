import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '#event-store/port.js';
import type { Payee } from '#payouts/contract/events.js';
import { EVENT_STORE } from '#cqrs/tokens.js';
import { isErased } from '#sealing/sealed.js';
import { Unsealer } from '#sealing/unsealer.js';
import { pilotStream, type PartnerJoined } from '../../contract/events.js';
import type { SettledPilot } from './settled-pilot.js';

/** Who is paid the state's share of a pilot: the partner the contract names, with the account it joined with. */
@Injectable()
export class StatePayees {
  constructor(
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readStream'>,
    private readonly unsealer: Unsealer,
  ) {}

  /** The payee in clear, for the order that seals it again, and the persons who signed for it. */
  async of({
    pilot,
    contract,
  }: SettledPilot): Promise<{ readonly payee: Payee; readonly excluded: readonly string[] }> {
    const { statePayee: organisation, terms } = contract;
    const events = await this.store.readStream(pilotStream(pilot.pilotId));
    const joined = events.findLast(({ type, data }) => {
      if (type !== 'PartnerJoined') return false;
      const partner = data as unknown as PartnerJoined['data'];
      return partner.organisation === organisation && partner.role === terms.statePayee;
    });
    if (joined === undefined) throw new Error(`${organisation} takes no part in pilot ${pilot.pilotId}`);
    const { name, account } = await this.unsealer.unseal<PartnerJoined['data']>(joined.data, {
      eventId: joined.id,
    });
    const signed = pilot.contract!.signatures.filter((each) => each.organisation === organisation);
    return {
      payee: { organisation, name, ...(account === undefined || isErased(account) ? {} : { account }) },
      excluded: [...signed].map(({ person }) => person),
    };
  }
}
