import { expect, test } from 'vitest';
import { toId } from '../../core/protocol/ids.ts';
import type { Me } from './account.ts';
import { formatMe, parseMe } from './account-memory.ts';

const ME: Me = {
  user: { id: toId<Me['user']['id']>('7'), handle: 'mia', name: 'Mia 米娅', avatarUrl: null, kind: 'PERSON' },
  power: 2,
  terminalId: toId<Me['terminalId']>('8'),
};

test('[account] what is remembered is read as it was written, and holds public fields alone', () => {
  const more = { ...ME, token: 'secret', user: { ...ME.user, email: 'mia@example.org' } };
  expect(parseMe(formatMe(more))).toEqual(ME);
  expect(formatMe(more)).not.toMatch(/secret|example/);
});

test('[account] what is broken, foreign or of another version is nobody', () => {
  const written: unknown = JSON.parse(formatMe(ME));
  const broken = [null, '', '{', 'null', '7', '[]', '{}', JSON.stringify({ user: ME.user }), formatMe(ME).replace('"7"', '"x"')];
  for (const text of broken) expect(parseMe(text)).toBeNull();
  expect(parseMe(JSON.stringify(Object.assign({}, written, { terminalId: 8 })))).toBeNull();
  expect(parseMe(formatMe(ME).replace('PERSON', 'GHOST'))).toBeNull();
});
