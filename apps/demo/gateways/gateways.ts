import { setTimeout as pause } from 'node:timers/promises';
import { DevIssuer } from '#access/identity/dev-issuer.js';
import type { Actor, Position } from '#eventsourcing/event.js';
import { derivedId } from '#eventsourcing/ids.js';
import { isRole } from '#access/roles.js';

/** What a command answers. */
export interface Answered {
  readonly id: string;
  readonly position: Position;
}

/** A gateway refused what it was sent. */
export class RefusedByGateway extends Error {
  constructor(
    readonly code: string,
    readonly detail: string,
  ) {
    super(`${code}: ${detail}`);
    this.name = 'RefusedByGateway';
  }
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const UNAVAILABLE = 503;
const PROBLEM = 'urn:tilsagn:problem:';

/** How long one is asked again that cannot answer now, and between two tries, in milliseconds. */
const PATIENCE = 120_000;
const PAUSE = 200;

/**
 * Several gateways, asked in turn, for whoever acts, with tokens of the issuer that they share. What one cannot answer
 * another is asked, under the same key: it is carried out once.
 */
export class Gateways {
  /** How many requests each has answered. */
  readonly answers: Map<string, number>;
  private readonly tokens = new Map<string, Promise<string>>();
  private turn = 0;

  private constructor(
    private readonly urls: readonly string[],
    private readonly issuer: DevIssuer,
  ) {
    this.answers = new Map(urls.map((url) => [url, 0]));
  }

  /** Those at these addresses, whose issuer's key is in a folder. */
  static async at(urls: readonly string[], folder: string): Promise<Gateways> {
    return new Gateways(urls, await DevIssuer.open(folder));
  }

  /** Sends a command; its key derives from what it is a step of. @throws RefusedByGateway */
  async post(actor: Actor, path: string, body: object, ...step: readonly string[]): Promise<Answered> {
    const headers = { 'content-type': 'application/json', 'idempotency-key': derivedId('gateways', ...step) };
    return this.answered<Answered>(actor, { method: 'POST', path, headers, body: JSON.stringify(body) });
  }

  /** Asks, once all has followed from the log up to a position. @throws RefusedByGateway */
  get<Body>(actor: Actor, path: string, after: Position): Promise<Body> {
    const query = `${path.includes('?') ? '&' : '?'}after-consequences=${encodeURIComponent(after)}`;
    return this.answered<Body>(actor, { method: 'GET', path: path + query, headers: {} });
  }

  private async answered<Body>(actor: Actor, asked: Asked): Promise<Body> {
    const until = performance.now() + PATIENCE;
    for (;;) {
      const url = this.urls[this.turn++ % this.urls.length]!;
      const authorization = `Bearer ${await this.tokenOf(actor)}`;
      const answer = await this.tried(url, { ...asked, headers: { ...asked.headers, authorization } });
      if (answer) {
        this.answers.set(url, this.answers.get(url)! + 1);
        const body = (await answer.json()) as Body;
        if (answer.ok) return body;
        const { type, detail } = body as { readonly type: string; readonly detail: string };
        if (answer.status !== UNAVAILABLE) throw new RefusedByGateway(type.replace(PROBLEM, ''), detail);
      }
      if (performance.now() > until)
        throw new Error(`no gateway could answer ${asked.method} ${asked.path} within ${PATIENCE / 1000} s`);
      await pause(PAUSE * (0.5 + Math.random()));
    }
  }

  /** Nothing where there is nobody, or the connection broke. */
  private async tried(url: string, { path, ...request }: Asked): Promise<Response | undefined> {
    return fetch(url + path, request).catch(() => undefined);
  }

  private tokenOf({ subject, roles, organisation }: Actor): Promise<string> {
    const key = JSON.stringify([subject, roles, organisation]);
    let token = this.tokens.get(key);
    if (!token) {
      token = this.issuer.issue({
        subject,
        roles: roles.filter(isRole),
        ...(organisation !== undefined && { organisation }),
      });
      this.tokens.set(key, token);
    }
    return token;
  }
}
