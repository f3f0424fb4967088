// How a conversation of the past is made: a group, or the one of two people. Pure.
import { fanOutOf } from '../../../core/conversation/fan-out.ts';
import { compareIds, type UserId } from '../../../core/protocol/ids.ts';
import type { Command } from '../../../core/timeline/command.ts';
import { ImportError, type Source } from './types.ts';

export function placeFor({ kind, title }: Pick<Source, 'kind' | 'title'>, members: readonly UserId[]): NonNullable<Command['create']> {
  const [lo, hi] = [...members].sort(compareIds);
  if (kind === 'GROUP' || lo === undefined) return { kind, fanOut: fanOutOf(kind, members.length), title, settings: {}, pair: null };
  if (hi === undefined) throw new ImportError('needs a customer and an agent');
  return { kind, fanOut: 'WRITE', title, settings: {}, pair: [lo, hi] };
}
