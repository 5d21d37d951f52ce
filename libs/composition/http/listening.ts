import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Config } from '#hosting/config.js';
import type { Foundation } from '../foundation.js';

/** The address cannot be listened at: said in a line with what to do. */
export class CannotListen extends Error {}

/** Begins to answer, and tells the command line where, if it may ask; answers the URL. @throws CannotListen */
export async function listen(
  app: NestFastifyApplication,
  { config, announce }: Pick<Foundation, 'config' | 'announce'>,
): Promise<string> {
  const url = await listenAt(app, config);
  announce({ url });
  return url;
}

/** Past Nest, which would write to the log what is said in a line. */
async function listenAt(app: NestFastifyApplication, { port, host }: Config): Promise<string> {
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  try {
    return await fastify.listen({ port, host });
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new CannotListen(
      code === 'EADDRINUSE'
        ? `port ${port} on ${host} is taken: end what uses it, or set TILSAGN_PORT to another one (0: any that is free)`
        : `cannot listen: ${message}; TILSAGN_HOST and TILSAGN_PORT say where`,
      { cause },
    );
  }
}
