// The talks of the demo can be read and are worth reading.
import { expect, test } from 'vitest';
import { LIMITS } from '../../../core/protocol/limits.ts';
import { CAST, HANDLES } from './cast.ts';
import { clockOf, DAY_UNTIL, LAST_DAY_FROM, LAST_MOMENT } from './clock.ts';
import { parseTalk } from './parse.ts';
import { TalkError } from './steps.ts';
import { readTalks } from './talks.ts';

const talks = readTalks();
const steps = [...talks].flatMap(([name, talk]) => talk.steps.map((step) => ({ name, ...step })));
const said = steps.flatMap(({ name, by, deed }) => (deed.kind === 'say' ? [{ name, by, ...deed }] : []));
const HAN = /\p{Script=Han}/u;

test('[demo] weeks of talk in both languages, by everybody, in groups and between two', () => {
  expect(said.length).toBeGreaterThan(600);
  expect(said.filter(({ text }) => HAN.test(text)).length).toBeGreaterThan(200);
  expect(said.filter(({ text }) => !HAN.test(text)).length).toBeGreaterThan(300);
  expect(new Set(said.map(({ by }) => by))).toEqual(new Set(HANDLES));
  expect([...talks.values()].filter(({ title }) => title !== null).length).toBeGreaterThanOrEqual(5);
  for (const [name, { title, founders }] of talks) expect(founders.length, name).toBeGreaterThanOrEqual(title === null ? 2 : 3);
  for (const { title, founders } of talks.values()) expect(title === null && founders.length !== 2).toBe(false);
});

test('[demo] everything that can happen to a message happens, and no sentence is said twice', () => {
  const kinds = new Set(steps.map(({ deed }) => deed.kind));
  expect([...kinds].sort()).toEqual(['add', 'edit', 'leave', 'react', 'recall', 'rename', 'role', 'say']);
  expect(said.filter(({ replyTo }) => replyTo !== null).length).toBeGreaterThan(5);
  expect(said.some(({ mentionAll }) => mentionAll)).toBe(true);
  for (const form of ['```', 'https://', '\n- ', '\n1. ', '**', '`', '| ', '> ']) {
    expect(said.filter(({ text }) => text.includes(form)).length, form).toBeGreaterThan(0);
  }
  const long = said.map(({ text }) => text).filter((text) => text.length > 12);
  expect(new Set(long).size).toBe(long.length);
});

test('[demo] hours of an office: days do not overlap, the last ends before now, and nobody writes at a weekend', () => {
  for (const { name, days, second } of steps) {
    expect(second, name).toBeGreaterThanOrEqual(days === 0 ? LAST_DAY_FROM : 7.5 * 3600);
    expect(second, name).toBeLessThanOrEqual(days === 0 ? LAST_MOMENT : DAY_UNTIL);
  }
  for (const now of ['2026-11-23T00:05', '2026-11-28T09:00', '2026-03-30T23:59']) {
    const clock = clockOf(new Date(now));
    const times = [...new Set(steps.map(({ days }) => days))].sort((a, b) => b - a).map((days) => clock(days, 9 * 3600));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    for (const days of [1, 2, 7, 15]) expect([0, 6]).not.toContain(new Date(clock(days, 9 * 3600)).getDay());
    expect(new Date(clock(1, 9 * 3600 + 41 * 60)).toTimeString().slice(0, 5)).toBe('09:41');
    expect(clock(0, LAST_MOMENT)).toBe(new Date(now).getTime());
    expect(clock(1, DAY_UNTIL)).toBeLessThan(clock(0, LAST_DAY_FROM));
  }
});

test('[demo] who is offered has something to read, and each talk is read by those who spoke last', () => {
  for (const handle of HANDLES.filter((one) => 'about' in CAST[one])) {
    expect([...talks.values()].filter(({ unreadFrom }) => unreadFrom.has(handle)).length, handle).toBeGreaterThan(0);
  }
  for (const [name, { unreadFrom, steps: all }] of talks) {
    for (const [handle, from] of unreadFrom)
      expect(
        all.slice(from).some(({ by }) => by === handle),
        `${name} ${handle}`,
      ).toBe(false);
  }
  for (const { text } of said) expect(text.length).toBeLessThan(LIMITS.textUnits);
});

test('[demo] a line that cannot be read is told by its number', () => {
  const read = (body: string) => () => parseTalk(`with: noor lucia\n\n${body}`);
  expect(read('== 1\n09:00 nobody: hello')).toThrow(new TalkError('line 4: nobody is called nobody'));
  expect(read('== 1\nnoor: hello')).toThrow('line 4: the first line of a day has a time');
  expect(read('== 1\n09:00 noor: a\n08:00 lucia: b')).toThrow('line 5: the time goes back');
  expect(read('== 1\n09:00 noor >x: a')).toThrow('line 4: nothing is labelled x');
  expect(read('== 1\n== 2')).toThrow('line 4: days go forward');
  expect(read('== 1\n09:00 noor ! dance')).toThrow('line 4: there is no deed called dance');
  expect(parseTalk('with: noor lucia\n\n== 1\n09:00 noor: a\n\n  b\n    c\n^ 👍 lucia').steps[0]?.deed).toMatchObject({
    text: 'a\n\nb\n  c',
  });
});

test('[S19] only who is in a talk does anything there, and not to what was said before they came', () => {
  for (const [name, { founders, steps: all }] of talks) {
    const since = new Map(founders.map((handle) => [handle, -1]));
    for (const [at, { by, deed }] of all.entries()) {
      const from = since.get(by) ?? Number.POSITIVE_INFINITY;
      const target = 'of' in deed ? deed.of : deed.kind === 'say' ? (deed.replyTo ?? at) : at;
      expect(target, `${name}: ${by} at step ${at}`).toBeGreaterThan(from);
      if (deed.kind === 'add') for (const handle of deed.userIds) since.set(handle, at);
      if (deed.kind === 'leave') since.delete(by);
      const called = deed.kind === 'say' ? deed.mentionUserIds : [];
      expect(
        called.filter((handle) => !since.has(handle)),
        `${name}: step ${at}`,
      ).toEqual([]);
    }
  }
});
