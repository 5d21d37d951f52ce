import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { projectFile } from '#hosting/project-file.js';

/** An import that a rule forbids. */
export interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

/** The file that names the rules; a tree of code is judged by the copy that lies in it. */
export const RULES_FILE = '.dependency-cruiser.js';

interface Report {
  readonly summary: {
    readonly violations: readonly { rule: { name: string }; from: string; to: string }[];
    readonly ruleSetUsed: { forbidden: { name: string }[] };
  };
}

/** Follows every import below `root` and answers the rules and what breaks them. */
export async function cruise(
  root: string,
): Promise<{ readonly rules: readonly string[]; readonly violations: readonly Violation[] }> {
  const command = [projectFile('node_modules/dependency-cruiser/bin/dependency-cruise.mjs')];
  const folders = ['apps', 'libs', 'test'];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...command, '--config', RULES_FILE, '--output-type', 'json', ...folders],
    { cwd: root, maxBuffer: 256 * 1024 * 1024, env: { ...process.env, NODE_OPTIONS: '' } },
  );
  const { summary } = JSON.parse(stdout) as Report;
  return {
    rules: [...new Set(summary.ruleSetUsed.forbidden.map(({ name }) => name))],
    violations: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  };
}
