// A socket of the public API in the hand: operations and what they answer, and a stream.
import { once } from 'node:events';
import { WebSocket } from 'ws';

interface Told {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

export interface ApiSocket {
  /** The data of one operation, or its errors. */
  ask(query: string, variables?: object): Promise<{ readonly data?: Record<string, unknown>; readonly errors?: readonly unknown[] }>;
  /** Opens a stream; resolves with the first frame that satisfies `wanted`. */
  until(query: string, variables: object, wanted: (data: Record<string, unknown>) => boolean): Promise<Record<string, unknown>>;
  /** Opens a stream that stays; `frames`: the data of each, or the errors that ended it. */
  follow(query: string, variables?: object): Followed;
  close(): Promise<void>;
}

export interface Followed {
  readonly frames: Record<string, unknown>[];
  /** Resolves with the first frame, of those that came or come, that satisfies it. */
  until(wanted: (frame: Record<string, unknown>) => boolean): Promise<Record<string, unknown>>;
  end(): void;
}

export async function apiSocket(host: string, token: string): Promise<ApiSocket> {
  const socket = new WebSocket(`ws://${host}/api/graphql`, ['graphql-transport-ws']);
  const ears = new Map<string, (told: Told) => void>();
  const acked = Promise.withResolvers<void>();
  socket.on('message', (data: Buffer) => {
    const told: Told = JSON.parse(data.toString());
    if (told.type === 'connection_ack') acked.resolve();
    if (told.id !== undefined) ears.get(told.id)?.(told);
  });
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}`, protocol: 1 } }));
  await acked.promise;
  let ids = 0;
  const begin = (query: string, variables: object, hear: (told: Told) => void) => {
    ids += 1;
    ears.set(`${ids}`, hear);
    socket.send(JSON.stringify({ type: 'subscribe', id: `${ids}`, payload: { query, variables } }));
    return `${ids}`;
  };
  return {
    ask: (query, variables = {}) =>
      new Promise((resolve) => {
        begin(query, variables, ({ type, payload }) => {
          if (type === 'next') resolve(payload as object);
          if (type === 'error') resolve({ errors: payload as readonly unknown[] });
        });
      }),
    until: (query, variables, wanted) =>
      new Promise((resolve) => {
        begin(query, variables, ({ type, payload }) => {
          const data = type === 'next' ? ((payload as { data?: Record<string, unknown> }).data ?? {}) : {};
          if (wanted(data)) resolve(data);
        });
      }),
    follow(query, variables = {}) {
      const frames: Record<string, unknown>[] = [];
      const waiting = new Set<() => void>();
      const id = begin(query, variables, ({ type, payload }) => {
        const { data, errors } =
          type === 'next' ? (payload as { data?: Record<string, unknown> | null; errors?: unknown }) : { errors: payload };
        if (type !== 'complete') frames.push(data ?? { errors });
        for (const look of waiting) look();
      });
      return {
        frames,
        until: (wanted) =>
          new Promise((resolve) => {
            const look = () => {
              const found = frames.find(wanted);
              if (!found) return;
              waiting.delete(look);
              resolve(found);
            };
            waiting.add(look);
            look();
          }),
        end: () => socket.send(JSON.stringify({ type: 'complete', id })),
      };
    },
    async close() {
      socket.close(1000);
      await once(socket, 'close');
    },
  };
}
