import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '#event-store/port.js';
import type { Payee } from '#payouts/contract/events.js';
import { EVENT_STORE } from '#cqrs/tokens.js';
import { isErased } from '#sealing/sealed.js';
import { Unsealer } from '#sealing/unsealer.js';
import { streams, type ApplicationSubmitted } from '../../contract/events.js';

/** Who is paid for a case: the applicant as it applied. */
@Injectable()
export class Payees {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly unsealer: Unsealer,
  ) {}

  /**
   * The payee in clear, for the order that seals it again, and the persons who acted for it: whoever submitted the
   * application and whoever accepted the grant, also on behalf of another. @throws Error when there is no such application
   */
  async of(caseId: string): Promise<{ readonly payee: Payee; readonly excluded: readonly string[] }> {
    const [submitted] = await this.store.readStream(streams.application(caseId), { limit: 1 });
    if (!submitted) throw new Error(`there is no application ${caseId}`);
    const { applicant, submittedBy } = await this.unsealer.unseal<ApplicationSubmitted['data']>(
      submitted.data,
      {
        eventId: submitted.id,
      },
    );
    const { organisation, name, account } = applicant;
    const [accepted] = await this.store.readStream(streams.award(caseId), { limit: 1 });
    const { subject, actedBy = [] } = submitted.metadata.actor;
    const accepting = accepted?.metadata.actor;
    const persons = [submittedBy ?? subject, ...actedBy, accepting?.subject, ...(accepting?.actedBy ?? [])];
    return {
      payee: { organisation, name, ...(isErased(account) ? {} : { account }) },
      excluded: [...new Set(persons.filter((person) => person !== undefined))],
    };
  }
}
