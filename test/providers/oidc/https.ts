import { request } from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';

/** An answer of a server that an authority of the test vouches for. */
export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What is sent to it; a form is sent as browsers send one. */
export interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
}

/** Asks over TLS, trusting one authority (PEM) and no other; redirects are not followed. */
export type Ask = (url: URL, sent?: Sent) => Promise<Answered>;

/** Nothing of the process learns of the authority: Tilsagn must be told of it by its own configuration. */
export function trusting(ca: string): Ask {
  return (url, { headers = {}, form } = {}) =>
    new Promise((resolve, reject) => {
      const body = form && new URLSearchParams(form).toString();
      const type = body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
      const method = body === undefined ? 'GET' : 'POST';
      const asking = request(
        url,
        { ca, agent: false, method, headers: { ...headers, ...type } },
        (answer) => {
          let text = '';
          answer.setEncoding('utf8').on('data', (part: string) => (text += part));
          answer.on('error', reject);
          answer.on('end', () =>
            resolve({ status: answer.statusCode!, headers: answer.headers, body: text }),
          );
        },
      );
      asking.on('error', reject);
      asking.end(body);
    });
}
