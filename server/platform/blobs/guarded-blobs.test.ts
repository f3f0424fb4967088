import { expect, test } from 'vitest';
import { handClock } from '../../../testing/factories/hand-clock.ts';
import { memoryBlobs } from '../../../testing/factories/memory-blobs.ts';
import { BlobAway, BlobError } from './blobs.ts';
import { guardBlobs } from './guarded-blobs.ts';

type Mood = 'well' | 'refuses' | 'hangs';

function world() {
  const clock = handClock();
  const lines: string[] = [];
  const note = (_fields: unknown, line = '') => void lines.push(line);
  const store = memoryBlobs();
  const state = { mood: 'well' as Mood, asked: 0 };
  const get = (key: string) => {
    state.asked += 1;
    if (state.mood === 'hangs') return new Promise<never>(() => {});
    return state.mood === 'refuses' ? Promise.reject(new Error('EIO')) : store.get(key);
  };
  const blobs = guardBlobs({ ...store, get }, { clock, log: { debug() {}, info: note, warn: note, error: note } });
  return { clock, lines, state, blobs };
}

test('[breaker] a store that fails is not asked any more after three times, is tried once later, and its change is logged once', async () => {
  const { clock, lines, state, blobs } = world();
  await blobs.put('a', Buffer.from('a'));
  state.mood = 'refuses';
  for (let n = 0; n < 6; n += 1) await expect(blobs.get('a')).rejects.toThrow(BlobAway);
  expect([state.asked, blobs.state()]).toEqual([3, 'open']);
  await clock.pass(2_000);
  expect(blobs.state()).toBe('half-open');
  state.mood = 'well';
  expect(String(await blobs.get('a'))).toBe('a');
  expect([state.asked, blobs.state()]).toEqual([4, 'closed']);
  expect(lines).toEqual([
    'the store of objects does not answer: archived history is not read, and nothing is archived',
    'the store of objects answers',
  ]);
});

test('[breaker] a store that hangs is given up after 6 s, and then says at once when to ask again', async () => {
  const { clock, state, blobs } = world();
  state.mood = 'hangs';
  const answers = [1, 2, 3].map(() => expect(blobs.get('a')).rejects.toThrow(BlobAway));
  await clock.pass(6_000);
  await Promise.all(answers);
  await expect(blobs.get('a')).rejects.toMatchObject({ retryAfterMs: 2_000 });
  expect(state.asked).toBe(3);
});

test('[breaker] what the store answers is no failure: a key that is none, other bytes, nothing there', async () => {
  const { blobs } = world();
  await blobs.put('a', Buffer.from('a'));
  for (let n = 0; n < 5; n += 1) {
    await expect(blobs.put('a', Buffer.from('b'))).rejects.toThrow(BlobError);
    await expect(blobs.put('A', Buffer.from('b'))).rejects.toThrow(BlobError);
    expect(await blobs.get('b')).toBeNull();
  }
  expect(blobs.state()).toBe('closed');
});
