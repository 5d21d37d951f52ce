import { ATTACHMENTS_STORE } from '#attachments/folder/folder-store.js';
import type { DurableStore } from '#backup/durable-store.js';
import { LOG_STORE } from '#event-store/sqlite/log-file.js';
import { ATTACHMENT_REGISTER_STORE } from '#grants/application/attachments/sqlite/attachment-register.js';
import { DRAFTS_STORE } from '#grants/application/drafts/sqlite/draft-store.js';
import { PEOPLE_STORE } from '#people/sqlite/people-store.js';
import { PROCESS_STORE } from '#processes/sqlite/process-file.js';
import { KEYS_STORE } from '#sealing/sqlite/key-store.js';

/**
 * Every durable store of a data folder, in the order in which a backup takes their moments: what refers to something
 * before what it refers to. Checkpoints then never lie beyond the log, a draft is there until its submission is, and
 * the key of everything that is sealed is there, because it was durable before anything was sealed with it.
 */
export const DURABLE_STORES: readonly DurableStore[] = [
  PROCESS_STORE,
  ATTACHMENT_REGISTER_STORE,
  DRAFTS_STORE,
  PEOPLE_STORE,
  LOG_STORE,
  KEYS_STORE,
  ATTACHMENTS_STORE,
];

/** What else lies in a data folder: it is made again when it is missing, and in no backup. */
export const PASSING =
  /^(?:lock(?:\..+)?|open(?:\..+)?|admin\.sock|dev-issuer\.json(?:\..+)?|dev-login\.key(?:\..+)?|demo\.json|read-models|lost\+found)$/;
