// From the log to what is drawn: days, groups of one sender's messages within five minutes, and lines that nobody says.

import type { LogItem, OutboxItem } from '../../client/engine/view.ts';
import type { UserId } from '../../core/protocol/ids.ts';
import type { WireEvent } from '../../core/protocol/wire.ts';
import { linkedNumber } from './linked.ts';

const TOGETHER_MS = 5 * 60_000;

export type Said = { readonly key: string; readonly at: number } & (
  | { readonly type: 'event'; readonly event: WireEvent }
  | { readonly type: 'unsent'; readonly item: OutboxItem }
);

export type Line =
  | { readonly type: 'day'; readonly key: string; readonly at: number }
  | {
      readonly type: 'group';
      readonly key: string;
      readonly own: boolean;
      readonly senderId: UserId | null;
      readonly said: readonly Said[];
    }
  | { readonly type: 'notice'; readonly key: string; readonly text: string }
  /** What was said in another talk, which is over, goes on here. */
  | { readonly type: 'linked'; readonly key: string; readonly number: number }
  /** Others who have come or gone. */
  | { readonly type: 'joined' | 'left'; readonly key: string; readonly userIds: readonly UserId[] }
  | { readonly type: 'gap'; readonly key: string; readonly fromSeq: number };

const idsOf = (value: unknown): UserId[] => (Array.isArray(value) ? value.filter((id): id is UserId => typeof id === 'string') : []);

function saidOf(item: Exclude<LogItem, { type: 'gap' }>): Said {
  if (item.type === 'unsent') return { type: 'unsent', item: item.item, key: item.item.clientId, at: item.item.createdAt };
  const { event } = item;
  // The same key as when it was on its way: it stays where it is drawn.
  return { type: 'event', event, key: event.clientId ?? `s${event.seq}`, at: Date.parse(event.createdAt) };
}

/** Null: it is a message, or nothing that is shown. */
function systemLine(event: WireEvent, isOwn: (id: UserId) => boolean): Line | null {
  const { kind, seq, text, data } = event;
  const key = `s${seq}`;
  const number = linkedNumber(event);
  if (number !== null) return { type: 'linked', key, number };
  if (kind === 'notice' && text) return { type: 'notice', key, text };
  const userIds = kind === 'join' ? idsOf(data?.userIds) : kind === 'leave' ? idsOf([data?.userId]) : [];
  const others = userIds.filter((id) => !isOwn(id));
  return others.length > 0 ? { type: kind === 'join' ? 'joined' : 'left', key, userIds: others } : null;
}

/**
 * `isOwn`: the visitor, also as who they were before the site said it. `dayOf`: which day of the reader a moment is on.
 */
export function linesOf(items: readonly LogItem[], isOwn: (id: UserId) => boolean, dayOf: (at: number) => number): Line[] {
  const lines: Line[] = [];
  let day: number | null = null;
  const put = (said: Said, senderId: UserId | null) => {
    const own = senderId === null || isOwn(senderId);
    const last = lines.at(-1);
    const before = last?.type === 'group' ? last.said.at(-1) : undefined;
    if (last?.type === 'group' && (last.senderId === senderId || (last.own && own)) && before && said.at - before.at < TOGETHER_MS) {
      lines[lines.length - 1] = { ...last, said: [...last.said, said] };
    } else lines.push({ type: 'group', key: said.key, own, senderId, said: [said] });
  };
  for (const item of items) {
    if (item.type === 'gap') {
      lines.push({ type: 'gap', key: `g${item.fromSeq}`, fromSeq: item.fromSeq });
      continue;
    }
    const said = saidOf(item);
    const isMessage = item.type === 'unsent' || (item.event.kind === 'message' && item.event.senderId !== null);
    const system = item.type === 'event' && !isMessage ? systemLine(item.event, isOwn) : null;
    if (!isMessage && !system) continue;
    if (dayOf(said.at) !== day) {
      day = dayOf(said.at);
      lines.push({ type: 'day', key: `d${day}`, at: said.at });
    }
    if (system) lines.push(system);
    else put(said, item.type === 'event' ? item.event.senderId : null);
  }
  return lines;
}
