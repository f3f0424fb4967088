import { expect, test } from 'vitest';
import { deviceName } from './device-name.ts';

test('[device] a session is named after browser and system', () => {
  const chrome = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
  expect(deviceName(chrome)).toBe('Chrome, Windows');
  expect(deviceName(`${chrome} Edg/140.0.0.0`)).toBe('Edge, Windows');
  expect(deviceName('Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0')).toBe('Firefox, Linux');
  expect(deviceName('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1')).toBe(
    'Safari, iOS',
  );
});

test('[device] a program by its first word, nothing by nothing, and never over the limit', () => {
  expect(deviceName('curl/8.5.0 extra')).toBe('curl/8.5.0');
  expect(deviceName('')).toBeNull();
  expect(deviceName('x'.repeat(5000))).toHaveLength(100);
});
