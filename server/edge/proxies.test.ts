import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { createProxies } from './proxies.ts';

function request(peer: string, headers: Record<string, string> = {}): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: peer });
  const message = new IncomingMessage(socket);
  message.headers = headers;
  return message;
}

const addressOf = (trusted: string[], peer: string, forwarded: string) =>
  createProxies(trusted).addressOf(request(peer, { 'x-forwarded-for': forwarded }));

test.each([
  ['a stranger says what he likes', [], '203.0.113.9', '198.51.100.1', '203.0.113.9'],
  ['a trusted proxy tells the caller', ['10.0.0.0/8'], '10.1.2.3', '198.51.100.1', '198.51.100.1'],
  ['what the caller wrote before does not count', ['10.0.0.0/8'], '10.1.2.3', '6.6.6.6, 198.51.100.1', '198.51.100.1'],
  ['two trusted proxies', ['10.0.0.0/8', '192.0.2.7'], '10.1.2.3', '198.51.100.1, 192.0.2.7', '198.51.100.1'],
  ['all of them trusted: the first', ['10.0.0.0/8'], '10.1.2.3', '10.9.9.9, 10.8.8.8', '10.9.9.9'],
  ['nonsense ends the way', ['10.0.0.0/8'], '10.1.2.3', '198.51.100.1, nonsense', '10.1.2.3'],
  ['no header', ['10.0.0.0/8'], '10.1.2.3', '', '10.1.2.3'],
  ['IPv4 in the clothes of IPv6', ['127.0.0.1'], '::ffff:127.0.0.1', '::ffff:198.51.100.1', '198.51.100.1'],
  ['IPv6 networks', ['2001:db8::/32'], '2001:db8::5', '2a00::1', '2a00::1'],
])('[proxy] %s', (_what, trusted, peer, forwarded, expected) => {
  expect(addressOf(trusted, peer, forwarded)).toBe(expected);
});

test('[proxy] https counts where a trusted proxy says so', () => {
  const asked = (trusted: string[], proto: string) => createProxies(trusted).isSecure(request('10.1.2.3', { 'x-forwarded-proto': proto }));
  expect(asked(['10.1.2.3'], 'https')).toBe(true);
  expect(asked(['10.1.2.3'], 'https, http')).toBe(true);
  expect(asked(['10.1.2.3'], 'http')).toBe(false);
  expect(asked([], 'https')).toBe(false);
});

test.each([
  ['this machine', '127.0.0.1', { host: 'localhost:3000' }, true],
  ['this machine by IPv6', '::1', { host: '[::1]:3000' }, true],
  ['IPv4 in the clothes of IPv6', '::ffff:127.0.0.1', { host: '127.0.0.1:3000' }, true],
  ['another machine', '192.0.2.7', { host: 'localhost:3000' }, false],
  ['a proxy of this machine, trusted or not', '127.0.0.1', { host: 'localhost:3000', 'x-forwarded-for': '127.0.0.1' }, false],
  ['a proxy that says only that it is one', '127.0.0.1', { host: 'localhost:3000', via: '1.1 varnish' }, false],
  ['a page of a stranger whose name was made to lead here', '127.0.0.1', { host: 'evil.example.org' }, false],
  ['no name at all', '127.0.0.1', {}, false],
])('[proxy] on this machine: %s', (_what, peer, headers, expected) => {
  expect(createProxies(['127.0.0.1']).isLocal(request(peer, headers as Record<string, string>))).toBe(expected);
});
