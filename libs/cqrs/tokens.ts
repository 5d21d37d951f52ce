/** What the contexts ask the composition for, by name; classes stand for themselves. */
export const EVENT_STORE = Symbol('EventStore');
/** The read models (libs/projections). */
export const READ_MODELS = Symbol('ReadModels');
/** The keys that seal personal data. */
export const KEY_STORE = Symbol('KeyStore');
/** The clock. */
export const CLOCK = Symbol('Clock');
/** The store of application drafts. */
export const DRAFT_STORE = Symbol('DraftStore');
/** What commands without events answered. */
export const RECEIPTS = Symbol('Receipts');
/** Timers of process managers. */
export const TIMERS = Symbol('Timers');
/** What is known of attachments beside their bytes. */
export const ATTACHMENT_REGISTER = Symbol('AttachmentRegister');
/** The store of the directory of people. */
export const PEOPLE_STORE = Symbol('PeopleStore');
