import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';

/** A line to a database server that asks everybody for TLS, as a server does that has a certificate. */
export interface TlsLine {
  readonly url: string;
  close(): Promise<void>;
}

/** Lays one to the server of a `postgres://` URL, with a certificate of the caller's. */
export async function startTlsLine(
  to: string,
  identity: { readonly cert: string; readonly key: string },
): Promise<TlsLine> {
  const { hostname, port } = new URL(to);
  const secureContext = createSecureContext(identity);
  const sockets = new Set<Socket>();
  const keep = <Kept extends Socket>(socket: Kept) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    return socket;
  };
  const server = createServer((near) => {
    // The first that is said is the wish for TLS, eight bytes long; `S` grants it.
    keep(near).once('data', () => {
      near.write('S');
      const inner = keep(new TLSSocket(near, { isServer: true, secureContext }));
      inner.pipe(keep(connect(Number(port), hostname))).pipe(inner);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(to);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.href,
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}
