import { setTimeout } from 'node:timers/promises';
import { runAsChild } from '../child.js';
import { Connection, type Request } from '../http/connection.js';

/** Requests that come whether or not those before are answered. */
export interface ArrivalsInput {
  readonly url: string;
  readonly perSecond: number;
  readonly requests: readonly Request[];
}

/** How it went. */
export interface ArrivalsOutput {
  /** Milliseconds from when a request was due to its whole answer. */
  readonly latencyP50: number;
  readonly latencyP99: number;
  readonly latencyMax: number;
  /** Answers that were not 200, by status and path. */
  readonly others: Readonly<Record<string, number>>;
}

/** Sends each request at its time. @throws Error when the server fails */
runAsChild(async ({ url, perSecond, requests }: ArrivalsInput, tell): Promise<ArrivalsOutput> => {
  const idle: Connection[] = [];
  const latencies: number[] = [];
  const others: Record<string, number> = {};
  tell(0);
  const start = performance.now();
  await Promise.all(
    requests.map(async (request, index) => {
      const due = start + (index * 1000) / perSecond;
      await setTimeout(Math.max(0, due - performance.now()));
      const connection = idle.pop() ?? (await Connection.open(url));
      const status = await connection.send(request);
      latencies.push(performance.now() - due);
      idle.push(connection);
      if (status >= 500) throw new Error(`${request.path} answered ${status}`);
      if (status === 200) return;
      const what = `${status} ${request.path.split('/').at(-1)!}`;
      others[what] = (others[what] ?? 0) + 1;
    }),
  );
  for (const connection of idle) connection.close();
  latencies.sort((a, b) => a - b);
  const at = (part: number) => latencies[Math.floor(part * (latencies.length - 1))] ?? 0;
  return { latencyP50: at(0.5), latencyP99: at(0.99), latencyMax: at(1), others };
});
