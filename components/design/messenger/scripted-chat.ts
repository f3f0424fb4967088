// A chat without a server, for the gallery: the views are held in memory, and what is sent is answered after a moment. A
// text with "fail" in it is refused.

import type {
  ChatActions,
  ChatSource,
  ConnectionView,
  ConversationView,
  DeviceView,
  ListCounts,
  LogItem,
  LogView,
  OutboxItem,
} from '../../../client/react/chat/hooks.ts';
import { type ClientId, type ConversationId, parseClientId, type UserId } from '../../../core/protocol/ids.ts';
import type { WireEvent, WireMember } from '../../../core/protocol/wire.ts';
import { conversationsOf, eventOf, ines, people } from './made-up.ts';
import type { Scene } from './scenes.ts';

const ANSWER_MS = 700;
const PAGE = 50;

interface Held {
  row: ConversationView;
  /** All there are; `from` of them are not loaded. */
  events: readonly WireEvent[];
  from: number;
  unsent: readonly OutboxItem[];
  loadingBefore: boolean;
}

interface State {
  readonly scene: Scene;
  readonly held: Map<ConversationId, Held>;
  readonly later: (work: () => void) => void;
  changed(): void;
}

function newClientId(): ClientId {
  const id = parseClientId(crypto.randomUUID());
  if (!id) throw new Error('not a UUID');
  return id;
}

/** What a change does to one conversation. */
type Change = (held: Held) => Partial<Held>;

function change({ held, changed }: State, id: ConversationId, how: Change): void {
  const now = held.get(id);
  if (!now) return;
  held.set(id, { ...now, ...how(now) });
  changed();
}

function withEvent(state: State, id: ConversationId, seq: number, how: (event: WireEvent) => WireEvent): void {
  change(state, id, ({ events }) => ({ events: events.map((event) => (event.seq === seq ? how(event) : event)) }));
}

function reacted(event: WireEvent, emoji: string, on: boolean): WireEvent {
  const others = event.reactions.filter((each) => each.emoji !== emoji);
  const count = (event.reactions.find((each) => each.emoji === emoji)?.count ?? 0) + (on ? 1 : -1);
  return { ...event, reactions: count > 0 ? [...others, { emoji, count, mine: on }] : others };
}

function arrive(state: State, id: ConversationId, item: OutboxItem): void {
  change(state, id, ({ row, events, unsent }) => {
    const script = { conversationId: id, now: Date.now() };
    const said = { by: ines, minutesAgo: 0, text: item.text, data: { mentions: item.mentionUserIds, mentionsAll: item.mentionAll } };
    const event = { ...eventOf(script, row.head + 1, said), clientId: item.clientId, replyToSeq: item.replyToSeq };
    return {
      events: [...events, event],
      unsent: unsent.filter((other) => other.clientId !== item.clientId),
      row: { ...row, head: event.seq, readSeq: event.seq, unread: 0, lastMessage: event, lastAt: script.now },
    };
  });
}

function refused(item: OutboxItem): OutboxItem {
  return { ...item, state: 'failed', error: { code: 'FORBIDDEN', details: {} } };
}

function sends(state: State): Pick<ChatActions, 'send' | 'retry' | 'discard'> {
  const without = (clientId: ClientId) => {
    for (const id of state.held.keys())
      change(state, id, ({ unsent }) => ({ unsent: unsent.filter((item) => item.clientId !== clientId) }));
  };
  const send: ChatActions['send'] = (id, draft) => {
    const item: OutboxItem = { ...draft, clientId: newClientId(), conversationId: id, state: 'queued', error: null, createdAt: Date.now() };
    change(state, id, ({ unsent }) => ({ unsent: [...unsent, item] }));
    if (state.scene === 'offline') return;
    state.later(() => {
      if (!item.text.includes('fail')) arrive(state, id, item);
      else
        change(state, id, ({ unsent }) => ({ unsent: unsent.map((other) => (other.clientId === item.clientId ? refused(item) : other)) }));
    });
  };
  return {
    send,
    discard: without,
    retry(clientId) {
      const item = [...state.held.values()].flatMap((each) => each.unsent).find((each) => each.clientId === clientId);
      without(clientId);
      if (item) send(item.conversationId, { ...item, text: item.text.replaceAll('fail', 'work') });
    },
  };
}

function reads(state: State) {
  return {
    openLog: () => undefined,
    watch: () => () => undefined,
    moved: () => undefined,
    meet: () => undefined,
    loadBefore(id) {
      change(state, id, () => ({ loadingBefore: true }));
      state.later(() => change(state, id, ({ from }) => ({ loadingBefore: false, from: Math.max(0, from - PAGE) })));
    },
    loadGap: () => undefined,
    loadAround: (id, seq) => new Promise((done) => state.later(() => done(change(state, id, () => ({ from: Math.max(0, seq - PAGE) }))))),
    findUsers: (text) => Promise.resolve(people.filter((user) => user.name.toLowerCase().includes(text.toLowerCase()))),
    reactors: (id, seq) => {
      const of = state.held.get(id)?.events.find((event) => event.seq === seq)?.reactions ?? [];
      return Promise.resolve(of.map(({ emoji, count }) => ({ emoji, userIds: people.slice(1, 1 + count).map((user) => user.id) })));
    },
    members: (_, after) => Promise.resolve(after === null ? people.map(memberOf) : []),
  } satisfies Partial<ChatActions>;
}

function memberOf(user: (typeof people)[number], index: number): WireMember {
  return { user, role: index === 0 ? 'OWNER' : index === 1 ? 'ADMIN' : 'MEMBER', readSeq: 0, deliveredSeq: 0, joinedSeq: 1 };
}

function readTo(row: ConversationView, readSeq: number): ConversationView {
  const unread = Math.min(row.unread, row.head - readSeq);
  return { ...row, readSeq, unread, mentions: unread === 0 ? 0 : row.mentions };
}

function actionsOf(state: State): ChatActions {
  const done = () => Promise.resolve();
  const rowOf = (id: ConversationId, part: Partial<ConversationView>) => change(state, id, ({ row }) => ({ row: { ...row, ...part } }));
  const direct = (userId: UserId) => [...state.held.values()].find(({ row }) => row.peer?.id === userId)?.row.id;
  const first = () => [...state.held.keys()][0];
  const orFail = (id: ConversationId | undefined) => (id ? Promise.resolve(id) : Promise.reject(new Error('nobody there')));
  return {
    ...sends(state),
    ...reads(state),
    setDraft: (id, draft) => rowOf(id, { draft }),
    setMode: (id, mode) => rowOf(id, { mode }),
    edit: (id, seq, text) => done().then(() => withEvent(state, id, seq, (event) => ({ ...event, text, editedAt: event.createdAt }))),
    recall: (id, seq) =>
      done().then(() => withEvent(state, id, seq, (event) => ({ ...event, text: null, recalledAt: new Date().toISOString() }))),
    react: (id, seq, emoji, on) => done().then(() => withEvent(state, id, seq, (event) => reacted(event, emoji, on))),
    markRead: (id, readSeq) => change(state, id, ({ row }) => ({ row: readTo(row, readSeq) })),
    typing: () => undefined,
    openDirect: (userId) => orFail(direct(userId) ?? first()),
    createGroup: () => orFail(first()),
    addMembers: done,
    removeMember: done,
    leave: (id) => done().then(() => (state.held.delete(id) ? state.changed() : undefined)),
    rename: (id, title) => done().then(() => rowOf(id, { title })),
    setRole: done,
    setPrefs: (id, prefs) => done().then(() => rowOf(id, prefs)),
    unreadMessages: (id) => {
      const held = state.held.get(id);
      const read = held?.row.readSeq ?? 0;
      return Promise.resolve(held?.events.filter((event) => event.seq > read && event.senderId !== ines.id && event.text !== null) ?? []);
    },
    storageUse: () => Promise.resolve({ conversations: 12, events: 1_204, usedBytes: 3_400_000, quotaBytes: 2_000_000_000 }),
    reconnect: () => state.changed(),
  };
}

const EMPTY_LOG: LogView = {
  state: 'loading',
  items: [],
  hasBefore: false,
  loadingBefore: false,
  failedBefore: false,
  deliveredSeq: 0,
  othersReadSeq: 0,
  someReadSeq: 0,
};

const itemOf = memo((event: WireEvent): LogItem => ({ type: 'event', event }));

function logOf({ row, events, from, unsent, loadingBefore }: Held): LogView {
  const items: LogItem[] = events.slice(from).map(itemOf);
  for (const item of unsent) items.push({ type: 'unsent', item });
  return {
    state: 'ready',
    items,
    hasBefore: from > 0,
    loadingBefore,
    failedBefore: false,
    deliveredSeq: row.head - 1,
    othersReadSeq: row.head - 2,
    someReadSeq: row.head - 1,
  };
}

/** The same answer for the same object. */
function memo<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
}

const READERS = { read: people.slice(1, 8).map((user) => user.id), unread: people.slice(8, 10).map((user) => user.id) };

const LOG_PARTS = ['events', 'from', 'unsent', 'loadingBefore'] as const;

/** The same view until something of the log changes; the row does at each key. */
function logViews(): (held: Held) => LogView {
  const known = new Map<ConversationId, { readonly of: Held; readonly view: LogView }>();
  return (held) => {
    const last = known.get(held.row.id);
    if (last && LOG_PARTS.every((part) => last.of[part] === held[part])) return last.view;
    const view = logOf(held);
    known.set(held.row.id, { of: held, view });
    return view;
  };
}

function connectionOf(scene: Scene, now: number): ConnectionView {
  if (scene === 'offline') return { state: 'offline', currentAt: now - 6 * 60_000, queued: 2, failed: 0 };
  return {
    state: scene === 'connecting' || scene === 'outdated' || scene === 'away' ? scene : 'live',
    currentAt: now,
    queued: 0,
    failed: 0,
  };
}

function deviceOf(scene: Scene, now: number): DeviceView {
  const repair = { at: now - 9 * 60_000, by: 'pull', positions: 3 } as const;
  return { pos: 48_211, head: 48_211, gaps: 0, repair, store: scene === 'offline' ? 'full' : 'kept', tab: 'leads' };
}

/** `loaded`: how much of the long log is held from the beginning. */
const NO_TALKS: readonly ConversationView[] = [];

export function createScriptedChat(scene: Scene, longEvents: number, loaded: number): ChatSource {
  const now = Date.now();
  const listeners = new Set<() => void>();
  let list: readonly ConversationView[] = [];
  let counts = countsOf(list);
  const state: State = {
    scene,
    held: new Map(),
    later: (work) => void setTimeout(work, ANSWER_MS),
    changed() {
      const rows = [...state.held.values()].map(({ row, unsent }) => presentRow(row, unsent));
      list = rows.sort((a, b) => Number(b.pinned) - Number(a.pinned) || b.lastAt - a.lastAt);
      counts = countsOf(list);
      for (const listener of [...listeners]) listener();
    },
  };
  for (const { row, events } of scene === 'empty' ? [] : conversationsOf(now, longEvents)) {
    const from = events.length === longEvents ? longEvents - loaded : 0;
    state.held.set(row.id, { row, events, from, unsent: [], loadingBefore: false });
  }
  state.changed();
  const connection = connectionOf(scene, now);
  const log = logViews();
  const device = deviceOf(scene, now);
  return {
    me: ines,
    actions: actionsOf(state),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    connection: () => connection,
    conversations: () => (scene === 'loading' || scene === 'failed' ? null : list),
    talks: () => NO_TALKS,
    conversationsFailed: () => scene === 'failed',
    conversation: (id) => list.find((row) => row.id === id) ?? null,
    log: (id) => {
      const held = state.held.get(id);
      return held ? log(held) : EMPTY_LOG;
    },
    user: (id) => people.find((user) => user.id === id),
    readers: () => READERS,
    presence: memoPresence(now),
    device: () => device,
    counts: () => counts,
  };
}

function countsOf(rows: readonly ConversationView[]): ListCounts {
  const counted = rows.map((row) => (row.muted ? row.mentions : row.unread));
  return {
    messages: counted.reduce((sum, count) => sum + count, 0),
    calling: counted.filter((count) => count > 0).length,
    unread: rows.filter((row) => row.unread > 0).length,
    mentions: rows.filter((row) => row.mentions > 0).length,
  };
}

const presentRow = (row: ConversationView, unsent: readonly OutboxItem[]): ConversationView => {
  const failed = unsent.filter((item) => item.state === 'failed').length;
  return unsent.length === 0 ? row : { ...row, failed, queued: unsent.length - failed };
};

function memoPresence(now: number): ChatSource['presence'] {
  const online = { online: true, terminals: [], lastSeen: null };
  const away = { online: false, terminals: [], lastSeen: new Date(now - 47 * 60_000).toISOString() };
  return (id) => (Number(id) % 2 === 0 ? online : away);
}
