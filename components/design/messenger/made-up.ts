// Thirty conversations of a small trading house, made up: every state of a row and of a log stands in one of them, and one
// log is 5,000 events long. The same each time, around the moment it is given.

import { type ConversationView, WRITE } from '../../../client/react/chat/hooks.ts';
import type { EventKind } from '../../../core/protocol/events.ts';
import { type ConversationId, type EventId, toId, type UserId } from '../../../core/protocol/ids.ts';
import type { EventData, WireEvent, WireUser } from '../../../core/protocol/wire.ts';

const MINUTE = 60_000;

function person(id: string, handle: string, name: string, kind: WireUser['kind'] = 'PERSON'): WireUser {
  return { id: toId<UserId>(id), handle, name, avatarUrl: null, kind };
}

export const ines = person('1009', 'ines', 'Ines Moreau');
const marta = person('1006', 'marta', 'Marta Lindqvist');
const wang = person('1007', 'wang', '王思远');
const lin = person('1002', 'lin', '林晓雨');
const daniel = person('1003', 'daniel', 'Daniel Osei');
const bot = person('1010', 'stock', 'Stock feed', 'BOT');

export const people: readonly WireUser[] = [
  ines,
  marta,
  wang,
  lin,
  daniel,
  bot,
  person('1004', 'chen', '陈立'),
  person('1005', 'tomas', 'Tomás Varela'),
  person('1008', 'kim', '김도현'),
  person('1011', 'priya', 'Priya Raman'),
  person('1012', 'misaki', '佐藤美咲'),
  person('1013', 'noor', 'Noor al-Hashimi'),
];

const LINES = [
  'The stock feed drops a row when two sizes share one SKU. 改这一行就行。',
  'Good catch. `r.size` can be null for gift cards, mind that.',
  '中文版我已经请晓雨过了一遍，只剩标题待定：「一窑一色」还是「秋色入窑」？',
  'On it.',
  'Draft of the two lines, 42 and 38 characters.\nThe second one still runs long on a phone.',
  '收到。箱唛用第二版，英文放左边。',
  'Numbers are in https://sheets.example/autumn?tab=2 (second tab), the rest comes by mailto:ops@kiln.example.',
  'Perfect. Freeze at noon, then nobody touches it.',
  '👍',
  '宁波港那批已经报关，预计周六到。',
  'Could you look at the empty state once more? It says what is so but not what to do, and the button is a noun.',
  '```\nconst key = (r: Row) => `${r.sku}/${r.size}`;\nreturn groupBy(rows, key).map(sum, 0);\n```',
];

export interface Script {
  readonly conversationId: ConversationId;
  readonly now: number;
}

interface Said {
  readonly by: WireUser | null;
  readonly minutesAgo: number;
  readonly text?: string | null;
  readonly kind?: EventKind;
  readonly data?: EventData;
  readonly replyToSeq?: number;
  readonly reactions?: WireEvent['reactions'];
  readonly edited?: boolean;
  readonly recalled?: boolean;
}

export function eventOf({ conversationId, now }: Script, seq: number, said: Said): WireEvent {
  const createdAt = new Date(now - said.minutesAgo * MINUTE).toISOString();
  return {
    conversationId,
    seq,
    id: toId<EventId>(BigInt(conversationId) * 1_000_000n + BigInt(seq)),
    kind: said.kind ?? 'message',
    senderId: said.by?.id ?? null,
    clientId: null,
    text: said.recalled ? null : (said.text ?? null),
    attachments: [],
    reactions: said.reactions ?? [],
    replyToSeq: said.replyToSeq ?? null,
    targetSeq: null,
    data: said.data ?? null,
    createdAt,
    editedAt: said.edited ? createdAt : null,
    recalledAt: said.recalled ? createdAt : null,
    asOfSeq: seq,
  };
}

/** The launch group: every kind of message. */
function launch(script: Script): WireEvent[] {
  const saids: Said[] = [
    { by: ines, minutesAgo: 2_900, kind: 'join', data: { userIds: [ines.id, marta.id, wang.id, lin.id], byId: ines.id } },
    { by: marta, minutesAgo: 2_890, text: LINES[4] },
    { by: ines, minutesAgo: 1_600, kind: 'settings', data: { title: 'Autumn launch 秋季上新' } },
    { by: ines, minutesAgo: 1_590, kind: 'join', data: { userIds: [daniel.id, people[9]?.id], byId: ines.id } },
    { by: ines, minutesAgo: 1_588, kind: 'role', data: { userId: marta.id, role: 'ADMIN' } },
    { by: lin, minutesAgo: 1_500, text: LINES[5], reactions: [{ emoji: '✅', count: 2, mine: true }] },
    { by: ines, minutesAgo: 1_499, recalled: true },
    { by: ines, minutesAgo: 1_498, text: LINES[9], edited: true },
    { by: wang, minutesAgo: 64, text: LINES[0], reactions: [{ emoji: '👀', count: 1, mine: false }] },
    { by: wang, minutesAgo: 63, text: LINES[11] },
    { by: ines, minutesAgo: 60, text: LINES[1], replyToSeq: 9 },
    { by: daniel, minutesAgo: 50, text: 'waves', data: { action: true } },
    { by: bot, minutesAgo: 40, text: LINES[6] },
    { by: marta, minutesAgo: 20, text: '@Ines Moreau the English copy is in the doc.', data: { mentions: [ines.id] } },
    { by: marta, minutesAgo: 19, text: LINES[2] },
    { by: ines, minutesAgo: 12, text: LINES[3], replyToSeq: 15 },
    { by: ines, minutesAgo: 11, text: LINES[4] },
    { by: lin, minutesAgo: 1, recalled: true },
    { by: marta, minutesAgo: 0.5, text: LINES[7], reactions: [{ emoji: '🎉', count: 4, mine: false }] },
  ];
  return saids.map((said, index) => eventOf(script, index + 1, said));
}

/** `count` events of some people, one each few minutes, the last one now. */
function chatter(script: Script, among: readonly WireUser[], count: number): WireEvent[] {
  return Array.from({ length: count }, (_, index) => {
    const turn = Math.floor(index / 3) * 7 + (index % 5 === 0 ? 1 : 0);
    const said = {
      by: among[turn % among.length] ?? null,
      minutesAgo: (count - index) * 2.5,
      text: LINES[(index * 5 + turn) % LINES.length],
    };
    return eventOf(script, index + 1, index % 19 === 6 ? { ...said, replyToSeq: Math.max(1, index - 40) } : said);
  });
}

export interface MadeUp {
  readonly row: ConversationView;
  readonly events: readonly WireEvent[];
}

const QUIET = { unread: 0, mentions: 0, typing: [], draft: '', mode: WRITE, queued: 0, failed: 0, pinned: false, muted: false };

function madeUp(events: readonly WireEvent[], row: Pick<ConversationView, 'id' | 'kind'> & Partial<ConversationView>): MadeUp {
  const last = events.at(-1) ?? null;
  const unread = row.unread ?? 0;
  const head = last?.seq ?? 0;
  const members = { role: 'OWNER' as const, memberCount: row.kind === 'DIRECT' ? 2 : 12 };
  const base = { title: null, peer: null, ...members, head, readSeq: head - unread, lastMessage: last };
  return { events, row: { ...QUIET, ...base, lastAt: Date.parse(last?.createdAt ?? '0'), ...row } };
}

const TITLES = ['Shipping 物流群', 'Design review', 'Kiln & Leaf', 'Warehouse 杭州仓', 'Book club 读书会'];

/** One of the many: its state by its number. */
function oneOfMany(index: number, now: number): MadeUp {
  const script = { conversationId: toId<ConversationId>(BigInt(3000 + index)), now: now - index * 47 * MINUTE };
  const peer = people[1 + (index % (people.length - 1))] ?? marta;
  const state: Partial<ConversationView>[] = [
    {},
    { unread: 2, muted: index % 4 === 1 },
    { draft: '关于退款流程，我建议先看一下上周的记录' },
    { unread: 7, mentions: 1, muted: index % 4 === 3 },
    { typing: [peer.id] },
    {},
  ];
  const events = chatter(script, [peer, ines], 12 + index);
  const shown = { id: script.conversationId, ...state[index % state.length] };
  if (index % 3 !== 1) return madeUp(events, { ...shown, kind: 'DIRECT', peer });
  return madeUp(events, { ...shown, kind: 'GROUP', title: TITLES[index % TITLES.length] ?? null });
}

/** The long log, the launch group, and the many. */
export function conversationsOf(now: number, longEvents: number): readonly MadeUp[] {
  const first = { conversationId: toId<ConversationId>('2001'), now };
  const long = { conversationId: toId<ConversationId>('2002'), now: now - 3 * MINUTE };
  const empty = madeUp([], {
    id: toId<ConversationId>('2003'),
    kind: 'DIRECT',
    peer: people[8] ?? lin,
    pinned: true,
    lastAt: now - 90 * MINUTE,
  });
  const group = { kind: 'GROUP' as const, typing: [lin.id, daniel.id] };
  return [
    madeUp(launch(first), { ...group, id: first.conversationId, title: 'Autumn launch 秋季上新', unread: 4, mentions: 1 }),
    madeUp(chatter(long, [marta, wang, ines, lin], longEvents), {
      id: long.conversationId,
      kind: 'GROUP',
      title: 'Long log',
      pinned: true,
    }),
    empty,
    ...Array.from({ length: 27 }, (_, index) => oneOfMany(index, now)),
  ];
}
