import { createServer, type IncomingMessage, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { FaultOrder } from './double-faults.js';
import type { Drop } from './double-reads.js';
import type { DoubleServer } from './double-server.js';

/** How the double stands. */
export interface DoubleState {
  /** Events in its log, its own included. */
  readonly events: number;
  /** Calls that met a fault. */
  readonly taken: number;
  /** Calls that are still to meet one. */
  readonly left: number;
  /** Appends that came again while the first try was under way. */
  readonly duplicates: number;
  /** Subscriptions that run. */
  readonly followers: number;
}

/**
 * Listens on loopback for what is to go wrong with a double. Each answers how it stands:
 * `GET /` · `POST /faults` a `FaultOrder` · `DELETE /faults` · `POST /drop` `{"how": "slow" | "error" | "end"}` ·
 * `POST /stop` · `POST /start`
 */
export async function controlOf(double: DoubleServer): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    const answer = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    carryOut(double, request)
      .then((known) => (known ? answer(200, stateOf(double)) : answer(404, {})))
      .catch((error: unknown) => answer(400, { error: String(error) }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${port}` };
}

/** False for what it does not know. */
async function carryOut(double: DoubleServer, request: IncomingMessage): Promise<boolean> {
  switch (`${request.method} ${request.url}`) {
    case 'GET /':
      return true;
    case 'POST /faults':
      double.faults.add((await json(request)) as FaultOrder);
      return true;
    case 'DELETE /faults':
      double.faults.clear();
      return true;
    case 'POST /drop':
      double.reads.drop(((await json(request)) as { readonly how: Drop }).how);
      return true;
    case 'POST /stop':
      double.stop();
      return true;
    case 'POST /start':
      await double.start();
      return true;
    default:
      return false;
  }
}

function stateOf({ events, faults, reads, duplicates }: DoubleServer): DoubleState {
  return { events, taken: faults.taken, left: faults.left, duplicates, followers: reads.followers };
}
