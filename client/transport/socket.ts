// One WebSocket of the protocol graphql-transport-ws, ours: a stream and calls over it, in the order in which they are made. No
// retries: who opens it decides.
import { PROTOCOL_VERSION } from '../../core/protocol/version.ts';
import type { Authorization } from './authorization.ts';

const PROTOCOL = 'graphql-transport-ws';

/** What came: the field that was asked for, or the errors in its place. */
export interface Payload {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly unknown[];
}

interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

export interface SocketHandlers {
  /** We are known: calls may be made. */
  opened(): void;
  /** Once, however it ends; code 0: by us. */
  closed(code: number, reason: string): void;
}

/** Null: no more of it comes. */
export type Hearer = (payload: Payload | null) => void;

export function connectTo(origin: string): WebSocket {
  return new WebSocket(`${origin.replace(/^http/, 'ws')}/api/graphql`, PROTOCOL);
}

export class Socket {
  private readonly socket: WebSocket;
  private readonly handlers: SocketHandlers;
  private readonly hearers = new Map<string, Hearer>();
  private lastId = 0;
  private over = false;

  constructor(socket: WebSocket, handlers: SocketHandlers, authorization: Authorization = () => null) {
    this.socket = socket;
    this.handlers = handlers;
    socket.onopen = () => {
      const proof = authorization();
      this.tell({ type: 'connection_init', payload: { protocol: PROTOCOL_VERSION, ...(proof !== null && { authorization: proof }) } });
    };
    socket.onmessage = ({ data }) => this.hear(JSON.parse(String(data)));
    socket.onclose = ({ code, reason }) => this.end(code, reason);
  }

  /** Each after those before it; answers how to end it. */
  operate(query: string, variables: object, hear: Hearer): () => void {
    this.lastId += 1;
    const id = String(this.lastId);
    this.hearers.set(id, hear);
    this.tell({ type: 'subscribe', id, payload: { query, variables } });
    return () => {
      if (this.hearers.delete(id) && !this.over) this.tell({ type: 'complete', id });
    };
  }

  close(): void {
    this.socket.close();
    this.end(0, '');
  }

  private tell(message: Message): void {
    this.socket.send(JSON.stringify(message));
  }

  private hear({ type, id = '', payload }: Message): void {
    if (this.over) return;
    const hear = this.hearers.get(id);
    if (type === 'connection_ack') this.handlers.opened();
    else if (type === 'ping') this.tell({ type: 'pong' });
    else if (type === 'next') hear?.(payload as Payload);
    else if (type === 'error' || type === 'complete') {
      this.hearers.delete(id);
      hear?.(type === 'error' ? { errors: payload as readonly unknown[] } : null);
    }
  }

  private end(code: number, reason: string): void {
    if (this.over) return;
    this.over = true;
    // Why it ended comes before that nothing more is answered.
    this.handlers.closed(code, reason);
    for (const hear of this.hearers.values()) hear(null);
    this.hearers.clear();
  }
}
