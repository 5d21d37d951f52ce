import { runAsChild } from './child.js';
import { benchEventStoreDb, type EventStoreDbBenchOptions } from './eventstoredb.js';

runAsChild((options: EventStoreDbBenchOptions) => benchEventStoreDb(options));
