import { expect, test } from 'vitest';
import type { WireDepartment } from '../../core/protocol/wire-desk.ts';
import { loadWords } from '../messages/words.ts';
import { createFormat } from './format.ts';
import { awayLines, nextOpen, openWords } from './opens.ts';

const NOW = Date.parse('2026-11-26T22:14:00');
const department = (more: Partial<WireDepartment>): WireDepartment =>
  ({ id: '1', name: 'D', open: false, opensAt: null, waiting: 0, ...more }) as WireDepartment;

test('[widget] a department says whether somebody is there, and when again', async () => {
  const english = { t: await loadWords('en'), format: createFormat('en'), now: NOW };
  const chinese = { t: await loadWords('zh'), format: createFormat('zh'), now: NOW };
  const opensAt = new Date('2026-11-27T09:00:00').toISOString();
  expect(openWords(department({ open: true, opensAt }), english)).toBe('Open now');
  expect(openWords(department({}), english)).toBe('Closed now');
  expect(openWords(department({ opensAt }), english)).toMatch(/^Closed now, opens Friday.* 09:00$/);
  expect(openWords(department({ opensAt }), chinese)).toMatch(/^已下班，星期五.*09:00恢复服务$/);
});

test("[widget] the time is the department's, and says its zone where the reader has another", async () => {
  const english = { t: await loadWords('en'), format: createFormat('en'), now: NOW };
  const opensAt = '2026-11-27T08:00:00.000Z';
  expect(openWords(department({ opensAt, timeZone: 'Asia/Shanghai' }), english)).toMatch(/16:00.*(GMT\+8|CST)/);
});

test('[widget] of several departments one that is open counts, else the one that opens first', () => {
  const soon = department({ name: 'soon', opensAt: '2026-11-27T08:00:00.000Z' });
  const later = department({ name: 'later', opensAt: '2026-11-28T08:00:00.000Z' });
  expect(nextOpen([department({ name: 'never' }), later, soon])?.name).toBe('soon');
  expect(nextOpen([soon, department({ name: 'open', open: true })])?.name).toBe('open');
  expect(nextOpen([])).toBeNull();
});

test('[widget] the words of the site stand beside when it opens again, and our own say it themselves', async () => {
  const opens = { t: await loadWords('en'), format: createFormat('en'), now: NOW };
  const closed = department({ opensAt: new Date('2026-11-27T09:00:00').toISOString() });
  expect(awayLines(closed, 'Back soon', opens)).toEqual({ text: 'Back soon', when: expect.stringMatching(/opens Friday.* 09:00$/) });
  expect(awayLines(closed, null, opens)).toEqual({ text: expect.stringMatching(/from Friday.* 09:00\.$/), when: null });
  expect(awayLines(department({}), 'Back soon', opens)).toEqual({ text: 'Back soon', when: null });
});
