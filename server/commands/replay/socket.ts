// One WebSocket of the public API, graphql-transport-ws with a bearer token, until it closes: requests and subscriptions over it.
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { type Data, Lost, type Reply, readReply } from './reply.ts';

const OPEN_MS = 15_000;
const ANSWER_MS = 30_000;

interface Waiting {
  resolve(data: Data): void;
  reject(error: Error): void;
}

interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: Reply | Reply['errors'];
}

export class Socket {
  private readonly socket: WebSocket;
  private readonly waiting = new Map<string, Waiting>();
  private readonly streams = new Map<string, (data: Data) => void>();
  private readonly acknowledged = Promise.withResolvers<void>();
  private lastId = 0;
  /** Resolves when it is gone, however. */
  readonly closed: Promise<void>;

  private constructor(url: string, token: string) {
    this.socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/graphql`, 'graphql-transport-ws', { handshakeTimeout: OPEN_MS });
    this.socket.on('open', () => this.tell({ type: 'connection_init', payload: { authorization: `Bearer ${token}`, protocol: 1 } }));
    this.socket.on('message', (data) => {
      if (Buffer.isBuffer(data)) this.hear(data.toString());
    });
    // What is wrong with it shows as its close.
    this.socket.on('error', (error) => this.acknowledged.reject(new Lost(error.message)));
    this.closed = new Promise((resolve) => {
      this.socket.on('close', (code) => {
        const lost = new Lost(`the connection was closed (${code})`);
        this.acknowledged.reject(lost);
        for (const one of this.waiting.values()) one.reject(lost);
        this.waiting.clear();
        resolve();
      });
    });
  }

  /** @throws Lost */
  static async open(url: string, token: string): Promise<Socket> {
    const socket = new Socket(url, token);
    await socket.acknowledged.promise;
    return socket;
  }

  /** @throws Lost, ApiError */
  async ask(query: string, variables: Data): Promise<Data> {
    if (this.socket.readyState !== WebSocket.OPEN) throw new Lost('the connection is closed');
    const id = this.start(query, variables);
    const timer = setTimeout(() => this.waiting.get(id)?.reject(new Lost('no answer')), ANSWER_MS);
    try {
      return await new Promise<Data>((resolve, reject) => this.waiting.set(id, { resolve, reject }));
    } finally {
      clearTimeout(timer);
      this.waiting.delete(id);
    }
  }

  subscribe(query: string, heard: (data: Data) => void): void {
    this.streams.set(this.start(query, {}), heard);
  }

  async close(): Promise<void> {
    if (this.socket.readyState === WebSocket.CLOSED) return;
    const closed = once(this.socket, 'close');
    this.socket.close(1000);
    await closed;
  }

  private start(query: string, variables: Data): string {
    this.lastId += 1;
    const id = String(this.lastId);
    this.tell({ type: 'subscribe', id, payload: { query, variables } });
    return id;
  }

  private tell(message: object): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  private hear(text: string): void {
    const { type, id, payload }: Message = JSON.parse(text);
    if (type === 'connection_ack') this.acknowledged.resolve();
    else if (type === 'ping') this.tell({ type: 'pong' });
    else if (id !== undefined && type !== 'complete') this.take(id, Array.isArray(payload) ? { errors: payload } : (payload as Reply));
    // A stream that the server ends begins again on a new connection.
    else if (id !== undefined && this.streams.has(id)) this.socket.close(1000);
  }

  private take(id: string, reply: Reply): void {
    const stream = this.streams.get(id);
    if (stream && reply.data) stream(reply.data);
    else if (stream) this.socket.close(1000);
    else {
      const answer = readReply(reply);
      if (answer instanceof Error) this.waiting.get(id)?.reject(answer);
      else this.waiting.get(id)?.resolve(answer);
    }
  }
}
