import { Global, Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { FundedSchemes } from '#budget/contract/funded-schemes.js';
import { SealedAttachments } from '#attachments/sealed/sealed-attachments.js';
import type { EventStore } from '#event-store/port.js';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { Receipts } from '#eventsourcing/receipts.js';
import type { AttachmentRegister } from '#grants/application/attachments/attachment-register.js';
import type { DraftStore } from '#grants/application/drafts/draft-store.js';
import type { Clock } from '#hosting/clock.js';
import { ImpartialityRecords } from '#impartiality/official-steps.js';
import {
  ATTACHMENT_REGISTER,
  CLOCK,
  DRAFT_STORE,
  EVENT_STORE,
  KEY_STORE,
  PEOPLE_STORE,
  READ_MODELS,
  RECEIPTS,
  TIMERS,
} from '#cqrs/tokens.js';
import type { PeopleStore } from '#people/people-store.js';
import type { Timers } from '#processes/timers.js';
import type { ReadModels } from '#projections/read-models.js';
import type { KeyStore } from '#sealing/key-store.js';
import { ReferenceDigests } from '#sealing/reference-digests.js';
import { Unsealer } from '#sealing/unsealer.js';
import { SchemesOfGrants } from './schemes-of-grants.js';

/** Everything the contexts need from outside; which adapter stands behind each is the composition's choice. */
export interface Infrastructure {
  readonly store: EventStore;
  readonly readModels: ReadModels;
  readonly keys: KeyStore;
  readonly drafts: DraftStore;
  readonly people: PeopleStore;
  readonly attachments: SealedAttachments;
  readonly attachmentRegister: AttachmentRegister;
  readonly receipts: Receipts;
  readonly timers: Timers;
  readonly clock: Clock;
  readonly handling: CommandHandling;
  readonly unsealer: Unsealer;
}

/** Hands the infrastructure to every module. */
@Global()
@Module({})
export class InfrastructureModule {
  /** The module over an infrastructure that is open. */
  static over(infrastructure: Infrastructure): DynamicModule {
    const {
      store,
      readModels,
      keys,
      drafts,
      people,
      attachments,
      attachmentRegister,
      receipts,
      timers,
      clock,
      handling,
      unsealer,
    } = infrastructure;
    const providers = [
      { provide: EVENT_STORE, useValue: store },
      { provide: READ_MODELS, useValue: readModels },
      { provide: KEY_STORE, useValue: keys },
      { provide: DRAFT_STORE, useValue: drafts },
      { provide: PEOPLE_STORE, useValue: people },
      { provide: SealedAttachments, useValue: attachments },
      { provide: ATTACHMENT_REGISTER, useValue: attachmentRegister },
      { provide: RECEIPTS, useValue: receipts },
      { provide: TIMERS, useValue: timers },
      { provide: CLOCK, useValue: clock },
      { provide: CommandHandling, useValue: handling },
      { provide: ImpartialityRecords, useValue: handling.impartiality },
      { provide: Unsealer, useValue: unsealer },
      { provide: ReferenceDigests, useValue: new ReferenceDigests(keys) },
      { provide: FundedSchemes, useClass: SchemesOfGrants },
    ];
    return {
      module: InfrastructureModule,
      imports: [CqrsModule.forRoot()],
      providers,
      exports: [...providers.map(({ provide }) => provide), CqrsModule],
    };
  }
}
