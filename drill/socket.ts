// One WebSocket of a client, graphql-transport-ws: requests and one subscription over it, or a request over HTTP. Made to
// be lied to: what does not answer in time is lost, what is answered twice is heard once, silence ends the connection.
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';

const OPEN_MS = 10_000;
const ANSWER_MS = 8_000;
const PING_MS = 5_000;
const SILENCE_MS = 20_000;

/** No answer: nobody knows whether it was done. */
export class Lost extends Error {}

export type Data = Readonly<Record<string, unknown>>;

interface Fault {
  readonly message: string;
  readonly extensions?: { readonly code?: string; readonly expected?: number; readonly retryAfterMs?: number };
}

export type Reply =
  | { readonly data: Data }
  | { readonly code: string; readonly message: string; readonly expected: number | null; readonly retryAfterMs: number };

interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: { readonly data?: Data | null; readonly errors?: readonly Fault[] } | readonly Fault[];
}

type Waiting = (reply: Reply | null) => void;

function replyOf(payload: Message['payload']): Reply {
  const errors = Array.isArray(payload) ? payload : payload && 'errors' in payload ? payload.errors : undefined;
  const [error] = errors ?? [];
  if (error) {
    const { code = 'NONE', expected = null, retryAfterMs = 0 } = error.extensions ?? {};
    return { code, message: error.message, expected, retryAfterMs };
  }
  const data = payload && 'data' in payload ? payload.data : null;
  return data ? { data } : { code: 'NONE', message: 'an answer without data', expected: null, retryAfterMs: 0 };
}

export class Socket {
  private readonly socket: WebSocket;
  private readonly waiting = new Map<string, Waiting>();
  private readonly streams = new Map<string, (data: Data | null) => void>();
  private readonly pings: NodeJS.Timeout;
  private lastId = 0;
  private heardAt = performance.now();
  private ready: ((open: boolean) => void) | null = null;
  /** Resolves when it is gone, however, with the close code. */
  readonly closed: Promise<number>;

  private constructor(url: string, token: string) {
    this.socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/graphql`, 'graphql-transport-ws', {
      perMessageDeflate: false,
      handshakeTimeout: OPEN_MS,
    });
    this.socket.on('open', () => this.tell({ type: 'connection_init', payload: { authorization: `Bearer ${token}`, protocol: 1 } }));
    this.socket.on('message', (data) => {
      if (Buffer.isBuffer(data)) this.hear(data.toString());
    });
    // What is wrong with it shows as its close.
    this.socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => this.socket.on('close', resolve));
    this.pings = setInterval(() => this.look(), PING_MS);
    void this.closed.then(() => this.end());
  }

  /** Null: it could not be opened. */
  static async open(url: string, token: string, signal: AbortSignal): Promise<Socket | null> {
    if (signal.aborted) return null;
    const socket = new Socket(url, token);
    const kill = () => socket.kill();
    signal.addEventListener('abort', kill);
    void socket.closed.then(() => signal.removeEventListener('abort', kill));
    const opened = new Promise<boolean>((resolve) => {
      socket.ready = resolve;
    });
    const timer = setTimeout(kill, OPEN_MS);
    const isOpen = await opened;
    clearTimeout(timer);
    return isOpen ? socket : null;
  }

  /** @throws Lost */
  async ask(query: string, variables: Data): Promise<Reply> {
    const id = this.start(query, variables);
    const stop = new AbortController();
    const answered = new Promise<Reply | null>((resolve) => this.waiting.set(id, resolve));
    const reply = await Promise.race([answered, delay(ANSWER_MS, null, { signal: stop.signal }).catch(() => null)]);
    stop.abort();
    this.waiting.delete(id);
    if (!reply) throw new Lost('no answer');
    return reply;
  }

  /** `heard(null)`: the server ended the stream. */
  subscribe(query: string, variables: Data, heard: (data: Data | null) => void): void {
    this.streams.set(this.start(query, variables), heard);
  }

  kill(): void {
    this.socket.terminate();
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

  private look(): void {
    if (performance.now() - this.heardAt > SILENCE_MS) this.kill();
    else this.tell({ type: 'ping' });
  }

  private hear(text: string): void {
    this.heardAt = performance.now();
    const message: Message = JSON.parse(text);
    if (message.type === 'connection_ack') this.open(true);
    else if (message.type === 'ping') this.tell({ type: 'pong' });
    else if (message.id !== undefined) this.take(message.id, message);
  }

  private take(id: string, { type, payload }: Message): void {
    const stream = this.streams.get(id);
    if (stream) {
      const reply = type === 'next' ? replyOf(payload) : null;
      stream(reply && 'data' in reply ? reply.data : null);
    } else if (type !== 'complete') {
      this.waiting.get(id)?.(replyOf(payload));
    }
  }

  private open(isOpen: boolean): void {
    this.ready?.(isOpen);
    this.ready = null;
  }

  private end(): void {
    clearInterval(this.pings);
    this.open(false);
    for (const waiting of this.waiting.values()) waiting(null);
  }
}

/** One request over HTTP. @throws Lost */
export async function post(url: string, token: string, query: string, variables: Data): Promise<Reply> {
  try {
    const response = await fetch(`${url}/api/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    return replyOf(JSON.parse(await response.text()));
  } catch (error) {
    throw new Lost(error instanceof Error ? error.message : 'no answer');
  }
}
