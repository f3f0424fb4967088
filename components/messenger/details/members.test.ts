import { expect, test } from 'vitest';
import type { Role } from '../../../core/protocol/events.ts';
import { toId, type UserId } from '../../../core/protocol/ids.ts';
import type { WireMember } from '../../../core/protocol/wire.ts';
import { findMembers, sortMembers } from './members.ts';

function member(id: string, name: string, role: Role = 'MEMBER'): WireMember {
  const user = { id: toId<UserId>(id), name, handle: `h-${name.toLowerCase()}`, avatarUrl: null, kind: 'PERSON' as const };
  return { user, role, readSeq: 0, deliveredSeq: 0, joinedSeq: 1 };
}

const ALL = [member('1', 'Ben'), member('2', '林晓雨', 'ADMIN'), member('3', 'Ana', 'OWNER'), member('4', 'Ada')];
const names = (members: readonly WireMember[]) => members.map(({ user }) => user.name);

test('[members] who runs the group comes first, the others as they came', () => {
  expect(names(sortMembers(ALL))).toEqual(['Ana', '林晓雨', 'Ben', 'Ada']);
});

test('[members] a search finds names and handles, in any case', () => {
  expect(names(findMembers(ALL, ' AD '))).toEqual(['Ada']);
  expect(names(findMembers(ALL, '@h-an'))).toEqual(['Ana']);
  expect(names(findMembers(ALL, '晓雨'))).toEqual(['林晓雨']);
  expect(names(findMembers(ALL, ''))).toEqual(names(ALL));
});
