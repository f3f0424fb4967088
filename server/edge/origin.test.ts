import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { fromOwnPage } from './origin.ts';

function request(host: string, origin?: string): IncomingMessage {
  const message = new IncomingMessage(new Socket());
  message.headers = origin === undefined ? { host } : { host, origin };
  return message;
}

test('[origin] our own page may call, a foreign one, a missing and a null origin may not', () => {
  expect(fromOwnPage(request('chat.example:3000', 'http://chat.example:3000'), null)).toBe(true);
  expect(fromOwnPage(request('chat.example:3000', 'http://evil.example:3000'), null)).toBe(false);
  expect(fromOwnPage(request('chat.example:3000'), null)).toBe(false);
  expect(fromOwnPage(request('chat.example:3000', 'null'), null)).toBe(false);
});

test('[origin] localhost and 127.0.0.1 are one, at the same port', () => {
  expect(fromOwnPage(request('localhost:3000', 'http://127.0.0.1:3000'), null)).toBe(true);
  expect(fromOwnPage(request('localhost:3000', 'http://127.0.0.1:4000'), null)).toBe(false);
});

test('[origin] with a public address only that one counts', () => {
  expect(fromOwnPage(request('10.0.0.5:3000', 'https://chat.example.org'), 'https://chat.example.org')).toBe(true);
  expect(fromOwnPage(request('10.0.0.5:3000', 'http://10.0.0.5:3000'), 'https://chat.example.org')).toBe(false);
});
