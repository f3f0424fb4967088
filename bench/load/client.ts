// A client of the public API as far as measuring needs one: one WebSocket a user, graphql-transport-ws, requests and one
// subscription over it. A frame of the subscription is handed on as its text: what a load generator does with a frame must not
// be what is measured. What the server refuses ends the run.
import { once } from 'node:events';
import { WebSocket } from 'ws';

type Data = Record<string, unknown>;
type Waiting = { resolve(data: Data): void; reject(error: Error): void };

interface Message {
  readonly payload?: { readonly data?: Data | null; readonly errors?: readonly { readonly message: string }[] };
}

export class Client {
  private readonly socket: WebSocket;
  private readonly waiting = new Map<string, Waiting>();
  private readonly streams = new Map<string, (frame: string, bytes: number) => void>();
  private lastId = 0;
  private ready: Waiting | null = null;

  /** `url` is that of the server, such as http://localhost:3000. */
  private constructor(url: string) {
    this.socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/graphql`, 'graphql-transport-ws', {
      perMessageDeflate: false,
      skipUTF8Validation: true,
    });
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
    client.ready = null;
    return client;
  }

  /** One query or mutation; its data. */
  request(query: string, variables: Data): Promise<Data> {
    return new Promise((resolve, reject) => {
      this.waiting.set(this.start(query, variables), { resolve, reject });
    });
  }

  /** A subscription until the socket closes; each frame as it came, with its size in bytes. */
  subscribe(query: string, variables: Data, heard: (frame: string, bytes: number) => void): void {
    this.streams.set(this.start(query, variables), heard);
  }

  async close(): Promise<void> {
    this.socket.removeAllListeners('close');
    this.socket.close(1000);
    await once(this.socket, 'close');
  }

  private start(query: string, variables: Data): string {
    this.lastId += 1;
    const id = String(this.lastId);
    this.tell({ type: 'subscribe', id, payload: { query, variables } });
    return id;
  }

  private tell(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  private hear(text: string, bytes: number): void {
    const { type, id } = headOf(text);
    const stream = id === undefined ? undefined : this.streams.get(id);
    if (type === 'next' && stream) {
      if (text.includes('"errors":[')) this.fail(new Error(`a stream failed: ${text.slice(0, 400)}`));
      else stream(text, bytes);
    } else if (type === 'next' && id !== undefined) this.take(id, JSON.parse(text));
    else if (type === 'connection_ack') this.ready?.resolve({});
    else if (type === 'ping') this.tell({ type: 'pong' });
    else if (type === 'error') this.fail(new Error(`the server refused an operation: ${text}`));
  }

  private take(id: string, { payload }: Message): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (payload?.errors || !payload?.data) waiting?.reject(new Error(`the server answered ${JSON.stringify(payload)}`));
    else waiting?.resolve(payload.data);
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

const HEAD_UNITS = 96;

/** The first fields of a message, in either order, without parsing what it carries. */
function headOf(text: string): { readonly type: string | undefined; readonly id: string | undefined } {
  const head = text.slice(0, HEAD_UNITS);
  return { type: /"type":"(\w+)"/.exec(head)?.[1], id: /"id":"(\w+)"/.exec(head)?.[1] };
}
