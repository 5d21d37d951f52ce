import type { FirstWords } from '#access/identity/persons/settled-issuers.js';
import type { AttachmentStore } from '#attachments/store.js';
import type { EventStore } from '#event-store/port.js';
import type { Receipts } from '#eventsourcing/receipts.js';
import type { AttachmentRegister } from '#grants/application/attachments/attachment-register.js';
import type { DraftStore } from '#grants/application/drafts/draft-store.js';
import type { PeopleStore } from '#people/people-store.js';
import type { CheckpointStore } from '#processes/checkpoints.js';
import type { ParkedStore } from '#processes/parked.js';
import type { TimerStore } from '#processes/timers.js';
import type { KeyStore } from '#sealing/key-store.js';
import type { Sealer } from '#sealing/sealer.js';
import type { Unsealer } from '#sealing/unsealer.js';

/** All that must last, open, wherever it lies. */
export interface Stores {
  readonly log: EventStore;
  readonly keys: KeyStore & FirstWords;
  readonly drafts: DraftStore & { readonly receipts: Receipts };
  readonly people: PeopleStore;
  readonly attachments: AttachmentStore;
  readonly attachmentRegister: AttachmentRegister;
  readonly processes: {
    readonly checkpoints: CheckpointStore;
    readonly parked: ParkedStore;
    readonly timers: TimerStore;
  };
  readonly sealer: Sealer;
  readonly unsealer: Unsealer;
  /** Those that must take writes for requests to be served, by the names an operator is told. */
  readonly durable: Readonly<Record<string, { available(): Promise<boolean> }>>;
  /** Closes them in the order that loses nothing. */
  close(): Promise<void>;
}
