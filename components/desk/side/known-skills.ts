// Which skills a ticket can ask for besides those that it asks for already. Pure.
import type { WantedSkill } from '../../../core/protocol/desk-skills.ts';

/** Those that hold what was typed. */
export function knownSkills(names: readonly string[], there: readonly WantedSkill[], typed: string): string[] {
  const wanted = typed.toLowerCase();
  return names.filter((name) => !there.some(({ skill }) => skill === name) && name.toLowerCase().includes(wanted));
}

/** The one that was meant: its name as a whole, or the only one that is left. */
export function meantSkill(found: readonly string[], typed: string): string | null {
  const whole = found.find((name) => name.toLowerCase() === typed.toLowerCase());
  return whole ?? (found.length === 1 ? (found[0] ?? null) : null);
}
