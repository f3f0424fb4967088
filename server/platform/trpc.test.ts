import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { AppError } from '../../core/protocol/app-error.ts';
import { ERRORS, type ErrorCode } from '../../core/protocol/errors.ts';
import { asked } from '../../testing/factories/observed.ts';
import { DatabaseAway } from './db.ts';
import { authed, procedure, router, type TrpcContext } from './trpc.ts';

const codes = Object.keys(ERRORS) as ErrorCode[];
const routes = router({
  fail: procedure.input(z.strictObject({ code: z.enum(codes) })).query(({ input }) => {
    throw new AppError(input.code, { retryAfterMs: 7 });
  }),
  crash: procedure.query(() => {
    throw new Error('secret detail');
  }),
  away: procedure.query(() => {
    throw new Error('a step of ours', { cause: new DatabaseAway(new Error('secret detail')) });
  }),
  mine: authed.query(({ ctx }) => ctx.actor.userId),
});

async function call(path: string, input?: unknown) {
  const logged: unknown[] = [];
  const note = (fields: unknown) => void logged.push(fields);
  const log = { debug: note, info: note, warn: note, error: note };
  const ctx: TrpcContext = {
    ...asked(),
    actor: null,
    address: '192.0.2.1',
    userAgent: '',
    log,
    spend() {},
    setSession() {},
    clearSession() {},
  };
  const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  const req = new Request(`http://localhost/trpc/${path}${query}`);
  const response = await fetchRequestHandler({ endpoint: '/trpc', req, router: routes, createContext: () => ctx });
  const text = await response.text();
  return { status: response.status, text, body: JSON.parse(text), logged };
}

test('[errors] each error of the table leaves with its code, details and HTTP status', async () => {
  for (const code of codes) {
    const { status, body, logged } = await call('fail', { code });
    expect(status).toBe(ERRORS[code].http);
    expect(body.error.data).toMatchObject({ code, details: { retryAfterMs: 7 } });
    expect(logged).toEqual([]);
  }
});

test('[errors] what nobody foresaw is logged and leaves as INTERNAL without its text', async () => {
  const { status, text, body, logged } = await call('crash');
  expect(status).toBe(500);
  expect(body.error.data.code).toBe('INTERNAL');
  expect(text).not.toContain('secret detail');
  expect(text).not.toContain('stack');
  expect(logged).toMatchObject([{ path: 'crash', error: { message: 'secret detail' } }]);
});

test('[errors] while the database is away callers hear BUSY and when to try again', async () => {
  const { status, text, body, logged } = await call('away');
  expect(status).toBe(503);
  expect(body.error.data).toMatchObject({ code: 'BUSY', details: { retryAfterMs: 1000 } });
  expect(text).not.toContain('secret detail');
  expect(logged).toEqual([]);
});

test('[errors] an input that does not validate is BAD_INPUT with its field', async () => {
  const { status, body } = await call('fail', { code: 'NOT_FOUND', role: 'OWNER' });
  expect(status).toBe(400);
  expect(body.error.data).toMatchObject({ code: 'BAD_INPUT', details: { field: 'role' } });
  expect((await call('fail', { code: 'NONE' })).body.error.data).toMatchObject({ code: 'BAD_INPUT', details: { field: 'code' } });
});

test('[errors] nobody is UNAUTHENTICATED, and an unknown call NOT_FOUND', async () => {
  expect(await call('mine')).toMatchObject({ status: 401, body: { error: { data: { code: 'UNAUTHENTICATED' } } } });
  expect(await call('nothing')).toMatchObject({ status: 404, body: { error: { data: { code: 'NOT_FOUND' } } } });
});
