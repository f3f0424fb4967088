// How a log is drawn: days, the line of the first unread, groups of one sender within 5 minutes, quiet lines for what
// happened to the conversation. Pure.
import type { ReactNode } from 'react';
import type { LogItem, OutboxItem } from '../../../client/react/chat/hooks.ts';
import type { UserId } from '../../../core/protocol/ids.ts';
import type { WireEvent } from '../../../core/protocol/wire.ts';
import type { SendState } from '../../ui/send-state.tsx';

const GROUP_MS = 5 * 60_000;

/** What stands in a bubble, with all that it shows besides itself. */
export type Said = (
  | {
      readonly type: 'event';
      readonly event: WireEvent;
      /** Of a message of mine. */
      readonly state: SendState | undefined;
      /** Under it stands who has read it. */
      readonly isReadBy: boolean;
    }
  | { readonly type: 'unsent'; readonly item: OutboxItem }
) & {
  /** What it answers: null where it is not here, undefined where it answers nothing. */
  readonly quoted: WireEvent | null | undefined;
};

/** What stands between the messages by its time, and is none of them. */
export interface Aside {
  readonly key: string;
  /** Ms since 1970. */
  readonly at: number;
  readonly content: ReactNode;
}

export type Block =
  | ({ readonly type: 'aside' } & Aside)
  | { readonly type: 'day'; readonly key: string; readonly at: number }
  | { readonly type: 'unread'; readonly key: string; readonly at: number }
  | { readonly type: 'gap'; readonly key: string; readonly fromSeq: number }
  | { readonly type: 'system'; readonly key: string; readonly event: WireEvent }
  | { readonly type: 'group'; readonly key: string; readonly senderId: UserId | null; readonly said: Said[] };

interface Options {
  readonly me: UserId;
  /** The message that the line stands above, drawn or not; null: no line. */
  readonly firstUnread: number | null;
  /** Days by the person's own calendar: the same text for the same day. */
  readonly dayOf: (at: number) => string;
  /** A message of this log where it is held. */
  readonly find: (seq: number) => WireEvent | null;
  /** How far the others have come. */
  readonly deliveredSeq: number;
  readonly othersReadSeq: number;
  /** The message of mine under which stands who has read it; null: none. */
  readonly readBySeq: number | null;
  /** Ascending. */
  readonly asides?: readonly Aside[];
}

const timeOf = (item: Exclude<LogItem, { type: 'gap' }>) =>
  item.type === 'event' ? Date.parse(item.event.createdAt) : item.item.createdAt;

/** A key that lasts while a message goes from unsent to stored. */
export const keyOf = (said: Said) => (said.type === 'unsent' ? said.item.clientId : (said.event.clientId ?? `seq ${said.event.seq}`));

export function blocksOf(items: readonly LogItem[], options: Options): Block[] {
  const { me, firstUnread, dayOf, asides = [] } = options;
  const blocks: Block[] = [];
  let day = '';
  let last = 0;
  let next = 0;
  const openDay = (at: number) => {
    if (dayOf(at) === day) return;
    day = dayOf(at);
    blocks.push({ type: 'day', key: `day ${day}`, at });
  };
  const putAsides = (until: number) => {
    for (let aside = asides[next]; aside && aside.at <= until; aside = asides[next]) {
      openDay(aside.at);
      blocks.push({ type: 'aside', ...aside });
      next += 1;
    }
  };
  for (const item of items) {
    if (item.type === 'gap') {
      blocks.push({ type: 'gap', key: `gap ${item.toSeq}`, fromSeq: item.fromSeq });
      continue;
    }
    const at = timeOf(item);
    putAsides(at);
    openDay(at);
    if (item.type === 'event' && item.event.seq === firstUnread) blocks.push({ type: 'unread', key: 'unread', at });
    if (item.type === 'event' && item.event.kind !== 'message')
      blocks.push({ type: 'system', key: `seq ${item.event.seq}`, event: item.event });
    else add(blocks, saidOf(item, options), item.type === 'event' ? item.event.senderId : me, at - last <= GROUP_MS);
    last = at;
  }
  putAsides(Number.POSITIVE_INFINITY);
  return blocks;
}

/** What was said and happened on one day, under its date; what stands before any date has none. */
export interface Day {
  readonly key: string;
  readonly at: number | null;
  readonly blocks: readonly Block[];
}

export function daysOf(blocks: readonly Block[]): Day[] {
  const days: { key: string; at: number | null; blocks: Block[] }[] = [];
  for (const block of blocks) {
    if (block.type === 'day') days.push({ key: block.key, at: block.at, blocks: [] });
    else if (days.length === 0) days.push({ key: 'before', at: null, blocks: [block] });
    else days.at(-1)?.blocks.push(block);
  }
  return days;
}

/** The last message of mine that somebody has read; `someReadSeq`: the highest marker of the others. */
export function lastReadOwn(items: readonly LogItem[], me: UserId, someReadSeq: number): number | null {
  const read = items.findLast(
    (item) =>
      item.type === 'event' &&
      item.event.kind === 'message' &&
      item.event.senderId === me &&
      item.event.recalledAt === null &&
      item.event.seq <= someReadSeq,
  );
  return read?.type === 'event' ? read.event.seq : null;
}

function saidOf(item: Exclude<LogItem, { type: 'gap' }>, { me, find, readBySeq, ...far }: Options): Said {
  const answers = item.type === 'event' ? item.event.replyToSeq : item.item.replyToSeq;
  const quoted = answers === null ? undefined : find(answers);
  if (item.type === 'unsent') return { ...item, quoted };
  const { seq, senderId } = item.event;
  return { ...item, quoted, state: senderId === me ? stateOf(seq, far) : undefined, isReadBy: seq === readBySeq };
}

function stateOf(seq: number, { deliveredSeq, othersReadSeq }: Pick<Options, 'deliveredSeq' | 'othersReadSeq'>): SendState {
  if (seq <= othersReadSeq) return 'read';
  return seq <= deliveredSeq ? 'delivered' : 'sent';
}

function add(blocks: Block[], said: Said, senderId: UserId | null, soon: boolean): void {
  const open = blocks.at(-1);
  if (soon && open?.type === 'group' && open.senderId === senderId) open.said.push(said);
  else blocks.push({ type: 'group', key: `of ${keyOf(said)}`, senderId, said: [said] });
}
