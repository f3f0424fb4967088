// Traces, as a collector gets them: what one call led to, over the queue of its writer and the commit that it shares with others.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newcomer } from '../../../testing/factories/accounts.ts';
import { apiSocket } from '../../../testing/factories/api-socket.ts';
import { chatWorld } from '../../../testing/factories/chat.ts';
import { edgeOver } from '../../../testing/factories/edge.ts';
import { observed } from '../../../testing/factories/observed.ts';
import { meterTimeline } from '../../features/timeline/index.ts';
import { openMetrics } from '../metrics.ts';
import { openTracing } from './open-tracing.ts';
import type { Tracing } from './tracing.ts';

const SEND = 'mutation ($input: SendInput!) { send(input: $input) { seq } }';
const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = 'b7ad6b7169203331';

interface Sent {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly status?: { readonly code?: number };
}

const spans: Sent[] = [];
const services = new Set<unknown>();
let tracing: Tracing;
let world: Awaited<ReturnType<typeof chatWorld>>;
let host = '';

/** A collector of OTLP over HTTP, in JSON. */
async function collector(): Promise<string> {
  const server = createServer((request, response) => {
    const body: Buffer[] = [];
    request.on('data', (part: Buffer) => void body.push(part));
    request.once('end', () => {
      for (const { resource, scopeSpans } of JSON.parse(Buffer.concat(body).toString()).resourceSpans) {
        for (const { key, value } of resource.attributes) if (key === 'service.name') services.add(value.stringValue);
        for (const scope of scopeSpans) spans.push(...scope.spans);
      }
      response.writeHead(request.url === '/v1/traces' ? 200 : 404, { 'content-type': 'application/json' }).end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterAll(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

beforeAll(async () => {
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const opened = await openTracing({ endpoint: await collector(), service: 'parley under test', share: 1 }, log);
  if (!opened) throw new Error('traces are not on');
  tracing = opened;
  const metrics = openMetrics(false);
  world = await chatWorld({ meter: meterTimeline({ metrics, tracing }) });
  ({ host } = await edgeOver(world, log, observed({ metrics, tracing })));
});

const named = (name: string) => spans.filter((span) => span.name === name);

test('[observe] a call takes its caller’s trace over; its command waits, is committed with others, and is told', async () => {
  const { token, actor } = await world.accounts.signUp(newcomer('ann'), { address: '', userAgent: '' });
  const room = await world.group(actor);
  const send = (text: string) => ({ input: { conversationId: room, clientId: crypto.randomUUID(), text } });
  await fetch(`http://${host}/api/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, traceparent: `00-${TRACE}-${PARENT}-01` },
    body: JSON.stringify({ query: SEND, variables: send('one') }),
  });
  const socket = await apiSocket(host, token);
  await Promise.all([socket.ask(SEND, send('two')), socket.ask(SEND, send('three'))]);
  await socket.ask(SEND, { input: { ...send('four').input, conversationId: '1' } });
  await socket.close();
  await tracing.close();

  expect([...services]).toEqual(['parley under test']);
  const [request] = named('POST graphql');
  expect(request).toMatchObject({ traceId: TRACE, parentSpanId: PARENT });
  const sends = named('send');
  expect(sends).toHaveLength(4);
  const [first, second, third, refused] = sends as [Sent, Sent, Sent, Sent];
  expect(first).toMatchObject({ traceId: TRACE, parentSpanId: request?.spanId });
  const queues = named('queue').map(({ parentSpanId }) => parentSpanId);
  for (const { spanId } of [first, second, third, refused]) expect(queues).toContain(spanId);

  const commits = named('commit');
  const commitOf = ({ spanId }: Sent) => commits.filter((commit) => commit.links?.some((link) => link.spanId === spanId));
  expect(commitOf(first)).toHaveLength(1);
  // Sent in one turn: one commit for both, in a trace of its own, which each of them names.
  const [shared] = commitOf(second);
  expect(commitOf(third)).toEqual([shared]);
  expect(shared?.traceId).not.toBe(second.traceId);
  expect(second.links).toEqual([expect.objectContaining({ traceId: shared?.traceId, spanId: shared?.spanId })]);
  expect(named('publish').map(({ parentSpanId }) => parentSpanId)).toContain(shared?.spanId);
  // A refusal is an answer, not a failure.
  expect(refused.status?.code ?? 0).toBe(0);
});

test('[observe] without the standard variables nothing of the SDK is loaded', async () => {
  const script = `
    import { registerHooks } from 'node:module';
    const seen = new Set();
    registerHooks({
      load(url, context, next) {
        const [, name] = /node_modules\\/(@opentelemetry\\/[^/]+)\\//.exec(url) ?? [];
        if (name) seen.add(name);
        return next(url, context);
      },
    });
    const { openObserver } = await import('./server/platform/observe/observer.ts');
    const { readSettings } = await import('./server/platform/config.ts');
    const observer = await openObserver(readSettings(process.env), { debug() {}, info() {}, warn() {}, error() {} });
    process.stdout.write(JSON.stringify([...seen].sort()));
    await observer.close();
  `;
  const loaded = async (env: Record<string, string>): Promise<string[]> => {
    const { OTEL_EXPORTER_OTLP_ENDPOINT: _, ...rest } = process.env;
    const args = ['--input-type=module', '--eval', script];
    return JSON.parse((await promisify(execFile)(process.execPath, args, { env: { ...rest, ...env } })).stdout);
  };
  // The library of the metrics asks for the API, which does nothing by itself.
  expect(await loaded({})).toEqual(['@opentelemetry/api']);
  expect(await loaded({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' })).toContain('@opentelemetry/sdk-trace');
});
