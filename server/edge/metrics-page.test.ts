import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openMetrics } from '../platform/metrics.ts';
import { answerMetrics } from './metrics-page.ts';
import { createProxies } from './proxies.ts';

const TOKEN = 'a-token-of-the-tests';

/** Its status, by a caller on this machine. */
async function page(token: string | null, trusted: readonly string[] = []) {
  const metrics = openMetrics(false);
  metrics.counter({ name: 'parley_things_total', help: 'Things.' }).inc(3);
  const { isLocal } = createProxies(trusted);
  const server = createServer((request, response) => void answerMetrics({ metrics, token, isLocal }, request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return (headers: Record<string, string> = {}, host = '127.0.0.1') => fetch(`http://${host}:${port}/metrics`, { headers });
}

test('[metrics] with a token set it alone counts, on this machine too', async () => {
  const ask = await page(TOKEN);
  const answer = await ask({ authorization: `Bearer ${TOKEN}x` });
  expect(answer.status).toBe(404);
  expect(await answer.json()).toEqual({ code: 'NOT_FOUND' });
  for (const headers of [{}, { authorization: 'Bearer ' }, { authorization: 'Basic abc' }, { authorization: TOKEN }]) {
    expect((await ask(headers as Record<string, string>)).status).toBe(404);
  }
});

test('[metrics] who has the token reads them in the format of Prometheus', async () => {
  const ask = await page(TOKEN);
  const answer = await ask({ authorization: `Bearer ${TOKEN}`, 'x-forwarded-for': '203.0.113.9' });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0.0.4/);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(await answer.text()).toContain('# HELP parley_things_total Things.\n# TYPE parley_things_total counter\nparley_things_total 3');
});

test('[metrics] without a token they are for this machine, and for nobody whom a proxy passed on', async () => {
  const ask = await page(null);
  expect((await ask()).status).toBe(200);
  expect((await ask({}, 'localhost')).status).toBe(200);
  for (const name of ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via', 'x-forwarded-host', 'x-forwarded-proto']) {
    expect((await ask({ [name]: '127.0.0.1' })).status, name).toBe(404);
  }
});
