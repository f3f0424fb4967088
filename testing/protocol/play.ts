// Plays what a client of one version of the protocol asks, as it was recorded, against a server of today.
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { joined, type Shape, shapeOf } from './shape.ts';

const shape: z.ZodType<Shape> = z.lazy(() =>
  z.strictObject({ is: z.array(z.string()), list: shape.exactOptional(), fields: z.record(z.string(), shape).exactOptional() }),
);
const step = z.strictObject({
  over: z.enum(['trpc', 'graphql', 'socket']),
  as: z.enum(['query', 'mutation']).optional(),
  call: z.string().optional(),
  query: z.string().optional(),
  input: z.json().optional(),
  variables: z.json().optional(),
  /** Names that later steps use as {name}, and the field of the answer that they stand for. */
  keep: z.record(z.string(), z.string()).optional(),
  /** What was answered, or, over the socket, all that was pushed until the last step. */
  answer: shape.optional(),
});
export const recording = z.strictObject({ protocol: z.int().min(1), steps: z.array(step) });
export type Recording = z.output<typeof recording>;
type Step = Recording['steps'][number];

interface Place {
  readonly host: string;
  readonly token: string;
  /** What stands for {name}; {uuid} is another one each time. */
  readonly names: Record<string, string>;
}

function filled(value: unknown, names: Place['names']): unknown {
  const text = JSON.stringify(value ?? null);
  return JSON.parse(text.replace(/\{(\w+)\}/g, (_, name: string) => (name === 'uuid' ? crypto.randomUUID() : (names[name] ?? name))));
}

async function fetchJson(url: string, init: RequestInit): Promise<Record<string, unknown>> {
  const body: unknown = await (await fetch(url, init)).json();
  if (typeof body !== 'object' || body === null) throw new Error(`${url} answered ${String(body)}`);
  return { ...body };
}

/** An answer, or the code and details of an error. */
async function ask({ over, as, call, query, input, variables }: Step, { host, token, names }: Place): Promise<unknown> {
  const json = { 'content-type': 'application/json' };
  if (over === 'graphql') {
    const body = JSON.stringify({ query, variables: filled(variables, names) });
    const { data, errors } = await fetchJson(`http://${host}/api/graphql`, {
      method: 'POST',
      headers: { ...json, authorization: `Bearer ${token}` },
      body,
    });
    return { data, ...(Array.isArray(errors) ? { errors: errors.map((error: { extensions: unknown }) => error.extensions) } : {}) };
  }
  const headers = { ...json, cookie: `parley_session=${token}`, origin: `http://${host}` };
  const text = input === undefined ? undefined : JSON.stringify(filled(input, names));
  const search = as === 'query' && text !== undefined ? `?input=${encodeURIComponent(text)}` : '';
  const more = as === 'query' ? {} : { method: 'POST', body: text ?? '' };
  const { result, error } = await fetchJson(`http://${host}/api/trpc/${call}${search}`, { headers, ...more });
  if (error === undefined) return { result };
  const { code, details } = (error as { data: { code: unknown; details: unknown } }).data;
  return { error: { code, details } };
}

function keep({ keep: kept = {} }: Step, answer: unknown, names: Place['names']): void {
  const { data } = (answer as { result?: { data?: Record<string, unknown> } }).result ?? {};
  for (const [name, field] of Object.entries(kept)) names[name] = String(data?.[field]);
}

/** A stream from the moment of its step on. */
async function follow({ query, variables }: Step, protocol: number, { host, token, names }: Place) {
  const socket = new WebSocket(`ws://${host}/api/graphql`, ['graphql-transport-ws']);
  const frames: unknown[] = [];
  let heard = () => {};
  socket.on('message', (data: Buffer) => {
    frames.push(JSON.parse(data.toString()));
    heard();
  });
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}`, protocol } }));
  await once(socket, 'message');
  socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query, variables: filled(variables, names) } }));
  return {
    close: () => socket.terminate(),
    /** All that was pushed up to one that has this text in it. */
    until: (text: string) =>
      new Promise<unknown[]>((resolve) => {
        heard = () => {
          if (JSON.stringify(frames).includes(text)) resolve(frames);
        };
        heard();
      }),
  };
}

const LAST = '"kind":"left"';

/** What each step is answered with today. The last step is a leave, which ends what is awaited of the stream. */
export async function play({ protocol, steps }: Recording, place: Place): Promise<Shape[]> {
  const shapes: Shape[] = [];
  const streams = [];
  for (const [at, one] of steps.entries()) {
    if (one.over === 'socket') {
      streams.push({ at, step: one, after: { ...place.names }, stream: await follow(one, protocol, place) });
      shapes.push({ is: [] });
      continue;
    }
    const answer = await ask(one, place);
    keep(one, answer, place.names);
    shapes.push(shapeOf(answer));
  }
  for (const { at, step: asked, after, stream } of streams) {
    // What is pushed at once may also be read later: a client hears either.
    const late = await follow(asked, protocol, { ...place, names: after });
    const frames = [...(await stream.until(LAST)), ...(await late.until(LAST))];
    shapes[at] = frames.map((frame) => shapeOf(frame)).reduce(joined);
    stream.close();
    late.close();
  }
  return shapes;
}
