import { afterEach, expect, test, vi } from 'vitest';
import type { ConversationId } from '../../core/protocol/ids.ts';
import { CallError } from '../engine/account.ts';
import { createGraphqlAsk } from './graphql.ts';
import { createGraphqlChatPort } from './graphql-chat.ts';

afterEach(() => vi.unstubAllGlobals());

const ROOM = '7' as ConversationId;

function answering(answer: () => Response | Promise<Response>) {
  const asked: { url: string; init: RequestInit }[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push({ url, init });
    return answer();
  });
  return asked;
}

const failure = (asking: Promise<unknown>) =>
  asking.then(
    () => 'answered',
    (error: unknown) => (error instanceof CallError ? [error.code, error.details] : error),
  );

test('[graphql] a call carries the token of now, and never the cookie', async () => {
  const asked = answering(() => Response.json({ data: { me: { id: '1' } } }));
  let proof: string | null = null;
  const ask = createGraphqlAsk(() => proof);
  expect(await ask('{ me { id } }')).toEqual({ id: '1' });
  proof = 'Bearer t';
  await ask('{ me { id } }', { a: 1 });
  expect(asked.map(({ init }) => [init.credentials, new Headers(init.headers).get('authorization')])).toEqual([
    ['omit', null],
    ['omit', 'Bearer t'],
  ]);
  expect(asked[1] && JSON.parse(asked[1].init.body as string)).toEqual({ query: '{ me { id } }', variables: { a: 1 } });
});

test.each([
  [
    () => Response.json({ data: { me: null }, errors: [{ extensions: { code: 'RATE_LIMITED', retryAfterMs: 5 } }] }),
    ['RATE_LIMITED', { retryAfterMs: 5 }],
  ],
  [() => Response.json({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }, { status: 401 }), ['UNAUTHENTICATED', {}]],
  [() => new Response('<h1>Bad gateway</h1>', { status: 502 }), ['OFFLINE', {}]],
  [() => Promise.reject(new TypeError('no network')), ['OFFLINE', {}]],
] as const)('[graphql] a refusal has its code, and what is no answer counts as no network', async (answer, expected) => {
  answering(answer);
  expect(await failure(createGraphqlAsk(() => null)('{ me { id } }'))).toEqual(expected);
});

test('[graphql] rows of the public API have no marks of the own list; what only people do is not there', async () => {
  const port = createGraphqlChatPort((async () => ({ cursor: 'e.1', conversations: [{ id: ROOM }] })) as never);
  expect(await port.snapshot()).toEqual({ cursor: 'e.1', conversations: [{ id: ROOM, pinned: false, muted: false }] });
  expect(await failure(port.createGroup('x', []))).toEqual(['NOT_FOUND', {}]);
});
