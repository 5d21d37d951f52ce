import { jest } from '@jest/globals';
import { run } from '../run.js';
import type { Ended } from './processes.js';

/**
 * Carries out a command line in this process, with nothing of its configuration but what is given, and answers as a
 * program would: what does not depend on a process of its own need not wait for one. One at a time.
 */
export async function called(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const output: Record<'stdout' | 'stderr', Uint8Array[]> = { stdout: [], stderr: [] };
  const before = { ...process.env };
  for (const name of Object.keys(before)) if (name.startsWith('TILSAGN_')) delete process.env[name];
  Object.assign(process.env, env);
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    jest.spyOn(process[name], 'write').mockImplementation(keptIn(output[name])),
  );
  try {
    const code = await run(args);
    return { code, stdout: textOf(output.stdout), stderr: textOf(output.stderr) };
  } finally {
    for (const spy of spies) spy.mockRestore();
    for (const name of Object.keys(env)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

/** Takes what is written, and says so to whoever waits for it. */
function keptIn(chunks: Uint8Array[]): typeof process.stdout.write {
  return (chunk: string | Uint8Array, ...more: readonly unknown[]): boolean => {
    chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
    for (const each of more) if (typeof each === 'function') (each as () => void)();
    return true;
  };
}

function textOf(chunks: readonly Uint8Array[]): string {
  return Buffer.concat(chunks).toString();
}
