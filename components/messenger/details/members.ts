// The order of a group's members, and which of them a search finds. Pure.
import type { Role } from '../../../core/protocol/events.ts';
import type { WireMember } from '../../../core/protocol/wire.ts';

const RANK: Readonly<Record<Role, number>> = { OWNER: 0, ADMIN: 1, MEMBER: 2 };

/** Who runs the group first; the others as they came. */
export function sortMembers(members: readonly WireMember[]): WireMember[] {
  return [...members].sort((one, other) => RANK[one.role] - RANK[other.role]);
}

/** By name or handle, in any case. */
export function findMembers(members: readonly WireMember[], query: string): readonly WireMember[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return members;
  const handle = wanted.replace(/^@/, '');
  return members.filter(({ user }) => user.name.toLowerCase().includes(wanted) || (user.handle?.includes(handle) ?? false));
}
