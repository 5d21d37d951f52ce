import { startStandalone, type Standalone } from '#composition/standalone.js';
import { dateInOslo } from '#calendar/oslo.js';
import type { Role } from '#access/roles.js';
import type { Clock } from '#hosting/clock.js';
import { readConfig } from '#hosting/config.js';
import { DevIssuer, type DevToken } from '#access/identity/dev-issuer.js';
import { createLogger, type Logger } from '#hosting/logging.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { expectDeclared } from './declared-answers.js';

/** An answer over HTTP, read to its end. */
export interface Answer<Body = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** A person who speaks HTTP with a token. */
export interface Person {
  readonly subject: string;
  /**
   * A request as it is, with the token; the answer is not read. Whoever is told that the read models are not there yet
   * asks again, as every client does: how long they take says nothing about what they show.
   */
  send(
    path: string,
    request: Omit<RequestInit, 'headers'> & { readonly headers?: Record<string, string> },
  ): Promise<Response>;
  get<Body = Record<string, unknown>>(path: string): Promise<Answer<Body>>;
  /** Where an official step needs a declaration of impartiality, it is sent again with one: there is no conflict. */
  post<Body = Problem & Receipt>(
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>;
  /** Says what is in the body and no more: an official who has not declared their impartiality is told so. */
  postAsIs<Body = Problem & Receipt>(
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>;
  put<Body = Problem & Receipt>(
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>;
}

/** What a command answers. */
export interface Receipt {
  readonly id: string;
  readonly revision: number;
  readonly position: string;
}

/** What a refusal answers. */
export interface Problem {
  readonly type: string;
  readonly status: number;
  readonly detail: string;
}

/** Variables the system is started with. */
export type Environment = Readonly<Record<string, string>>;

/** The whole system on a data folder of its own, reached over HTTP on loopback. */
export interface System {
  readonly url: string;
  readonly data: string;
  readonly standalone: Standalone;
  as(subject: string, roles: Role | readonly Role[], organisation?: string): Promise<Person>;
  /** Who holds a token, and says with each request for which organisation they act where one is named. */
  holding(token: DevToken, chosen?: string): Promise<Person>;
  /** Stops it; the data stays until `remove`. */
  stop(): Promise<void>;
  /** Starts it again on the same data, at the time it shows, with further `TILSAGN_*` variables where given. */
  restart(env?: Environment, logger?: Logger): Promise<System>;
  remove(): void;
}

/** As much of a system as people need who only speak to it, wherever it runs. */
export interface Asked {
  as(subject: string, roles: Role | readonly Role[], organisation?: string): Promise<Person>;
  readonly standalone: { readonly clock: Clock };
}

/** The date in Norway on which the tests of a file run, also when midnight comes before they are done. */
export const TODAY = dateInOslo(new Date().toISOString());

/**
 * Starts the system on embedded stores, silently unless a logger is given. It begins at noon unless told otherwise, so
 * that no day and no budget year ends while a test runs, whatever the machine's clock shows.
 */
export function startSystem(
  env: Environment = {},
  logger = createLogger('silent'),
  folder = temporaryFolder(),
): Promise<System> {
  return startOn(folder, { TILSAGN_NOW: `${TODAY}T11:00:00Z`, ...env }, logger);
}

/** Starts the system on the data in a folder. */
export async function startOn(
  folder: ReturnType<typeof temporaryFolder>,
  env: Environment,
  logger: Logger = createLogger('silent'),
): Promise<System> {
  const config = readConfig({ ...env, TILSAGN_DATA: folder.path, TILSAGN_PORT: '0' });
  const standalone = await startStandalone(config, logger);
  const url = await standalone.listen();
  const issuer = await DevIssuer.open(folder.path);
  const holding = async (token: DevToken, chosen?: string) =>
    personOf(url, token.subject, await issuer.issue(token), chosen);
  return {
    url,
    data: folder.path,
    standalone,
    as: (subject, roles, organisation) =>
      holding({
        subject,
        roles: typeof roles === 'string' ? [roles] : roles,
        ...(organisation === undefined ? {} : { organisation }),
      }),
    holding,
    stop: () => standalone.close(),
    restart: (again = {}, heard = logger) =>
      startOn(folder, { TILSAGN_NOW: standalone.clock.now(), ...again }, heard),
    remove: () => folder.remove(),
  };
}

/** What a person's client does beside what it is told to. */
export interface Client {
  /** What it asks for instead of a path. */
  pathOf(path: string): string;
  /** It has read an answer. */
  answered(body: unknown): void;
}

const PLAIN: Client = { pathOf: (path) => path, answered: () => undefined };

/** Who speaks HTTP with a token somebody gave them, and says with each request for which organisation where one is named. */
export function personOf(
  url: string | (() => string),
  subject: string,
  token: string,
  chosen?: string,
  client = PLAIN,
): Person {
  const urlNow = typeof url === 'string' ? () => url : url;
  const always = {
    authorization: `Bearer ${token}`,
    ...(chosen === undefined ? {} : { 'tilsagn-organisation': chosen }),
  };
  const told = async (
    path: string,
    request: Omit<RequestInit, 'headers'> & { readonly headers?: Record<string, string> },
  ): Promise<Response> => {
    const headers = { ...always, ...request.headers };
    for (;;) {
      const answer = await fetch(urlNow() + client.pathOf(path), { ...request, headers });
      await expectDeclared(request.method ?? 'GET', answer);
      if (!(await asksToAskAgain(answer))) return answer;
    }
  };
  const send = async <Body>(
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> => {
    const answer = await told(path, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const content = (await answer.json()) as Body;
    client.answered(content);
    return { status: answer.status, headers: answer.headers, body: content };
  };
  return {
    subject,
    send: told,
    get: (path) => send('GET', path, undefined),
    post: async <Body>(path: string, body: unknown = {}, headers?: Record<string, string>) => {
      const answer = await send<Body>('POST', path, body, headers);
      if (answer.status !== 409 || (answer.body as Problem).type !== NOT_DECLARED) return answer;
      return send<Body>('POST', path, { ...(body as object), impartiality: { conflict: false } }, headers);
    },
    postAsIs: (path, body = {}, headers) => send('POST', path, body, headers),
    put: (path, body = {}, headers) => send('PUT', path, body, headers),
  };
}

const NOT_DECLARED = 'urn:tilsagn:problem:impartiality-not-declared';
const ASK_AGAIN = ['not-yet', 'read-model-not-ready'].map((code) => `urn:tilsagn:problem:${code}`);

async function asksToAskAgain(answer: Response): Promise<boolean> {
  if (answer.status !== 503) return false;
  const { type } = (await answer.clone().json()) as Problem;
  return ASK_AGAIN.includes(type);
}
