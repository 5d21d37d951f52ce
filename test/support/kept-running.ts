import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { personsShell, type Variables } from './shell.js';

/**
 * Runs commands in a group of processes of their own, and ends the group when its input ends: that comes with the end of
 * this process, however it ends. What bash itself would say of that has no listener any more, which would end it first.
 * It waits for the program by its number: of one that has ended already "the next to end" would never come.
 */
const UNTIL_INPUT_ENDS = `
set -m
exec 3<&0
bash -c "$1" </dev/null 3<&- & program=$!
exec >/dev/null 2>&1
{ cat <&3; kill -- -$program; } & input=$!
wait $program; status=$?
kill -- -$input
exit $status
`;

/** A program that a person starts in a shell of its own and leaves there. */
export class KeptRunning {
  private said = '';
  /** Its output is closed by the last of its processes. */
  private readonly closed: Promise<unknown>;
  private ended = false;

  private constructor(private readonly child: ChildProcessWithoutNullStreams) {
    this.closed = once(child, 'close').then(() => (this.ended = true));
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.said += text;
        child.emit('said');
      });
  }

  static start(commands: string, variables: Variables): KeptRunning {
    return new KeptRunning(
      spawn('bash', ['-c', UNTIL_INPUT_ENDS, 'bash', commands], personsShell(variables)),
    );
  }

  /** What it has said that looks so, once it has. @throws Error when it ended before */
  async untilSays(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.said);
      if (found) return found;
      if (this.ended) throw new Error(`it ended before it said ${String(pattern)}:\n${this.said}`);
      await Promise.race([once(this.child, 'said'), this.closed]);
    }
  }

  /** Tells it to end, and waits until all of it has. */
  async end(): Promise<void> {
    if (this.ended) return;
    this.child.stdin.end();
    await this.closed;
  }
}
