import type { IncomingMessage } from 'node:http';
import { request as httpRequest } from 'node:http';
import type { ProblemDocument } from '#http/problems.js';
import { linesOf } from './ndjson.js';

/** The process at the other end of the socket said no, or failed on the way. */
export class AdminProblem extends Error {
  constructor(readonly document: ProblemDocument) {
    super(document.detail ?? document.title);
    this.name = 'AdminProblem';
  }
}

const PROBLEM = '{"$problem":';

/** Lines of an answer as they come, unparsed. @throws AdminProblem; @throws Error when nobody listens */
export async function* adminLines(
  socketPath: string,
  method: string,
  path: string,
  body?: unknown,
): AsyncGenerator<string> {
  const response = await send(socketPath, method, path, body);
  try {
    if (response.statusCode !== 200) throw new AdminProblem(await documentIn(response));
    for await (const line of linesOf(response)) {
      if (line.startsWith(PROBLEM))
        throw new AdminProblem((JSON.parse(line) as { $problem: ProblemDocument }).$problem);
      yield line;
    }
  } finally {
    response.destroy();
  }
}

/** Objects of an answer as they come. @throws AdminProblem; @throws Error when nobody listens */
export async function* adminRequest<Item = unknown>(
  socketPath: string,
  method: string,
  path: string,
  body?: unknown,
): AsyncGenerator<Item> {
  for await (const line of adminLines(socketPath, method, path, body)) yield JSON.parse(line) as Item;
}

function send(socketPath: string, method: string, path: string, body: unknown): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ socketPath, method, path, agent: false }, resolve);
    request.on('error', reject);
    if (body === undefined) request.end();
    else request.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  });
}

async function documentIn(response: IncomingMessage): Promise<ProblemDocument> {
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString()) as ProblemDocument;
}
