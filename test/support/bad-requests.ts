import { CANARY } from './bad-input.js';
import type { Person } from './system.js';

/** A request that somebody sends who should not. */
export interface BadRequest {
  readonly told: string;
  readonly method: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array;
}

/** The headers of a JSON body. */
export const JSON_TYPE = { 'content-type': 'application/json' };

const TRACE = /node_modules|\.[jt]s:\d|\bat \S+ \(|dist\/|SELECT |constraint/;

/** Sends what nobody may send, and says what is wrong with the answers. */
export class BadRequests {
  /** What was refused, by its correlation id. */
  readonly refusals = new Map<string, string>();

  /** What is wrong with an answer, nothing when it is as it has to be. */
  async faultsOf(
    person: Person,
    { told, method, path, headers, body }: BadRequest,
    mustRefuse = false,
  ): Promise<string[]> {
    const answer = await person.send(path, {
      method,
      ...(headers === undefined ? {} : { headers }),
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : Buffer.from(body) }),
    });
    const text = await answer.text();
    const fault = (what: string) => [
      `${method} ${path.slice(0, 200)}: ${told}: ${what} ${answer.status} ${text.slice(0, 300)}`,
    ];
    if (answer.status < 400) return mustRefuse ? fault('was taken') : [];
    this.refusals.set(answer.headers.get('x-correlation-id')!, `${method} ${path}: ${told}`);
    if (answer.status >= 500) return fault('failed');
    if (!answer.headers.get('content-type')?.startsWith('application/problem+json'))
      return fault('is no problem');
    if (TRACE.test(text)) return fault('tells of the inside');
    if (text.includes(CANARY)) return fault('repeats what was sent');
    const { type, errors } = JSON.parse(text) as { type: string; errors?: Record<string, string>[] };
    if (!/^urn:tilsagn:problem:[a-z-]+$/.test(type)) return fault('has no code');
    const pointed = errors?.every(
      (error) =>
        'pointer' in error ||
        'parameter' in error ||
        'header' in error ||
        error['detail'] === 'the path is not a valid URL',
    );
    if (type.endsWith(':invalid-request') && !(errors?.length && pointed)) return fault('does not say where');
    return [];
  }
}
