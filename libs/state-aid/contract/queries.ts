import { Query } from '@nestjs/cqrs';
import type { Position } from '#eventsourcing/event.js';
import type { Offer } from '#cqrs/offer.js';

/** Asks for every command that may be sent on the aid of a case; who may send it is not judged. */
export class OffersOnAid extends Query<readonly Offer[]> {
  constructor(
    readonly caseId: string,
    readonly after?: Position,
  ) {
    super();
  }
}
