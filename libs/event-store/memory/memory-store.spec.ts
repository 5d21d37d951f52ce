import { eventStoreContract } from '../contract-suite.js';
import { openMemoryStore } from './memory-store.js';

eventStoreContract('the log in memory', async () => {
  const store = openMemoryStore();
  return { store, close: () => store.close() };
});
