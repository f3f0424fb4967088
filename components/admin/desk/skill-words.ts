// Which skills there are by name, and who of a department has one: a word that is written otherwise is another skill. Pure.
import type { WantedSkill } from '../../../core/protocol/desk-skills.ts';
import type { DepartmentId } from '../../../core/protocol/ids.ts';
import type { WireSkill, WireStaff } from '../../../core/protocol/wire-setup.ts';

/** Each name once, in their order, without those that stand there. */
export function otherSkills(lists: readonly (readonly WireSkill[])[], there: readonly WireSkill[]): string[] {
  const names = new Set(lists.flatMap((list) => list.map(({ skill }) => skill)));
  return [...names].filter((name) => !there.some(({ skill }) => skill === name)).sort((a, b) => a.localeCompare(b));
}

/** How many of the department have it at its level. */
export function countOf(staff: readonly WireStaff[], departmentId: DepartmentId, { skill, level }: WantedSkill): number {
  return staff.filter(
    ({ departmentIds, skills }) => departmentIds.includes(departmentId) && skills.some((one) => one.skill === skill && one.level >= level),
  ).length;
}
