import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { projectFile } from '#hosting/project-file.js';
import type { DemoResult } from '../results.js';

/** How a run ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the built demo with `--json`. */
export function start(...words: string[]): ChildProcess {
  return startWith({}, ...words);
}

/** The same, with further variables. */
export function startWith(variables: Readonly<Record<string, string>>, ...words: string[]): ChildProcess {
  const env = { ...process.env, TILSAGN_DATA: '', ...variables };
  return spawn(process.execPath, [projectFile('dist/apps/demo/main.js'), '--json', ...words], { env });
}

/** Runs it to its end. */
export async function demo(...words: string[]): Promise<Ended> {
  const run = start(...words);
  let stdout = '';
  let stderr = '';
  run.stdout!.on('data', (chunk) => (stdout += String(chunk)));
  run.stderr!.on('data', (chunk) => (stderr += String(chunk)));
  const [code] = (await once(run, 'close')) as [number | null];
  return { code, stdout, stderr };
}

/** What it printed. @throws Error when it ended with another code than expected */
export function resultOf({ code, stdout, stderr }: Ended, expected: number): DemoResult {
  if (code !== expected) throw new Error(`exit code ${code}: ${stderr}`);
  return JSON.parse(stdout) as DemoResult;
}
