import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dateInOslo } from '#calendar/oslo.js';
import { forTheOperator } from '#composition/for-the-operator.js';
import { sayLogin } from '#composition/http/dev-login.js';
import type { Standalone } from '#composition/standalone.js';
import { type System, withSystem } from '#composition/with-system.js';
import type { GivingFile } from '#giving/giving-file.js';
import { UnreadableFile } from '#giving/unusable.js';
import { ConfigError, readConfig, type Config } from '#hosting/config.js';
import { createLogger, type Logger } from '#hosting/logging.js';
import { onStorage } from '#hosting/storage.js';
import { interruption } from '#terminal/interruption.js';
import { forgiveClosedPipe, print, say } from '#terminal/output.js';
import { placeOf, progressOf } from '#terminal/progress.js';
import { versionOf } from '#hosting/version.js';
import { Interrupted, readArguments, USAGE, WrongUsage, type DemoArguments } from './arguments.js';
import { OF_THE_DEMO } from '#importing/assumptions.js';
import { importGrants } from '#importing/import-grants.js';
import { gatewayLines, throughGateways } from './gateways/run.js';
import { printReport } from './report.js';
import { resultsOf } from './results.js';
import { mustExist, runScenario, SCENARIO_STARTS, scenarioText } from './scenario/run.js';
import { bindFolder, openSource } from './source.js';
import { surveyOf, type Survey } from '#importing/survey.js';

const ALL_LANDED = 0;
const FAILED = 1;
const WRONG = 2;
const SOME_REFUSED = 3;

const interrupted = interruption();

/** Carries out a command line; answers the exit code. What goes wrong is said in a line, and ends the process. */
export async function run(argv: readonly string[]): Promise<number> {
  forgiveClosedPipe();
  try {
    return await carriedOut(argv);
  } catch (error) {
    const wrong = [WrongUsage, ConfigError, UnreadableFile].some((each) => error instanceof each);
    const inALine = wrong || error instanceof Interrupted;
    say(inALine ? (error as Error).message : (forTheOperator(error) ?? String(error)));
    // What could not be closed must not keep it from ending.
    process.exit(wrong ? WRONG : FAILED);
  }
}

async function carriedOut(argv: readonly string[]): Promise<number> {
  const asked = readArguments(argv);
  if (asked.help) {
    print(USAGE);
    return ALL_LANDED;
  }
  if (asked.version) {
    print(versionOf());
    return ALL_LANDED;
  }
  if (asked.scenario !== undefined) {
    for (const other of ['from', 'gateways'] as const)
      if (asked[other] !== undefined) throw new WrongUsage(`--${other} and --scenario exclude each other`);
    mustExist(asked.scenario);
  }
  const source = asked.scenario === undefined ? await openSource(asked.from) : undefined;
  // Read to its end before anything is written: a file that breaks off lands nothing.
  const survey = source && (await surveyOf(source.records()));
  if (source && survey && asked.gateways !== undefined) return playThrough(asked, source, survey);
  const config = configOf(asked);
  if (config.shared) refuseAlone(asked);
  else if (source) await onStorage(`the data folder ${config.data}`, () => bindFolder(config.data, source));
  else if (existsSync(join(config.data, 'log.sqlite')))
    throw new WrongUsage(`${config.data} holds data already: a scenario begins on an empty folder`);
  const logger = createLogger(config.logLevel);
  return withSystem(config, logger, (system) =>
    source && survey
      ? importSource(asked, source, survey, system, logger)
      : playScenario(asked, asked.scenario!, system.standalone!, logger),
  );
}

async function importSource(
  asked: DemoArguments,
  { records }: GivingFile,
  survey: Survey,
  system: System,
  logger: Logger,
): Promise<number> {
  const imported = await importGrants({ records, survey }, OF_THE_DEMO, system, {
    interrupted,
    begins: (grants) => progressOf(grants, 'grants'),
  }).catch((error: unknown) => {
    throw interrupted.aborted ? new Interrupted(`interrupted; ${whatNext(asked)}`, { cause: error }) : error;
  });
  const { refusals } = imported;
  const { stores, readModels, standalone } = system;
  await system.allFollowed(interrupted);
  const results = await resultsOf({ ...survey, refusals }, stores.log, readModels);
  if (asked.json) process.stdout.write(`${JSON.stringify(results)}\n`);
  else await printReport(results, imported, system);
  if (asked.serve && standalone) await serve(asked, standalone);
  logger.flush();
  return refusals.length > 0 ? SOME_REFUSED : ALL_LANDED;
}

/** Plays the grants through gateways that run somewhere. */
async function playThrough(asked: DemoArguments, { records }: GivingFile, survey: Survey): Promise<number> {
  const result = await throughGateways(
    { records, survey },
    {
      urls: gatewaysIn(asked),
      folder: readConfig(process.env).data,
      today: dateInOslo(new Date().toISOString()),
      interrupted,
      begins: (grants) => progressOf(grants, 'grants'),
    },
  ).catch((error: unknown) => {
    throw interrupted.aborted ? new Interrupted('interrupted', { cause: error }) : error;
  });
  if (asked.json) process.stdout.write(`${JSON.stringify(result)}\n`);
  else for (const line of gatewayLines(result)) print(line);
  return result.refused > 0 ? SOME_REFUSED : ALL_LANDED;
}

/** @throws WrongUsage */
function gatewaysIn(asked: DemoArguments): string[] {
  if (asked.data !== undefined || asked.serve) throw new WrongUsage('--gateways excludes --data and --serve');
  const urls = (asked.gateways ?? '').split(',').map((url) => url.replace(/\/+$/, ''));
  if (urls.every((url) => ['http:', 'https:'].includes(URL.parse(url)?.protocol ?? ''))) return urls;
  throw new WrongUsage('--gateways must be http:// or https:// URLs, with commas');
}

/** What is for a system that is in one process. @throws WrongUsage */
function refuseAlone(asked: DemoArguments): void {
  const refused = (['scenario', 'serve', 'data'] as const).find((option) => asked[option]);
  if (refused)
    throw new WrongUsage(
      `--${refused} is for a folder of its own: TILSAGN_LOG names stores that services share`,
    );
}

function whatNext({ data }: DemoArguments): string {
  return data || process.env['TILSAGN_DATA']
    ? 'the same command continues'
    : 'without --data nothing is kept';
}

/** Plays a scenario and says how its cases ended. */
async function playScenario(
  asked: DemoArguments,
  scenario: string,
  standalone: Standalone,
  logger: Logger,
): Promise<number> {
  const progress = placeOf(scenario);
  const result = await runScenario(scenario, standalone, standalone.folder.path, (date) => {
    if (interrupted.aborted) throw new Interrupted('interrupted; a scenario begins anew');
    progress.reached(date);
  }).finally(() => progress.stop());
  process.stdout.write(`${asked.json ? JSON.stringify(result) : scenarioText(result)}\n`);
  if (asked.serve) await serve(asked, standalone);
  logger.flush();
  return ALL_LANDED;
}

/** Answers HTTP until a signal comes. */
async function serve({ json }: DemoArguments, standalone: Standalone): Promise<void> {
  const url = await standalone.listen();
  sayLogin(url, standalone.loginPath);
  // With --json, stdout is one document and nothing else.
  (json ? process.stderr : process.stdout).write(`ready ${url}\n`);
  if (interrupted.aborted) return;
  await new Promise((resolve) => {
    interrupted.addEventListener('abort', resolve, { once: true });
  });
}

/** The demo is quiet unless asked: its own words are the progress and the report. */
function configOf({ data, scenario }: DemoArguments): Config {
  const start = scenario === undefined ? {} : { TILSAGN_NOW: SCENARIO_STARTS };
  const env = { TILSAGN_LOG_LEVEL: 'warn', ...start, ...process.env };
  const named = data || process.env['TILSAGN_DATA'];
  return readConfig({ ...env, TILSAGN_DATA: named || join(temporaryFolder(), 'data') });
}

/** A folder that is gone when this process is, with what lies beside the data, however it is asked to end. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tilsagn-demo-'));
  // A thread that still writes may make a file while they are removed.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
