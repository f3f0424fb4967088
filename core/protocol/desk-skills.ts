// Skills: what an agent has at which level, and what a ticket asks for.
import { z } from 'zod';
import { text } from './commands.ts';

/** Of an agent, and of a ticket; names in UTF-16 units; a level is 1 to `level`. */
export const SKILL_LIMITS = { count: 50, units: 50, level: 5 } as const;

const skill = z.strictObject({ skill: text(SKILL_LIMITS.units), level: z.int().min(1).max(SKILL_LIMITS.level) });

const once = (list: readonly { readonly skill: string }[]) => new Set(list.map((one) => one.skill)).size === list.length;

export const skills = z.array(skill).max(SKILL_LIMITS.count).refine(once, 'a skill stands twice');

/** Who lacks a required one is passed over, until it is relaxed; a preferred one only speaks for who has it. */
const wantedSkill = skill.extend({ required: z.boolean() });
export const wantedSkills = z.array(wantedSkill).max(SKILL_LIMITS.count).refine(once, 'a skill stands twice');
export type WantedSkill = Readonly<z.output<typeof wantedSkill>>;
