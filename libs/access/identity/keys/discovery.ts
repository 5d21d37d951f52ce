import type { Provider } from '../asking/provider.js';
import { WrongStatus } from '../asking/provider.js';
import { IssuerFault, UnusableIssuer } from '../asking/faults.js';
import { isLoopback, shownUrl } from '../asking/urls.js';
import { NotIJson, readJson } from '#text/i-json.js';
import { onOneLine } from '#text/text.js';

const LONGEST_SHOWN = 200;
const NOT_FOUND = 404;

/** Finds where the keys of an issuer are: OpenID Connect Discovery 1.0, or RFC 8414 where there is no such document. */
export class Discovery {
  private readonly documents: readonly URL[];
  /** Which of the documents was there when last asked. */
  private known = 0;

  /** `url` is the issuer as a URL, `issuer` as it was configured, which the document must repeat to the letter. */
  constructor(
    private readonly provider: Provider,
    url: URL,
    private readonly issuer: string,
    private readonly production: boolean,
  ) {
    this.documents = documentsOf(url);
  }

  /** Where the issuer's documents are looked for first. */
  get place(): string {
    return shownUrl(this.documents[0]!);
  }

  /** The URL of its keys. @throws IssuerFault; @throws UnusableIssuer where another configuration is needed */
  async keys(signal: AbortSignal): Promise<URL> {
    const { url, body } = await this.read(signal);
    const { issuer, jwks_uri: keys } = objectOf(url, body);
    const refuse = (reason: string) => new UnusableIssuer('issuer', shownUrl(url), reason);
    if (issuer !== this.issuer)
      throw refuse(`is that of the issuer ${shown(issuer)}, not of ${shown(this.issuer)}`);
    const where = typeof keys === 'string' ? URL.parse(keys) : null;
    if (where === null) throw refuse('has no "jwks_uri" that is a URL');
    if (where.protocol === 'https:') return where;
    if (where.protocol !== 'http:' || this.production)
      throw refuse(`names a "jwks_uri" that is no https:// URL: ${shownUrl(where)}`);
    if (!isLoopback(where))
      throw refuse(`names a "jwks_uri" that is http:// and not on this machine: ${shownUrl(where)}`);
    return where;
  }

  private async read(signal: AbortSignal): Promise<{ readonly url: URL; readonly body: Buffer }> {
    let missing: unknown;
    for (const _ of this.documents) {
      const url = this.documents[this.known]!;
      try {
        return { url, body: await this.provider.ask(url, signal) };
      } catch (error) {
        if (!(error instanceof WrongStatus && error.status === NOT_FOUND)) throw error;
        missing ??= error;
        this.known = (this.known + 1) % this.documents.length;
      }
    }
    throw missing;
  }
}

/** The two differ in where the issuer's path goes: OpenID appends to it, RFC 8414 puts the well-known part before it. */
function documentsOf(issuer: URL): readonly URL[] {
  const path = issuer.pathname.replace(/\/$/, '');
  return [`${path}/.well-known/openid-configuration`, `/.well-known/oauth-authorization-server${path}`].map(
    (pathname) => Object.assign(new URL(issuer), { pathname }),
  );
}

function objectOf(url: URL, body: Buffer): Record<string, unknown> {
  try {
    const value = readJson(body);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch (error) {
    if (!(error instanceof NotIJson)) throw error;
    throw new IssuerFault(shownUrl(url), `is no discovery document: it ${error.message}`, { cause: error });
  }
  throw new IssuerFault(shownUrl(url), 'is no discovery document: it is no JSON object');
}

function shown(issuer: unknown): string {
  return typeof issuer === 'string' ? `"${onOneLine(issuer).slice(0, LONGEST_SHOWN)}"` : 'nobody named';
}
