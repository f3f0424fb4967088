import { expect, test } from 'vitest';
import { check } from './check/check.ts';
import { goodHistory } from './check/history.ts';
import { storyOf } from './story.ts';

test('[drill] the story tells the message, what was answered and which faults were open', () => {
  const { rows, recorded } = goodHistory();
  const findings = check(recorded, { ...rows, events: rows.events.filter((event) => event.seq !== 3) });
  const lost = findings.filter(({ rule }) => rule === 'S1');
  expect(storyOf(lost, recorded).split('\n')).toEqual([
    "S1: device of 1's message 00000000 was acknowledged as 900/3 and is not in the log",
    '  0.0 s: device of 1 sends "two" to 900, number 2 of its lane',
    '  0.0 s: answered seq 3',
    '  open: kill -9 of the instance (A), 0.0 s to 0.0 s',
    'in all: S1 lost 1',
  ]);
});

test('[drill] of each rule the finding is told that needs the fewest lines, the shortest story first', () => {
  const { recorded } = goodHistory();
  const about = recorded.sends[0]?.clientId ?? '';
  const findings = [
    { rule: 'S1', harm: 'lost', what: 'long', clientId: about },
    { rule: 'S5', harm: 'lost', what: 'short', clientId: about },
    { rule: 'S5', harm: 'lost', what: 'shorter' },
  ] as const;
  const told = storyOf(findings, recorded).split('\n');
  expect(told.slice(0, 2)).toEqual(['S5: shorter', 'S1: long']);
  expect(told.at(-1)).toBe('in all: S1 lost 1, S5 lost 2');
  expect(storyOf([], recorded)).toBe('');
});
