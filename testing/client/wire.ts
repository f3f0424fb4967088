// A WebSocket in the hand, as graphql-transport-ws uses it.

interface Said {
  readonly type: string;
  readonly id?: string;
  readonly payload?: { readonly query?: string; readonly variables?: Readonly<Record<string, unknown>>; readonly protocol?: number };
}

export class Wire {
  readonly sent: Said[] = [];
  isClosed = false;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.isClosed = true;
  }

  /** As the browser gives it. */
  asSocket(): WebSocket {
    return this as unknown as WebSocket;
  }

  hear(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  /** It comes about, and we are let in. */
  admit(): void {
    this.onopen?.();
    this.hear({ type: 'connection_ack' });
  }

  /** The operation that was asked for last is answered, and done. */
  answer(payload: object): void {
    const id = this.sent.at(-1)?.id;
    this.hear({ type: 'next', id, payload });
    this.hear({ type: 'complete', id });
  }

  /** The fields that were asked for, in order. */
  asked(): string[] {
    return this.sent.flatMap(({ payload }) => /[{] *(\w+)/.exec(payload?.query ?? '')?.[1] ?? []);
  }
}
