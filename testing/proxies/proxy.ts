// An HTTP proxy between clients and a server, as bad as those that are met on the way: one that knows no upgrades, one that keeps
// an answer until it has ended, one that cuts whatever has stood for its time. Its manners may change while it runs.
import { once } from 'node:events';
import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';

export interface Manners {
  /** strips: passes an upgrade on as a common request; refuses: 400; swallows: never answers one. */
  sockets: 'pass' | 'strips' | 'refuses' | 'swallows';
  /** Answers are held back until they have ended. */
  buffers: boolean;
}

export interface BadProxy {
  readonly url: string;
  readonly manners: Manners;
  /** What was asked for: `socket` (an upgrade that was passed on), `swallowed` (one that was not), or a path. */
  readonly passed: string[];
  /** The time of all that stands now is over. */
  cut(): void;
  close(): Promise<void>;
}

const HOP = new Set(['connection', 'upgrade', 'keep-alive', 'transfer-encoding', 'sec-websocket-key', 'sec-websocket-version']);

/** Without what concerns two neighbours alone. */
const onward = (headers: IncomingMessage['headers']) => Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP.has(name)));

class Running {
  readonly manners: Manners;
  readonly passed: string[] = [];
  readonly standing = new Set<Duplex>();
  private readonly target: { readonly host: string; readonly port: number };

  constructor(to: URL, manners: Manners) {
    this.target = { host: to.hostname, port: Number(to.port) };
    this.manners = manners;
  }

  /** Of an answer that has begun, or of a socket. */
  private stands(socket: Duplex): void {
    this.standing.add(socket);
    socket.once('close', () => this.standing.delete(socket));
  }

  forward = (request: IncomingMessage, response: ServerResponse): void => {
    const { method = 'GET', url: path = '/' } = request;
    this.passed.push(path.split('?')[0] ?? path);
    const onwards = ask({ ...this.target, method, path, headers: onward(request.headers) }, (answer) => void this.pass(answer, response));
    onwards.on('error', () => response.destroy());
    response.on('close', () => onwards.destroy());
    request.pipe(onwards);
  };

  private async pass(answer: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    const head = () => response.writeHead(answer.statusCode ?? 502, onward(answer.headers));
    const { socket } = response;
    if (socket && answer.headers['content-type']?.startsWith('text/event-stream')) this.stands(socket);
    answer.on('error', () => response.destroy());
    if (!this.manners.buffers) {
      head();
      response.flushHeaders();
      answer.pipe(response);
      return;
    }
    answer.on('data', (piece: Buffer) => void pieces.push(piece));
    await new Promise((resolve) => answer.once('close', resolve));
    if (!answer.complete) return void response.destroy();
    head();
    response.end(Buffer.concat(pieces));
  }

  upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => socket.destroy());
    const { sockets } = this.manners;
    if (sockets === 'swallows') {
      this.passed.push('swallowed');
      this.stands(socket);
    } else if (sockets === 'refuses') socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
    else if (sockets === 'strips') this.strip(request, socket);
    else this.tunnel(request, socket, head);
  };

  private strip({ url: path = '/', headers }: IncomingMessage, socket: Duplex): void {
    this.passed.push(path);
    ask({ ...this.target, path, headers: onward(headers) }, (answer) => {
      answer.resume();
      socket.end(`HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
    })
      .on('error', () => socket.destroy())
      .end();
  }

  private tunnel(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.passed.push('socket');
    const onwards = connect(this.target, () => {
      const lines = request.rawHeaders.flatMap((name, at, all) => (at % 2 === 0 ? [`${name}: ${all[at + 1]}`] : []));
      onwards.write(`GET ${request.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
      onwards.write(head);
      socket.pipe(onwards).pipe(socket);
    });
    for (const [one, other] of [
      [socket, onwards],
      [onwards, socket],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
    this.stands(socket);
  }
}

/** Listens at a port of its own. */
export async function openProxy(to: string, manners: Partial<Manners> = {}): Promise<BadProxy> {
  const running = new Running(new URL(to), { sockets: 'pass', buffers: false, ...manners });
  const server = createServer(running.forward);
  server.on('upgrade', running.upgrade);
  server.listen(0);
  await once(server, 'listening');
  const cut = () => {
    for (const socket of running.standing) socket.destroy();
  };
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    manners: running.manners,
    passed: running.passed,
    cut,
    async close() {
      cut();
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}
