import { expect, test } from 'vitest';
import { networkOf } from './network.ts';

test('[limits] an IPv6 address counts as its network, an IPv4 address as itself', () => {
  expect(networkOf('203.0.113.7')).toBe('203.0.113.7');
  expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.7');
  expect(networkOf('2001:db8:0:1:aaaa::1')).toBe('2001:db8:0:1');
  expect(networkOf('2001:DB8::1:bbbb:0:0:2')).toBe(networkOf('2001:db8:0:1:aaaa::1'));
  expect(networkOf('2001:db8:0:2::1')).not.toBe(networkOf('2001:db8:0:1::1'));
  expect(networkOf('::1')).toBe('0:0:0:0');
  expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0');
});
