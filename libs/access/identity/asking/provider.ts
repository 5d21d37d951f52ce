import { once } from 'node:events';
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { messageOf } from '#text/thrown.js';
import { IssuerFault } from './faults.js';
import { trustedWith } from './trusted.js';
import { shownUrl } from './urls.js';

/** The largest documents of providers have some ten thousand bytes. */
const MOST_BYTES = 512 * 1024;

/** What OpenSSL says of a certificate whose authority it does not know. */
const UNKNOWN_AUTHORITY = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** What is sent to a provider. */
export interface ProviderRequest {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A provider answered, but not with what was asked for. */
export class WrongStatus extends IssuerFault {
  constructor(
    url: URL,
    readonly status: number,
  ) {
    const redirects = status >= 300 && status < 400;
    super(
      shownUrl(url),
      redirects
        ? `redirects (${status}), which is not followed: name the address it leads to`
        : `answered ${status}`,
    );
    this.name = 'WrongStatus';
  }
}

/**
 * Asks an identity provider for small documents over HTTP. No redirect is followed: whoever can redirect could name
 * the keys. Connections are not kept, so nothing one provider's authorities vouch for serves another request.
 */
export class Provider {
  private constructor(
    private readonly plain: HttpAgent,
    private readonly secure: HttpsAgent,
  ) {}

  /** `ca` is a PEM file of authorities trusted beside the usual ones, for these requests alone. @throws UnusableIssuer */
  static async of(ca?: string): Promise<Provider> {
    const secureContext = ca === undefined ? {} : { secureContext: await trustedWith(ca) };
    // As Node's own agents, which it would use otherwise, go through the proxy of the environment.
    const proxy = process.env.NODE_USE_ENV_PROXY === '1' ? { proxyEnv: process.env } : {};
    return new Provider(
      new HttpAgent(proxy),
      new HttpsAgent({ ...proxy, ...secureContext, maxCachedSessions: 0 }),
    );
  }

  /** The body of an answer with status 200. @throws IssuerFault */
  async ask(url: URL, signal: AbortSignal, request: ProviderRequest = {}): Promise<Buffer> {
    const answer = await this.answered(url, signal, request);
    try {
      if (answer.statusCode !== 200) throw new WrongStatus(url, answer.statusCode ?? 0);
      return await bodyOf(answer, url, signal);
    } finally {
      answer.destroy();
    }
  }

  private async answered(url: URL, signal: AbortSignal, asked: ProviderRequest): Promise<IncomingMessage> {
    const { method = 'GET', headers, body } = asked;
    const [request, agent] =
      url.protocol === 'https:' ? [httpsRequest, this.secure] : [httpRequest, this.plain];
    try {
      const sent = request(url, {
        agent,
        method,
        signal,
        headers: {
          accept: 'application/json',
          'cache-control': 'no-cache',
          'user-agent': 'tilsagn',
          ...headers,
          ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
        },
      });
      // What goes wrong after the answer has begun is told where the answer is read.
      sent.on('error', () => undefined);
      sent.end(body);
      const [answer] = (await once(sent, 'response', { signal })) as [IncomingMessage];
      return answer;
    } catch (error) {
      throw new IssuerFault(shownUrl(url), unreachable(error, signal), { cause: error });
    }
  }
}

async function bodyOf(answer: IncomingMessage, url: URL, signal: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      bytes += chunk.byteLength;
      if (bytes > MOST_BYTES) break;
      chunks.push(chunk);
    }
  } catch (error) {
    throw new IssuerFault(shownUrl(url), unreachable(error, signal), { cause: error });
  }
  if (bytes > MOST_BYTES) throw new IssuerFault(shownUrl(url), `answered more than ${MOST_BYTES} bytes`);
  return Buffer.concat(chunks);
}

function unreachable(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return messageOf(signal.reason);
  const { code = '' } = error as NodeJS.ErrnoException;
  if (UNKNOWN_AUTHORITY.has(code))
    return `has a certificate of an authority that is not trusted (${code}): name the file of its CA`;
  const reasons = error instanceof AggregateError ? error.errors.map(messageOf) : [messageOf(error)];
  return `cannot be reached: ${reasons.join('; ')}`;
}
