import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** What a test lets its provider answer at a path. */
export type Answering = (response: ServerResponse, request: IncomingMessage) => void | Promise<void>;

/** An identity provider on this machine that answers what the test says, or goes away. */
export interface TestProvider {
  readonly url: string;
  /** Paths asked for, in order. */
  readonly asked: readonly string[];
  /** From now on, answers like this at a path; 404 at all others. */
  answer(path: string, answering: Answering): void;
  /** Refuses connections, until it is back at the same port. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

/** Answers a value as JSON. */
export const json =
  (value: unknown, type = 'application/json'): Answering =>
  (response) =>
    void response.writeHead(200, { 'content-type': type }).end(JSON.stringify(value));

/** Answers with a status and nothing else. */
export const status =
  (code: number, headers: Record<string, string> = {}): Answering =>
  (response) =>
    void response.writeHead(code, headers).end();

/** Starts a provider, over TLS where there is a certificate. */
export async function testProvider(tls?: {
  readonly cert: string;
  readonly key: string;
}): Promise<TestProvider> {
  const asked: string[] = [];
  const answers = new Map<string, Answering>();
  const serve: RequestListener = (request, response) => {
    asked.push(request.url!);
    const answering = answers.get(request.url!) ?? status(404);
    Promise.resolve(answering(response, request)).catch((error: Error) => response.destroy(error));
  };
  const start = async (port: number) => {
    const server = tls ? createSecureServer(tls, serve) : createServer(serve);
    await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve));
    return server;
  };
  const stop = (server: Awaited<ReturnType<typeof start>>) =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  let server = await start(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    asked,
    answer: (path, answering) => void answers.set(path, answering),
    goAway: () => stop(server),
    async comeBack() {
      server = await start(port);
    },
    close: () => stop(server),
  };
}
