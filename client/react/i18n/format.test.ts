import { expect, test } from 'vitest';
import { createFormat } from './format.ts';

const at = (iso: string) => Date.parse(iso);
const NOW = at('2025-10-16T09:41:00Z');
const en = createFormat('en', 'UTC');
const zh = createFormat('zh', 'UTC');

test('[times] a row shows the time today, the weekday this week, the day this year, else the date', () => {
  const rows = ['2025-10-16T00:05:00Z', '2025-10-15T23:59:00Z', '2025-10-10T12:00:00Z', '2025-10-09T12:00:00Z', '2024-10-16T12:00:00Z'];
  expect(rows.map((r) => en.stamp(at(r), NOW))).toEqual(['00:05', 'Wed', 'Fri', '9 Oct', '16/10/2024']);
  expect(rows.map((r) => zh.stamp(at(r), NOW))).toEqual(['00:05', '周三', '周五', '10月9日', '2024/10/16']);
});

test('[times] a time ahead of our clock is shown as a date, never as a weekday gone by', () => {
  expect(en.stamp(at('2025-10-18T09:00:00Z'), NOW)).toBe('18 Oct');
});

test('[times] a moment that is to come has its day within a week, its date beyond', () => {
  const moments = ['2025-10-16T21:00:00Z', '2025-10-17T09:00:00Z', '2025-10-22T09:00:00Z', '2025-10-23T09:00:00Z'];
  expect(moments.map((m) => en.coming(at(m), NOW))).toEqual(['21:00', 'Fri 09:00', 'Wed 09:00', '23 Oct 09:00']);
  expect(moments.map((m) => zh.coming(at(m), NOW))).toEqual(['21:00', '周五 09:00', '周三 09:00', '10月23日 09:00']);
});

test('[times] a separator names today and yesterday, then the weekday, then the date', () => {
  const days = ['2025-10-16T01:00:00Z', '2025-10-15T01:00:00Z', '2025-10-13T01:00:00Z', '2025-09-02T01:00:00Z', '2023-09-02T01:00:00Z'];
  expect(days.map((d) => en.day(at(d), NOW))).toEqual(['Today', 'Yesterday', 'Monday', 'Tuesday 2 September', '2 September 2023']);
  expect(days.map((d) => zh.day(at(d), NOW))).toEqual(['今天', '昨天', '星期一', '9月2日星期二', '2023年9月2日']);
});

test('[times] days are the reader’s own, over a change to summer time too', () => {
  const rotterdam = createFormat('en', 'Europe/Amsterdam');
  // 30 March 2025 has 23 hours there; midnight before it is 23:00Z, midnight after it 22:00Z
  expect(rotterdam.daysApart(at('2025-03-29T22:59:00Z'), at('2025-03-29T23:01:00Z'))).toBe(1);
  expect(rotterdam.daysApart(at('2025-03-29T23:01:00Z'), at('2025-03-30T21:59:00Z'))).toBe(0);
  expect(rotterdam.daysApart(at('2025-03-30T21:59:00Z'), at('2025-03-30T22:01:00Z'))).toBe(1);
  expect(rotterdam.time(at('2025-03-30T00:59:00Z'))).toBe('01:59');
  expect(rotterdam.time(at('2025-03-30T01:00:00Z'))).toBe('03:00');
});

test('[times] midnight is 00:00', () => {
  expect(en.time(at('2025-10-16T00:00:00Z'))).toBe('00:00');
  expect(zh.time(at('2025-10-16T00:00:00Z'))).toBe('00:00');
});

test('[times] an age is said in its largest whole unit', () => {
  const ages = ['2025-10-16T09:40:30Z', '2025-10-16T09:35:00Z', '2025-10-16T07:00:00Z', '2025-10-15T23:00:00Z', '2025-10-12T09:00:00Z'];
  expect(ages.map((a) => en.relative(at(a), NOW))).toEqual(['now', '6 min ago', '2 hr ago', 'yesterday', '4 days ago']);
  expect(zh.relative(at('2025-10-16T09:35:00Z'), NOW)).toBe('6分钟前');
});

test('[counts] a badge stops at 999+', () => {
  expect([3, 999, 1000].map((n) => en.count(n))).toEqual(['3', '999', '999+']);
});

test('[lists] names are joined as the language does', () => {
  expect(en.list(['Daniel', '林晓雨', 'Marta'])).toBe('Daniel, 林晓雨 and Marta');
  expect(zh.list(['Daniel', '林晓雨', 'Marta'])).toBe('Daniel、林晓雨和Marta');
});
