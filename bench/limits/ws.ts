// The limits of raw `ws` sends, without a protocol: deliveries a second to many sockets, memory a socket.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { inTurn } from '../load/users.ts';
import { Window } from '../stats.ts';

const WARM_MS = 500;
const WORD = 'a word';
const answers = z.object({ port: z.number().optional(), memory: z.number().optional() });

export class WsServer {
  private readonly child: ChildProcess;
  private readonly port: number;
  private sockets: WebSocket[] = [];

  private constructor(child: ChildProcess, port: number) {
    this.child = child;
    this.port = port;
  }

  static async start(): Promise<WsServer> {
    const child = fork(fileURLToPath(new URL('ws-server.ts', import.meta.url)));
    const { port } = await hear(child);
    if (port === undefined) throw new Error('the raw server told no port');
    return new WsServer(child, port);
  }

  /**
   * `atOnce` of them at a time. Each is open when it resolves; `greeted`: has had its message; `answered`: has said a word and had
   * an answer, as is needed to prove who one is. Sockets a second.
   */
  async open(count: number, atOnce = 32, until: 'open' | 'greeted' | 'answered' = 'open'): Promise<number> {
    const begun = performance.now();
    await inTurn(Array.from({ length: count }), atOnce, async () => {
      const socket = new WebSocket(`ws://127.0.0.1:${this.port}`, { perMessageDeflate: false, skipUTF8Validation: true });
      const message = until === 'open' ? null : once(socket, 'message');
      await once(socket, 'open');
      if (until === 'answered') socket.send(WORD);
      await message;
      this.sockets.push(socket);
    });
    return (count * 1000) / (performance.now() - begun);
  }

  /** A word over the first socket and back. */
  async word(): Promise<void> {
    const [socket] = this.sockets;
    if (!socket) throw new Error('no socket is open');
    socket.setMaxListeners(0);
    const back = once(socket, 'message');
    socket.send(WORD);
    await back;
  }

  /** Closes all that are open. */
  async leave(): Promise<void> {
    const sockets = this.sockets;
    this.sockets = [];
    await Promise.all(
      sockets.map((socket) => {
        socket.close(1000);
        return once(socket, 'close');
      }),
    );
  }

  /** Each that connects from now on is sent so many bytes. */
  greet(bytes: number): void {
    this.child.send({ type: 'greet', bytes });
  }

  /** Reads pages of rows (a statement with `$1`: `last` of the row read last), and sends them; rows that were parsed here, a second. */
  async rows(databaseUrl: string, statement: string, after: string): Promise<number> {
    const [socket] = this.sockets;
    if (!socket) throw new Error('no socket is open');
    const begun = performance.now();
    let rows = 0;
    const ended = new Promise<void>((resolve) => {
      socket.on('message', (data) => {
        const text = Buffer.isBuffer(data) ? data.toString() : '';
        if (text === 'end') resolve();
        else rows += z.array(z.unknown()).parse(JSON.parse(text)).length;
      });
    });
    this.child.send({ type: 'rows', databaseUrl, statement, after });
    await ended;
    return (rows * 1000) / (performance.now() - begun);
  }

  /** Messages that reach the sockets, a second. */
  async fan(bytes: number, seconds: number): Promise<number> {
    const window = new Window();
    for (const socket of this.sockets) socket.removeAllListeners('message').on('message', () => window.count(performance.now()));
    this.child.send({ type: 'fan', bytes, seconds: seconds + (2 * WARM_MS) / 1000 });
    await delay(WARM_MS);
    window.open(performance.now());
    await delay(seconds * 1000);
    window.close(performance.now());
    // What it still sends is not to disturb the next round.
    await delay(WARM_MS);
    return window.perSecond;
  }

  /** Resident bytes of the server's process. */
  async memory(): Promise<number> {
    this.child.send({ type: 'memory' });
    const { memory } = await hear(this.child);
    if (memory === undefined) throw new Error('the raw server told no memory');
    return memory;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.terminate();
    this.sockets = [];
    this.child.disconnect();
    await once(this.child, 'exit');
  }
}

async function hear(child: ChildProcess): Promise<z.output<typeof answers>> {
  const [message] = await once(child, 'message');
  return answers.parse(message);
}
