// A client of the public API as far as measuring needs one: one WebSocket a user, graphql-transport-ws, requests and one
// subscription over it. What the server refuses ends the run.
import { once } from 'node:events';
import { WebSocket } from 'ws';

interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: { readonly data?: Record<string, unknown> | null; readonly errors?: readonly { readonly message: string }[] };
}

type Waiting = { resolve(data: Record<string, unknown>): void; reject(error: Error): void };

export class Client {
  private readonly socket: WebSocket;
  private readonly waiting = new Map<string, Waiting>();
  private readonly streams = new Map<string, (data: Record<string, unknown>, bytes: number) => void>();
  private lastId = 0;
  private ready: Waiting | null = null;

  /** `url` is that of the server, such as http://localhost:3000. */
  private constructor(url: string) {
    this.socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/graphql`, 'graphql-transport-ws');
    this.socket.on('message', (data) => {
      if (Buffer.isBuffer(data)) this.hear(data.toString(), data.length);
    });
    this.socket.on('error', (error) => this.fail(error));
    this.socket.on('close', (code, reason) => this.fail(new Error(`the server closed a socket: ${code} ${reason.toString()}`)));
  }

  static async open(url: string, token: string): Promise<Client> {
    const client = new Client(url);
    await once(client.socket, 'open');
    await new Promise<unknown>((resolve, reject) => {
      client.ready = { resolve, reject };
      client.tell({ type: 'connection_init', payload: { authorization: `Bearer ${token}`, protocol: 1 } });
    });
    return client;
  }

  /** One query or mutation; its data. */
  request(query: string, variables: Record<string, unknown>): Promise<Record<string, unknown>> {
    return new Promise((resolve, reject) => {
      this.waiting.set(this.start(query, variables), { resolve, reject });
    });
  }

  /** A subscription until the socket closes. `bytes`: of the frame. */
  subscribe(query: string, variables: Record<string, unknown>, heard: (data: Record<string, unknown>, bytes: number) => void): void {
    this.streams.set(this.start(query, variables), heard);
  }

  async close(): Promise<void> {
    this.socket.removeAllListeners('close');
    this.socket.close(1000);
    await once(this.socket, 'close');
  }

  private start(query: string, variables: Record<string, unknown>): string {
    this.lastId += 1;
    const id = String(this.lastId);
    this.tell({ type: 'subscribe', id, payload: { query, variables } });
    return id;
  }

  private tell(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  private hear(text: string, bytes: number): void {
    const message: Message = JSON.parse(text);
    if (message.type === 'connection_ack') this.ready?.resolve({});
    else if (message.type === 'ping') this.tell({ type: 'pong' });
    else if (message.type === 'error') this.fail(new Error(`the server refused an operation: ${text}`));
    else if (message.type === 'next' && message.id !== undefined) this.take(message.id, message, bytes);
  }

  private take(id: string, { payload }: Message, bytes: number): void {
    if (payload?.errors || !payload?.data) {
      this.fail(new Error(`the server answered ${JSON.stringify(payload)}`));
      return;
    }
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (waiting) waiting.resolve(payload.data);
    else this.streams.get(id)?.(payload.data, bytes);
  }

  /** Ends the run: a request that fails, or, where none waits, the process. */
  private fail(error: Error): void {
    const open = [...this.waiting.values(), ...(this.ready ? [this.ready] : [])];
    this.waiting.clear();
    this.ready = null;
    if (open.length === 0) throw error;
    for (const one of open) one.reject(error);
  }
}
