import { connect, type Socket } from 'node:net';

const END_OF_HEAD = Buffer.from('\r\n\r\n');
const LENGTH = /\r\ncontent-length: (\d+)/i;

/** A request of somebody; a command has a key and content. */
export interface Request {
  readonly path: string;
  readonly token: string;
  readonly command?: { readonly key: string; readonly content: string };
}

/**
 * One keep-alive connection, one request at a time, as little work as it can be: whoever makes the load shares the
 * machine with whom it is meant for.
 */
export class Connection {
  private received: Buffer = Buffer.alloc(0);
  private waiting: { resolve(status: number): void; reject(error: Error): void } | undefined;

  private constructor(
    private readonly socket: Socket,
    private readonly host: string,
  ) {
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('error', (error) => this.waiting?.reject(error));
    socket.on('close', () => this.waiting?.reject(new Error('the server closed the connection')));
  }

  /** Connects to the server of a URL. */
  static open(url: string): Promise<Connection> {
    const { hostname, port, host } = new URL(url);
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => resolve(new Connection(socket, host)));
      socket.once('error', reject);
    });
  }

  /** Sends a request; answers the status once the whole answer is here. */
  send({ path, token, command }: Request): Promise<number> {
    const head = `${path} HTTP/1.1\r\nhost: ${this.host}\r\nauthorization: Bearer ${token}\r\n`;
    this.socket.write(
      command
        ? `POST ${head}idempotency-key: ${command.key}\r\ncontent-type: application/json\r\n` +
            `content-length: ${Buffer.byteLength(command.content)}\r\n\r\n${command.content}`
        : `GET ${head}\r\n`,
    );
    return new Promise((resolve, reject) => (this.waiting = { resolve, reject }));
  }

  close(): void {
    this.waiting = undefined;
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    const end = this.received.indexOf(END_OF_HEAD);
    if (end < 0) return;
    const head = this.received.toString('latin1', 0, end);
    const length = Number(LENGTH.exec(head)?.[1] ?? 0);
    if (this.received.length < end + END_OF_HEAD.length + length) return;
    this.received = Buffer.alloc(0);
    this.waiting?.resolve(Number(head.slice(9, 12)));
  }
}
