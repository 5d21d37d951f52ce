import type { ServerErrorResponse } from '@grpc/grpc-js';
import { Metadata, status } from '@grpc/grpc-js';

/** What can be wrong with the answers to appends or reads. */
export const FAULTS = {
  silent: 'is never answered',
  slow: 'is answered `ms` later',
  'not-leader': 'is refused: another node leads',
  'not-ready': 'is refused: the server has only begun to start',
  dropped: 'ends without an answer: the connection is gone',
  timeout: 'ends by a time-out within the server',
  refused: 'is refused as if others had come in between',
} as const;

/** One of the faults. */
export type FaultKind = keyof typeof FAULTS;

/** A fault as it is asked for. */
export interface FaultOrder {
  readonly rpc: 'append' | 'read';
  readonly kind: FaultKind;
  /** How many calls it befalls. */
  readonly calls: number;
  /** Only each such call; each when left out. */
  readonly every?: number;
  /** Appends with this fault are kept, though nobody is told so. */
  readonly kept?: boolean;
  /** How much later a slow answer comes. */
  readonly ms?: number;
}

interface Fault extends FaultOrder {
  left: number;
  seen: number;
}

/** The faults that calls of the double are to meet. */
export class Faults {
  private readonly faults: Fault[] = [];
  /** How many calls met one. */
  taken = 0;

  /** @throws RangeError for what is no fault */
  add(order: FaultOrder): void {
    if (!Object.hasOwn(FAULTS, order.kind))
      throw new RangeError(`a fault is one of ${Object.keys(FAULTS).join()}`);
    if (order.rpc !== 'append' && order.rpc !== 'read')
      throw new RangeError('a fault is of append or of read');
    if (!(order.calls > 0)) throw new RangeError('a fault befalls at least one call');
    this.faults.push({ ...order, left: order.calls, seen: 0 });
  }

  clear(): void {
    this.faults.length = 0;
  }

  /** How many calls still meet one. */
  get left(): number {
    return this.faults.reduce((sum, { left }) => sum + left, 0);
  }

  /** The fault of this call, if it has one. */
  next(rpc: FaultOrder['rpc']): FaultOrder | undefined {
    const fault = this.faults.find((one) => one.rpc === rpc && one.left > 0);
    if (!fault || ++fault.seen % (fault.every ?? 1) !== 0) return undefined;
    fault.left--;
    this.taken++;
    return fault;
  }
}

/** The error a call with this fault ends with; undefined where it is none that ends it. */
export function errorOf(kind: FaultKind, port: number): Partial<ServerErrorResponse> | undefined {
  switch (kind) {
    case 'not-leader':
      return failure(status.NOT_FOUND, 'Leader info available', {
        exception: 'not-leader',
        'leader-endpoint-host': '127.0.0.1',
        'leader-endpoint-port': String(port),
      });
    case 'not-ready':
      return failure(status.UNAVAILABLE, 'Server Is Not Ready');
    case 'dropped':
      return failure(status.UNAVAILABLE, 'Connection dropped');
    case 'timeout':
      return failure(status.ABORTED, 'Forwarding timeout');
    default:
      return undefined;
  }
}

/** An error as a gRPC server answers it, with the trailers the client makes its own errors of. */
export function failure(
  code: status,
  details: string,
  trailers: Readonly<Record<string, string>> = {},
): Partial<ServerErrorResponse> {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, value);
  return { code, details, metadata };
}
