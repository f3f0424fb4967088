// What the desk says of a ticket, and what it asks of an agent. Pure; kept so that what says nothing new is no change.
import type { WantedSkill } from '../protocol/desk-skills.ts';

export interface Description {
  /** Within DESK_LIMITS.priority; 0: usual. */
  readonly priority: number;
  /** Null: nobody has said. */
  readonly subject: string | null;
  readonly tags: readonly string[];
  /** Those of its department, until somebody of the desk says others. */
  readonly skills: readonly WantedSkill[];
  readonly skillsByHand: boolean;
}

export const UNDESCRIBED: Description = { priority: 0, subject: null, tags: [], skills: [], skillsByHand: false };

/** What is not named stays as it is. */
export type Describing = Partial<Omit<Description, 'skillsByHand'>>;

/** Without what is so already; the order of tags and of skills says nothing. */
export function changesOf(now: Description, { priority, subject, tags, skills }: Describing): Describing {
  return {
    ...(priority === undefined || priority === now.priority ? {} : { priority }),
    ...(subject === undefined || subject === now.subject ? {} : { subject }),
    ...(tags === undefined || areSame(tags, now.tags) ? {} : { tags }),
    ...(skills === undefined || areSame(skills.map(keyOf), now.skills.map(keyOf)) ? {} : { skills }),
  };
}

/** The same one where nothing is named. */
export function redescribed(now: Description, { priority, subject, tags, skills }: Describing, byHand: boolean): Description {
  if (priority === undefined && subject === undefined && tags === undefined && skills === undefined) return now;
  return {
    priority: priority ?? now.priority,
    subject: subject === undefined ? now.subject : subject,
    tags: tags ?? now.tags,
    skills: skills?.map(({ skill, level, required }) => ({ skill, level, required })) ?? now.skills,
    skillsByHand: now.skillsByHand || (byHand && skills !== undefined),
  };
}

const keyOf = ({ skill, level, required }: WantedSkill) => JSON.stringify([skill, level, required]);

const areSame = (some: readonly string[], others: readonly string[]) =>
  some.length === others.length && some.toSorted().join('\0') === others.toSorted().join('\0');
