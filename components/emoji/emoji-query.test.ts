import { expect, test } from 'vitest';
import { emojiQueryAt } from './emoji-query.ts';

const at = (text: string) => emojiQueryAt(text, text.length);

test('[emoji] a colon at the beginning of a word asks, from two letters or one Han on', () => {
  expect(at(':smi')).toEqual({ from: 0, query: 'smi' });
  expect(at('well :+1')).toEqual({ from: 5, query: '+1' });
  expect(at('你好:笑')).toEqual({ from: 2, query: '笑' });
  expect(at('你好：笑哭')).toEqual({ from: 2, query: '笑哭' });
  expect(emojiQueryAt(':smile and more', 4)).toEqual({ from: 0, query: 'smi' });
});

test('[emoji] faces of signs, times, addresses and words stay text', () => {
  for (const text of [':', ':)', ':-)', ':D', ':s', '10:30', 'http://ex', 'key:value', ': space', ':smi le', '12:ab']) {
    expect(at(text), text).toBeNull();
  }
});

test('[emoji] far behind a long text it is found where it stands', () => {
  expect(at(`${'x'.repeat(50_000)} :wave`)).toEqual({ from: 50_001, query: 'wave' });
});
