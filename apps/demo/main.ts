import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAdmin } from '#apps/standalone/admin.js';
import { startStandalone, type Standalone } from '#apps/standalone/standalone.js';
import { UnreadableFile } from '#giving/unusable.js';
import { ConfigError, readConfig, type Config } from '#platform/config.js';
import { FolderBusy } from '#platform/data-folder.js';
import { createLogger, type Logger } from '#platform/logging.js';
import { Interrupted, readArguments, USAGE, WrongUsage, type DemoArguments } from './arguments.js';
import { land } from './landing.js';
import { printReport } from './report.js';
import { resultsOf } from './results.js';
import { mustExist, runScenario, SCENARIO_STARTS, scenarioText } from './scenario/run.js';
import { bindFolder, openSource, type Source } from './source.js';
import { surveyOf, type Survey } from './survey.js';

const ALL_LANDED = 0;
const FAILED = 1;
const WRONG = 2;
const SOME_REFUSED = 3;

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  const expected =
    error instanceof WrongUsage || error instanceof ConfigError || error instanceof UnreadableFile;
  const known = expected || error instanceof FolderBusy || error instanceof Interrupted;
  process.stderr.write(`${known ? error.message : String(error)}\n`);
  return expected ? WRONG : FAILED;
});

async function main(argv: readonly string[]): Promise<number> {
  const asked = readArguments(argv);
  if (asked.help) {
    process.stdout.write(`${USAGE}\n`);
    return ALL_LANDED;
  }
  if (asked.scenario !== undefined) {
    if (asked.from !== undefined) throw new WrongUsage('--from and --scenario exclude each other');
    mustExist(asked.scenario);
  }
  const source = asked.scenario === undefined ? await openSource(asked.from) : undefined;
  // Read to its end before anything is written: a file that breaks off lands nothing.
  const survey = source && (await surveyOf(source.records()));
  const { config, temporary } = await configOf(asked);
  try {
    if (source) await bindFolder(config.data, source);
    else if (existsSync(join(config.data, 'log.sqlite')))
      throw new WrongUsage(`${config.data} holds data already: a scenario begins on an empty folder`);
    const logger = createLogger(config.logLevel);
    const standalone = await startStandalone(config, logger);
    const closers = [() => standalone.close()];
    try {
      const admin = await openAdmin(standalone, logger);
      closers.push(() => admin.close());
      return await (source && survey
        ? run(asked, source, survey, standalone, logger)
        : playScenario(asked, asked.scenario!, standalone, logger));
    } finally {
      for (const close of closers.toReversed()) await close();
    }
  } finally {
    if (temporary) await rm(config.data, { recursive: true, force: true });
  }
}

async function run(
  asked: DemoArguments,
  { records }: Source,
  survey: Survey,
  standalone: Standalone,
  logger: Logger,
): Promise<number> {
  const interrupted = signalled();
  const landing = await land(records(), survey, standalone, interrupted);
  const { refusals } = landing;
  const { stores, readModels } = standalone;
  const results = await resultsOf({ ...survey, refusals }, stores.log, readModels);
  if (asked.json) process.stdout.write(`${JSON.stringify(results)}\n`);
  else await printReport(results, landing, standalone);
  if (asked.serve) await serve(asked, standalone, interrupted);
  logger.flush();
  return refusals.length > 0 ? SOME_REFUSED : ALL_LANDED;
}

/** Plays a scenario and says how its cases ended. */
async function playScenario(
  asked: DemoArguments,
  scenario: string,
  standalone: Standalone,
  logger: Logger,
): Promise<number> {
  const interrupted = signalled();
  const result = await runScenario(scenario, standalone, standalone.folder.path, (date) => {
    if (interrupted.aborted) throw new Interrupted('interrupted; a scenario begins anew');
    process.stderr.write(`${scenario}: ${date}\n`);
  });
  process.stdout.write(`${asked.json ? JSON.stringify(result) : scenarioText(result)}\n`);
  if (asked.serve) await serve(asked, standalone, interrupted);
  logger.flush();
  return ALL_LANDED;
}

/** Answers HTTP until a signal comes. */
async function serve(
  { json }: DemoArguments,
  standalone: Standalone,
  interrupted: AbortSignal,
): Promise<void> {
  const url = await standalone.listen();
  // With --json, stdout is one document and nothing else.
  (json ? process.stderr : process.stdout).write(`ready ${url}\n`);
  if (interrupted.aborted) return;
  await new Promise((resolve) => {
    interrupted.addEventListener('abort', resolve, { once: true });
  });
}

function signalled(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => controller.abort());
  return controller.signal;
}

/** The demo is quiet unless asked: its own words are the progress and the report. */
async function configOf({ data, scenario }: DemoArguments): Promise<{ config: Config; temporary: boolean }> {
  const start = scenario === undefined ? {} : { TILSAGN_NOW: SCENARIO_STARTS };
  const env = { TILSAGN_LOG_LEVEL: 'warn', ...start, ...process.env };
  const named = data ?? process.env['TILSAGN_DATA'];
  if (named) return { config: readConfig({ ...env, TILSAGN_DATA: named }), temporary: false };
  const folder = await mkdtemp(join(tmpdir(), 'tilsagn-demo-'));
  return { config: readConfig({ ...env, TILSAGN_DATA: folder }), temporary: true };
}
