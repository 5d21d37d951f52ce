import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '#event-store/port.js';
import type { Actor, DomainEvent, RecordedEvent } from '#eventsourcing/event.js';
import type { Payee, PayoutOrder } from '#payouts/contract/events.js';
import { EVENT_STORE } from '#cqrs/tokens.js';
import { isErased } from '#sealing/sealed.js';
import { Unsealer } from '#sealing/unsealer.js';
import {
  streams,
  type AccountCorrectionProposed,
  type Applicant,
  type ApplicationSubmitted,
} from '../../contract/events.js';
import { PRIVATE_PERSON } from '../../domain/application/private-person.js';

/** Who is paid for a case, and who may not let that go. */
type PaidTo = Pick<PayoutOrder, 'payee' | 'personRef' | 'accountCorrection'> & {
  readonly excluded: readonly string[];
};

/** Who is paid for a case: the applicant as it applied, at the account that holds for the award. */
@Injectable()
export class Payees {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly unsealer: Unsealer,
  ) {}

  /**
   * The payee in clear, for the order that seals it again, at the account of the last correction that was approved; and
   * the persons who acted for it: whoever submitted the application, accepted the grant or proposed an account for the
   * recipient, also on behalf of another. @throws Error when there is no such application
   */
  async of(caseId: string): Promise<PaidTo> {
    const [submitted] = await this.store.readStream(streams.application(caseId), { limit: 1 });
    if (!submitted) throw new Error(`there is no application ${caseId}`);
    const { applicant, submittedBy, arrival } = await this.opened<ApplicationSubmitted>(submitted);
    const award = await this.store.readStream(streams.award(caseId));
    const correction = award.findLast(({ type }) => type === 'AccountCorrected')?.data['correction'];
    const proposals = award.filter(({ type }) => type === 'AccountCorrectionProposed');
    const proposed = proposals.find(({ data }) => data['correction'] === correction);
    const { account } = proposed ? await this.opened<AccountCorrectionProposed>(proposed) : applicant;
    const acting = award.filter(({ type, data }) => type === 'AwardAccepted' || data['byRecipient'] === true);
    const { subject, actedBy = [] } = submitted.metadata.actor;
    const persons = [
      // Whoever registered what the applicant sent did not act for it.
      ...(arrival ? [] : [submittedBy ?? subject, ...actedBy]),
      ...acting.flatMap(({ metadata }) => personsOf(metadata.actor)),
    ];
    return {
      payee: { ...namedAs(applicant), ...(isErased(account) ? {} : { account }) },
      ...refOf(applicant),
      ...(typeof correction === 'number' ? { accountCorrection: correction } : {}),
      excluded: [...new Set(persons)],
    };
  }

  private opened<Event extends DomainEvent>({ id, data }: RecordedEvent): Promise<Event['data']> {
    return this.unsealer.unseal<Event['data']>(data, { eventId: id });
  }
}

/** A private person is who is paid, by a name that is sealed; an organisation's contact person is not. */
function namedAs({ organisation, name, contactPerson }: Applicant): Payee {
  const isPerson = name === PRIVATE_PERSON && contactPerson !== undefined && !isErased(contactPerson);
  return { organisation, name, ...(isPerson ? { person: contactPerson } : {}) };
}

/** Whoever is erased with their own key is named no more by their payouts. */
function refOf({ name, personRef }: Applicant): Pick<PayoutOrder, 'personRef'> {
  return name === PRIVATE_PERSON && personRef !== undefined ? { personRef } : {};
}

function personsOf({ subject, actedBy = [] }: Actor): readonly string[] {
  return [subject, ...actedBy];
}
