import { runAsChild } from '../child.js';
import { Connection, type Request } from './connection.js';

/** Requests to send, each once. */
export interface LoadInput {
  readonly url: string;
  readonly connections: number;
  readonly requests: readonly Request[];
}

/** How it went. */
export interface LoadOutput {
  readonly seconds: number;
  readonly latencyP50: number;
  readonly latencyP99: number;
}

/** Sends each request once, over so many connections at a time. @throws Error when one is not answered 200 */
runAsChild(async ({ url, connections, requests }: LoadInput): Promise<LoadOutput> => {
  const open = await Promise.all(Array.from({ length: connections }, () => Connection.open(url)));
  const latencies: number[] = [];
  let next = 0;
  const start = performance.now();
  await Promise.all(
    open.map(async (connection) => {
      for (let request = requests[next++]; request; request = requests[next++]) {
        const sent = performance.now();
        const status = await connection.send(request);
        if (status !== 200) throw new Error(`${request.path} answered ${status}`);
        latencies.push(performance.now() - sent);
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  for (const connection of open) connection.close();
  latencies.sort((a, b) => a - b);
  const at = (part: number) => latencies[Math.floor(part * (latencies.length - 1))] ?? 0;
  return { seconds, latencyP50: at(0.5), latencyP99: at(0.99) };
});
