import { expect, test } from 'vitest';
import { isGood, jsonOf, type Measured, textOf } from './report.ts';

const latency = { p50: 10, p95: 20, p99: 30 };
const measured = (accepted: number): Measured => ({
  pairs: {
    accepted,
    delivered: 1499,
    latency,
    bytes: 500,
    batches: { messages: 37.25, perConversation: 1.5 },
    limit: { messages: 10_000, latency: { p50: 5, p95: 8, p99: 10 } },
  },
  group: {
    accepted: 100,
    delivered: 9900,
    latency,
    bytes: 500,
    batches: { messages: 8, perConversation: 8 },
    limit: { messages: 1000, latency },
    wsLimit: 99_000,
  },
  memory: { connection: 51_200, socket: 10_240 },
  durability: { version: '18.4', fsync: 'on', synchronousCommit: 'on' },
  setting: { node: '24.21.0', cores: 2, seconds: 4, rounds: 3, pairs: 64, members: 100 },
});

test('[bench] each number stands beside its limit with their ratio', () => {
  const lines = textOf(measured(1500)).split('\n');
  const line = (name: string) => lines.find((text) => text.startsWith(name))?.replace(/\s+/g, ' ');
  expect(line('64 pairs: accepted')).toBe('64 pairs: accepted 1,500 /s 10,000 /s 0.15 the same rows by bare SQL');
  expect(line('send to receive: p99')).toBe('send to receive: p99 30.0 ms 10.0 ms 3.00 one bare transaction of the same size');
  expect(line('group of 100: deliveries')).toBe('group of 100: deliveries 9,900 /s 99,000 /s 0.10 raw ws sends');
  expect(line('memory a connection')).toBe('memory a connection 50.0 KiB 10.0 KiB 5.00 a bare ws socket');
  expect(line('batch size')).toContain('pairs 37.3 messages a transaction');
  expect(line('PostgreSQL')).toBe('PostgreSQL 18.4, fsync on, synchronous_commit on');
});

test('[bench] 64 pairs under 0.15 of their limit fail', () => {
  expect(isGood(measured(1500))).toBe(true);
  expect(isGood(measured(1499))).toBe(false);
  expect(textOf(measured(1499))).toMatch(/\nFAIL: 64 pairs do not reach 0.15/);
});

test('[bench] machines read the same numbers', () => {
  const read = JSON.parse(jsonOf(measured(1500)));
  expect(read.ok).toBe(true);
  expect(read.rows[0]).toMatchObject({ name: '64 pairs: accepted', measured: 1500, limit: 10_000, ratio: 0.15, unit: '/s' });
});
