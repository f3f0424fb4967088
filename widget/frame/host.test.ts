import { afterEach, expect, test, vi } from 'vitest';
import { type ToFrame, wrap } from '../protocol.ts';
import { createHost } from './host.ts';

afterEach(() => vi.unstubAllGlobals());

const SHOP = 'https://shop.example';

function frameIn(origins: readonly string[]) {
  let listener: (event: unknown) => void = () => {};
  const posted: [unknown, string][] = [];
  const parent = { postMessage: (message: unknown, target: string) => posted.push([message, target]) };
  vi.stubGlobal('window', { parent });
  vi.stubGlobal('location', { origin: 'https://chat.example' });
  vi.stubGlobal('addEventListener', (_type: string, run: typeof listener) => {
    listener = run;
  });
  const host = createHost(origins);
  const heard: ToFrame[] = [];
  host.listen((message) => heard.push(message));
  const say = (data: unknown, origin = SHOP, source: unknown = parent) => listener({ data, origin, source });
  return { host, heard, posted, say };
}

const HELLO = wrap({ kind: 'hello' });

test('[widget] the frame hears its page alone, and only from an origin of its site key', () => {
  const { heard, say } = frameIn([SHOP]);
  say(HELLO, 'https://evil.example');
  say(HELLO, 'https://shop.example.evil.example');
  say(HELLO, SHOP, { another: 'window' });
  say(wrap({ kind: 'identify', token: 'before hello' }));
  expect(heard).toEqual([]);
  say(HELLO);
  say(wrap({ kind: 'identify', token: 'jwt' }));
  say(wrap({ kind: 'identify', token: 'forged' }), 'https://evil.example');
  expect(heard).toEqual([{ kind: 'hello' }, { kind: 'identify', token: 'jwt' }]);
});

test('[widget] it tells nothing before the page has said hello, and then that origin alone', () => {
  const { host, posted, say } = frameIn([SHOP]);
  host.tell({ kind: 'unread', count: 1 });
  expect(posted).toEqual([]);
  say(HELLO);
  host.tell({ kind: 'unread', count: 2 });
  expect(posted).toEqual([[wrap({ kind: 'unread', count: 2 }), SHOP]]);
});

test('[widget] what is not ours is passed over', () => {
  const { heard, say } = frameIn([SHOP]);
  say(HELLO);
  for (const data of [
    null,
    'hello',
    {},
    { mark: 'x', message: { kind: 'shown' } },
    { mark: 'parley-widget-1', message: { kind: 'close' } },
  ])
    say(data);
  expect(heard).toEqual([{ kind: 'hello' }]);
});
