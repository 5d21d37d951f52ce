import { parseArgs } from 'node:util';

/** What the command line asks for. */
export interface Arguments {
  readonly events: number;
  /** Name of the only bench to run. */
  readonly only?: string;
  /** The benches of several processes, instead of those of one. */
  readonly cluster: boolean;
  readonly json: boolean;
}

const LEAST_EVENTS = 10_000;

/** Reads the command line. @throws Error with what is wrong with it */
export function readArguments(given: readonly string[], benches: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...given],
    options: {
      events: { type: 'string', default: '1000000' },
      only: { type: 'string' },
      cluster: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const events = Number(values.events);
  if (!Number.isInteger(events) || events < LEAST_EVENTS)
    throw new Error(`--events must be a whole number of at least ${LEAST_EVENTS}`);
  const { only, cluster, json } = values;
  if (only !== undefined && !benches.includes(only))
    throw new Error(`--only must be one of ${benches.join(', ')}`);
  return { events, cluster, json, ...(only === undefined ? {} : { only }) };
}
