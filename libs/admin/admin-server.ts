import { once } from 'node:events';
import { rmSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { newId } from '#eventsourcing/ids.js';
import type { Problem } from '#http/problems.js';
import { jsonBody } from '#http/json-body.js';
import { documentOf, invalidRequest, problemOf, ProblemException } from '#http/problems.js';
import type { Logger } from '#hosting/logging.js';
import { NdjsonWriter } from './ndjson.js';
import { prepareSocketFolder } from './socket-path.js';
import { messageOf } from '#text/thrown.js';

/** A request to the admin socket. */
export interface AdminRequest {
  /** Parts of the path that the route names with a colon. */
  readonly params: { readonly [name: string]: string };
  /** Parsed JSON; `undefined` when nothing was sent. */
  readonly body: unknown;
  /** Aborted when the client goes away or the server closes. */
  readonly signal: AbortSignal;
}

/** Answers line by line: objects as JSON, bytes as they are. The next one is asked for when the client keeps up. */
export type AdminHandler = (request: AdminRequest) => AsyncIterable<unknown> | Iterable<unknown>;

interface Route {
  readonly method: string;
  readonly segments: readonly string[];
  readonly handler: AdminHandler;
}

const BODY_LIMIT = 1024 * 1024;

/** What the owner of a data folder may ask the process that holds it, over a socket only the owner can open. */
export class AdminServer {
  private readonly routes: Route[] = [];
  private readonly server: Server;

  constructor(private readonly logger: Logger) {
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  /** Adds a route such as `/projections/:name/rebuild`. */
  route(method: string, path: string, handler: AdminHandler): this {
    this.routes.push({ method, segments: path.split('/'), handler });
    return this;
  }

  /** Listens at a path of which this process is the only user; a socket left there by a dead one is removed. */
  async listen(path: string): Promise<void> {
    prepareSocketFolder(path);
    rmSync(path, { force: true });
    const listening = once(this.server, 'listening');
    const before = process.umask(0o177);
    try {
      this.server.listen(path);
    } finally {
      process.umask(before);
    }
    await listening;
  }

  /** Stops listening and ends what is being answered. */
  async close(): Promise<void> {
    if (!this.server.listening) return;
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const closed = new AbortController();
    response.once('close', () => closed.abort());
    const { signal } = closed;
    const lines = new NdjsonWriter(response, signal);
    try {
      const { handler, params } = this.find(request);
      const items = handler({ params, body: await bodyOf(request), signal });
      for await (const item of items) {
        if (!response.headersSent) response.writeHead(200, { 'content-type': 'application/x-ndjson' });
        await lines.write(item);
      }
      if (!response.headersSent) response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      lines.end();
    } catch (error) {
      if (signal.aborted) response.destroy();
      else this.refuse(response, lines, error);
    }
  }

  /** An error before the first line is a problem with its status; later it is the last line. */
  private refuse(response: ServerResponse, lines: NdjsonWriter, error: unknown): void {
    const correlationId = newId();
    const problem: Problem = problemOf(error) ?? {
      code: 'internal-error',
      status: 500,
      detail: messageOf(error),
    };
    if (problem.status >= 500) this.logger.error({ correlationId, err: error }, 'admin request failed');
    const document = documentOf({ ...problem, facts: { ...problem.facts, correlationId } });
    if (response.headersSent) {
      lines.end({ $problem: document });
      return;
    }
    response.writeHead(problem.status, { 'content-type': 'application/problem+json' });
    response.end(JSON.stringify(document));
  }

  private find({ method, url = '/' }: IncomingMessage): {
    readonly handler: AdminHandler;
    readonly params: Record<string, string>;
  } {
    const asked = segmentsOf(url);
    const route = this.routes.find((each) => each.method === method && matches(each.segments, asked));
    if (!route)
      throw new ProblemException({ code: 'unknown-route', status: 404, detail: `${method} ${url}` });
    const named = route.segments.flatMap((segment, index) =>
      segment.startsWith(':') ? [[segment.slice(1), asked[index]!]] : [],
    );
    return { handler: route.handler, params: Object.fromEntries(named) as Record<string, string> };
  }
}

function segmentsOf(url: string): string[] {
  try {
    return url.split('/').map(decodeURIComponent);
  } catch {
    throw invalidRequest([{ detail: 'the path is not a valid URL' }]);
  }
}

function matches(segments: readonly string[], asked: readonly string[]): boolean {
  return (
    segments.length === asked.length &&
    segments.every((segment, index) => segment.startsWith(':') || segment === asked[index])
  );
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw new ProblemException({ code: 'too-large', status: 413 });
    chunks.push(chunk);
  }
  if (size === 0) return undefined;
  return jsonBody(Buffer.concat(chunks));
}
