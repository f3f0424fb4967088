import { expect, test } from 'vitest';
import { knownSkills, meantSkill } from './known-skills.ts';

const names = ['billing', 'Spanish', 'wholesale', 'wholesale abroad'];

test('[desk] skills are found by what was typed, without those that the ticket asks for', () => {
  const there = [{ skill: 'billing', level: 1, required: true }];
  expect(knownSkills(names, there, '')).toEqual(['Spanish', 'wholesale', 'wholesale abroad']);
  expect(knownSkills(names, [], 'SP')).toEqual(['Spanish']);
  expect(knownSkills(names, [], 'zz')).toEqual([]);
});

test('[desk] Enter takes a skill by its whole name, or the only one that is left', () => {
  expect(meantSkill(knownSkills(names, [], 'Wholesale'), 'Wholesale')).toBe('wholesale');
  expect(meantSkill(knownSkills(names, [], 'spa'), 'spa')).toBe('Spanish');
  expect(meantSkill(knownSkills(names, [], 'whole'), 'whole')).toBeNull();
  expect(meantSkill([], '')).toBeNull();
});
