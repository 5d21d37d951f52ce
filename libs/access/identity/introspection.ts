import { LRUCache } from 'lru-cache';
import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Logger } from '#hosting/logging.js';
import { NotIJson, readJson } from '#text/i-json.js';
import { messageOf } from '#text/thrown.js';
import { within } from './asking/deadline.js';
import { IssuerFault, UnusableIssuer } from './asking/faults.js';
import { Outage } from './asking/outage.js';
import { Provider } from './asking/provider.js';
import { configuredUrl, shownUrl } from './asking/urls.js';
import type { IntrospectionConfig } from './config/issuer-config.js';
import { IdentityUnavailable } from './invalid-token.js';

/** How long an answer is believed: a token that is revoked is refused after that. */
const BELIEVED_MS = 5000;
const TAKES_MS = 5000;
const MOST_AT_ONCE = 100;
const MOST_KEPT = 10_000;

interface Answer {
  readonly active: Promise<boolean>;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Asks the issuer whether tokens still count. No answer is no yes: the request is told to come again. */
export class Introspection {
  /** By digest, so that no token is kept. */
  private readonly answers = new LRUCache<string, Answer>({ max: MOST_KEPT });
  private readonly asking = new Set<AbortController>();
  private readonly outage: Outage;

  private constructor(
    private readonly provider: Provider,
    private readonly url: URL,
    private readonly authorization: string,
    logger: Logger,
  ) {
    this.outage = new Outage(shownUrl(url), 'the word of the token issuer on its tokens', logger);
  }

  /** @throws UnusableIssuer */
  static async open(
    { url, clientId, clientSecretFile, ca }: IntrospectionConfig,
    { logger, production }: { readonly logger: Logger; readonly production: boolean },
  ): Promise<Introspection> {
    const secret = await secretOf(clientSecretFile);
    return new Introspection(
      await Provider.of(ca),
      configuredUrl('introspection', url, production),
      `Basic ${Buffer.from(`${encoded(clientId)}:${encoded(secret)}`).toString('base64')}`,
      logger,
    );
  }

  /** Whether a token counts, by an answer that is a few seconds old at most. @throws IdentityUnavailable */
  active(token: string): Promise<boolean> {
    const digest = hash('sha256', token, 'base64');
    const known = this.answers.get(digest);
    if (known !== undefined && known.until > Date.now()) return known.active;
    const answer = { active: this.ask(token), until: Date.now() + BELIEVED_MS };
    this.answers.set(digest, answer);
    answer.active.catch(() => {
      if (this.answers.get(digest) === answer) this.answers.delete(digest);
    });
    return answer.active;
  }

  /** Ends what is being asked. */
  close(): void {
    for (const each of this.asking) each.abort(new Error('is not asked any more'));
  }

  private async ask(token: string): Promise<boolean> {
    if (this.asking.size >= MOST_AT_ONCE) throw unavailable();
    const end = new AbortController();
    this.asking.add(end);
    try {
      const body = new URLSearchParams({ token, token_type_hint: 'access_token' }).toString();
      const headers = {
        authorization: this.authorization,
        'content-type': 'application/x-www-form-urlencoded',
      };
      const answer = await within(
        TAKES_MS,
        (signal) => this.provider.ask(this.url, signal, { method: 'POST', headers, body }),
        end,
      );
      const active = activeIn(answer, this.url);
      this.outage.end();
      return active;
    } catch (error) {
      const fault =
        error instanceof IssuerFault
          ? error
          : new IssuerFault(shownUrl(this.url), messageOf(error), { cause: error });
      this.outage.begin(fault, 'none of them is accepted');
      throw unavailable(fault);
    } finally {
      this.asking.delete(end);
    }
  }
}

function unavailable(cause?: unknown): IdentityUnavailable {
  return new IdentityUnavailable(
    { cause },
    'the token issuer cannot be asked now whether the token still counts',
  );
}

function activeIn(body: Buffer, url: URL): boolean {
  const active = memberOf(body, url);
  if (typeof active !== 'boolean')
    throw new IssuerFault(shownUrl(url), 'does not say whether the token is "active"');
  return active;
}

function memberOf(body: Buffer, url: URL): unknown {
  try {
    return (readJson(body) as { readonly active?: unknown } | null)?.active;
  } catch (error) {
    if (!(error instanceof NotIJson)) throw error;
    throw new IssuerFault(shownUrl(url), `answered what ${error.message}`, { cause: error });
  }
}

async function secretOf(path: string): Promise<string> {
  try {
    const secret = (await readFile(path, 'utf8')).trim();
    if (secret !== '') return secret;
  } catch (cause) {
    throw new UnusableIssuer('clientSecretFile', path, `cannot be read: ${messageOf(cause)}`, { cause });
  }
  throw new UnusableIssuer('clientSecretFile', path, 'is empty');
}

/** As RFC 6749 § 2.3.1 wants both before they are put together. */
function encoded(text: string): string {
  return new URLSearchParams({ text }).toString().slice('text='.length);
}
