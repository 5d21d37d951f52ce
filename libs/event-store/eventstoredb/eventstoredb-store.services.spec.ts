import { afterAll, beforeAll } from '@jest/globals';
import { eventStoreContract } from '../contract-suite.js';
import type { EventStore } from '../port.js';
import { openEventStoreDb } from './eventstoredb-store.js';
import { newLogName, testServer, type TestServer } from './testing/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(async () => {
  await server.close();
});

const now = () => new Date().toISOString();

eventStoreContract('the log in EventStoreDB', async () => {
  const log = newLogName();
  const opened: EventStore[] = [];
  const open = async () => {
    const store = await openEventStoreDb({ connection: server.connection, log, now });
    opened.push(store);
    return store;
  };
  const store = await open();
  return {
    store,
    beside: open,
    async close() {
      await Promise.all(opened.map((one) => one.close()));
    },
    async reopen() {
      await store.close();
      return open();
    },
  };
});
