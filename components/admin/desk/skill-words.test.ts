import { expect, test } from 'vitest';
import type { DepartmentId } from '../../../core/protocol/ids.ts';
import type { WireStaff } from '../../../core/protocol/wire-setup.ts';
import { countOf, otherSkills } from './skill-words.ts';

const care = '11' as DepartmentId;
const staff = [
  { departmentIds: [care], skills: [{ skill: 'Spanish', level: 2 }] },
  { departmentIds: ['12'], skills: [{ skill: 'Spanish', level: 5 }] },
] as unknown as readonly WireStaff[];

test('[desk set-up] who has a skill is counted among the people of the department, at its level and as it is written', () => {
  const asked = (skill: string, level: number) => countOf(staff, care, { skill, level, required: true });
  expect([asked('Spanish', 2), asked('Spanish', 3), asked('spanish', 1)]).toEqual([1, 0, 0]);
});

test('[desk set-up] skills that others have are offered once, without those that stand there', () => {
  const lists = [
    [{ skill: 'Spanish', level: 1 }],
    [
      { skill: 'Bikes', level: 2 },
      { skill: 'Spanish', level: 4 },
    ],
  ];
  expect(otherSkills(lists, [])).toEqual(['Bikes', 'Spanish']);
  expect(otherSkills(lists, [{ skill: 'Bikes', level: 1 }])).toEqual(['Spanish']);
});
