import { attachmentStoreContract } from '../contract-suite.js';
import { MemoryAttachmentStore } from './memory-store.js';

attachmentStoreContract('the memory', () => {
  const store = new MemoryAttachmentStore();
  return Promise.resolve({ store, files: () => store.digests.length });
});
