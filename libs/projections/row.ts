import type { Json } from '#eventsourcing/event.js';

/** A row in memory: every column has a value, absent ones null. */
export type Row = { readonly [column: string]: Json };
