import { monitorEventLoopDelay } from 'node:perf_hooks';
import { startStandalone, type Standalone } from '#composition/standalone.js';
import { newId } from '#eventsourcing/ids.js';
import { streams } from '#grants/contract/events.js';
import { ShiftedClock } from '#hosting/clock.js';
import { readConfig, type Config } from '#hosting/config.js';
import { createHttpApp } from '#http/app.js';
import { DevIssuer } from '#access/identity/dev-issuer.js';
import { openIdentity } from '#access/identity/open-identity.js';
import { createLogger } from '#hosting/logging.js';
import type { ReadModels } from '#projections/read-models.js';
import { inChild } from '../children.js';
import { runAsChild } from '../child.js';
import { BareModule, type Sample } from './bare.module.js';
import { caughtUp, settleProcesses } from './caught-up.js';
import type { LoadInput, LoadOutput } from './load.child.js';
import { makeDrafts, openCall, type WaitingDraft } from './set-up.js';

/** What to measure on which data. */
export interface ServerInput {
  readonly folder: string;
  readonly connections: number;
  /** Submissions, and bare appends, per round. */
  readonly perRound: number;
  readonly rounds: number;
  /** Submissions during which the event loop is watched and a rebuild runs. */
  readonly watched: number;
}

/** A load as the client saw it, and what it cost the thread of HTTP. */
export interface Measured extends LoadOutput {
  /** Processor time, microseconds per command. */
  readonly threadMicros: number;
}

/** What was measured. */
export interface ServerOutput {
  readonly rounds: readonly { readonly submit: Measured; readonly bare: Measured }[];
  readonly watched: {
    readonly load: LoadOutput;
    /** Milliseconds the event loop came late, over the interval of the looks themselves. */
    readonly delayP50: number;
    readonly delayP99: number;
    readonly delayMax: number;
    readonly looks: number;
    /** Rebuilds begun meanwhile, the last one cut off by the end. */
    readonly rebuilds: number;
  };
}

const LOOK_EVERY_MS = 10;
const NANOSECONDS = 1e6;

/** The whole server on its embedded stores, put under load from another process. */
runAsChild(async (input: ServerInput, tell): Promise<ServerOutput> => {
  const { folder, perRound, rounds, watched } = input;
  await settleProcesses(folder);
  const config = readConfig({ TILSAGN_DATA: folder, TILSAGN_PORT: '0', TILSAGN_LOG_LEVEL: 'warn' });
  const standalone = await startStandalone(config, createLogger('warn'));
  const url = await standalone.listen();
  await openCall(standalone.commands);
  const needed = 1 + perRound * (rounds + 1) + watched;
  const drafts = await makeDrafts(standalone.commands, await DevIssuer.open(folder), needed);
  await caughtUp(standalone);
  const take = (count: number) => drafts.splice(0, count);
  const [example] = take(1) as [WaitingDraft];
  await load(input, url, 'applications', [example]);
  const bare = await startBare(standalone, config, await leftBy(standalone, example));

  const measure = async () => {
    const submit = await load(input, url, 'applications', take(perRound));
    await caughtUp(standalone);
    const appends = await load(input, bare.url, 'bare', someLike(drafts, perRound));
    await caughtUp(standalone);
    return { submit, bare: appends };
  };
  await measure(); // both paths warm, the compiler at rest
  const measured: ServerOutput['rounds'][number][] = [];
  for (let round = 0; round < rounds; round++) {
    measured.push(await measure());
    tell((round + 1) / (rounds + 1));
  }
  const output = { rounds: measured, watched: await watch(input, standalone, url, take(watched)) };
  await bare.close();
  await standalone.close();
  return output;
});

async function load(
  { connections }: ServerInput,
  url: string,
  route: string,
  drafts: readonly WaitingDraft[],
): Promise<Measured> {
  const requests = drafts.map(({ id, token }) => ({
    path: `/v1/${route}/${id}/submission`,
    token,
    command: { key: id, content: '{}' },
  }));
  const input: LoadInput = { url, connections, requests };
  const before = process.threadCpuUsage();
  const output = await inChild<LoadOutput>('./http/load.child.js', input);
  const { user, system } = process.threadCpuUsage(before);
  return { ...output, threadMicros: (user + system) / drafts.length };
}

/** An event as a submission leaves it, so that projector and process managers have the same to do after both commands. */
async function leftBy({ stores }: Standalone, { id }: WaitingDraft): Promise<Sample> {
  const [submitted] = await stores.log.readStream(streams.application(id));
  const { type, schemaVersion, data } = submitted!;
  return { type, schemaVersion, data };
}

/** As many bare appends as submissions, by the same people to streams of their own. */
function someLike(drafts: readonly WaitingDraft[], count: number): WaitingDraft[] {
  return Array.from({ length: count }, (_, index) => ({
    id: newId(),
    token: drafts[index % drafts.length]!.token,
  }));
}

/** Serves the bare route beside the application, over the same log and in the same thread. */
async function startBare(
  { stores: { log, keys } }: Standalone,
  config: Config,
  sample: Sample,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const logger = createLogger('warn');
  const { tokens } = await openIdentity(config, logger, { words: keys });
  const app = await createHttpApp(BareModule.over(log, sample), {
    logger,
    clock: new ShiftedClock(),
    tokens,
    commandKey: await keys.secret('command-hash'),
    compare: (a, b) => log.compare(a, b),
  });
  await app.listen({ port: 0, host: config.host });
  return { url: await app.getUrl(), close: () => app.close() };
}

/** Watches this thread's event loop while submissions come in and all read models are rebuilt. */
async function watch(
  input: ServerInput,
  { readModels }: Standalone,
  url: string,
  drafts: readonly WaitingDraft[],
): Promise<ServerOutput['watched']> {
  const delays = monitorEventLoopDelay({ resolution: LOOK_EVERY_MS });
  let over = false;
  const rebuilding = rebuildWhile(readModels, () => !over);
  delays.enable();
  const done = await load(input, url, 'applications', drafts);
  delays.disable();
  over = true;
  const rebuilds = await rebuilding;
  const late = (nanoseconds: number) => Math.max(0, nanoseconds / NANOSECONDS - LOOK_EVERY_MS);
  return {
    load: done,
    delayP50: late(delays.percentile(50)),
    delayP99: late(delays.percentile(99)),
    delayMax: late(delays.max),
    looks: delays.count,
    rebuilds,
  };
}

async function rebuildWhile(readModels: ReadModels, wanted: () => boolean): Promise<number> {
  let begun = 0;
  for (; wanted(); begun++) await readModels.rebuild('all');
  return begun;
}
