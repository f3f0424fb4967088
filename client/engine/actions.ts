// The engine's commands. What the server answers is shown at once; what it does not answer with is pulled for.
import type { ConversationId } from '../../core/protocol/ids.ts';
import type { WireConversation, WireEvent, WireUser } from '../../core/protocol/wire.ts';
import { countsFor } from '../../core/timeline/reduce.ts';
import type { StoragePort } from './device.ts';
import type { Drafts } from './drafts.ts';
import type { Logs } from './logs.ts';
import type { Markers } from './marker.ts';
import type { Mode } from './mode.ts';
import type { Notifier } from './notifier.ts';
import type { Outbox } from './outbox.ts';
import type { People } from './people.ts';
import type { ChatPort } from './ports.ts';
import type { Prefs } from './prefs.ts';
import type { Receipts } from './receipts.ts';
import type { Rows } from './rows.ts';
import type { Typing } from './typing.ts';
import type { ChatActions } from './view.ts';
import type { Watch } from './watch.ts';

const UNREAD_MAX = 200;

export interface ActionParts {
  readonly deps: { readonly me: WireUser; readonly storage: Pick<StoragePort, 'use'> };
  readonly port: ChatPort;
  readonly rows: Rows;
  readonly logs: Logs;
  readonly outbox: Outbox;
  readonly drafts: Drafts<string>;
  readonly modes: Drafts<Mode>;
  readonly typing: Typing;
  readonly markers: Markers;
  readonly prefs: Prefs;
  readonly receipts: Receipts;
  readonly people: People;
  readonly notifier: Notifier;
  readonly watch: Watch;
  /** Entries of what was done should come soon. */
  expect(): void;
  wake(): void;
}

export function createActions(parts: ActionParts): ChatActions {
  return { ...logActions(parts), ...messageActions(parts), ...conversationActions(parts), reconnect: parts.wake };
}

function logActions({ logs, receipts, markers, rows, port, deps, notifier, watch, people }: ActionParts) {
  const me = deps.me.id;
  return {
    async unreadMessages(id: ConversationId): Promise<WireEvent[]> {
      const above = Math.max(markers.of(id), rows.get(id)?.readSeq ?? 0);
      let found: WireEvent[] = [];
      let before = (rows.get(id)?.head ?? above) + 1;
      while (before > above + 1 && found.length < UNREAD_MAX) {
        const { events, hasBefore } = await port.events(id, { before, limit: UNREAD_MAX });
        found = [...events.filter((event) => event.seq > above && countsFor(event, me)), ...found];
        if (!hasBefore || events.length === 0) break;
        before = events[0]?.seq ?? 0;
      }
      return found.slice(-UNREAD_MAX);
    },
    storageUse: () => deps.storage.use(),
    openLog(id: ConversationId): void {
      logs.open(id);
      if (!watch.is(id)) receipts.open(id);
    },
    watch: (id: ConversationId) => watch.begin(id),
    moved: (id: ConversationId, head?: number) => watch.moved(id, head),
    meet: people.put,
    loadBefore: (id: ConversationId): void => void logs.loadBefore(id),
    loadGap: (id: ConversationId, fromSeq: number): void => void logs.loadGap(id, fromSeq),
    loadAround: (id: ConversationId, seq: number): Promise<void> => logs.loadAround(id, seq),
    markRead(id: ConversationId, seq: number): void {
      // It follows what is seen: in a flood at the flood's pace.
      if (rows.get(id) && !watch.is(id)) notifier.calmly(() => markers.markRead(id, seq));
    },
  };
}

function messageActions({ port, rows, logs, outbox, drafts, modes, typing, markers, expect }: ActionParts) {
  async function change(asked: Promise<WireEvent>): Promise<void> {
    const event = await asked;
    logs.replace(event);
    rows.touch(event);
    expect();
  }
  return {
    send: (id, draft) => outbox.send(id, draft, Math.max(markers.of(id), rows.get(id)?.readSeq ?? 0)),
    retry: (clientId) => outbox.retry(clientId),
    discard: (clientId) => outbox.discard(clientId),
    setDraft: (id, text) => drafts.set(id, text),
    setMode: (id, mode) => modes.set(id, mode),
    typing: (id, on) => typing.tell(id, on),
    edit: (id, seq, text) => change(port.edit(id, seq, text)),
    recall: (id, seq) => change(port.recall(id, seq)),
    react: (id, seq, emoji, on) => change(port.react(id, seq, emoji, on)),
    reactors: (id, seq) => port.reactors(id, seq),
  } satisfies Partial<ChatActions>;
}

function conversationActions({ port, rows, people, prefs, expect }: ActionParts) {
  async function enter(asked: Promise<WireConversation>): Promise<ConversationId> {
    const row = await asked;
    rows.put(row);
    expect();
    return row.id;
  }
  async function change(asked: Promise<WireConversation>): Promise<void> {
    rows.update(await asked);
    expect();
  }
  async function done(asked: Promise<void>): Promise<void> {
    await asked;
    expect();
  }
  return {
    async findUsers(text) {
      const users = await port.findUsers(text);
      users.forEach(people.put);
      return users;
    },
    async members(id, after, text) {
      const members = await port.members(id, after, text);
      for (const { user } of members) people.put(user);
      return members;
    },
    openDirect: (userId) => enter(port.openDirect(userId)),
    createGroup: (title, memberIds) => enter(port.createGroup(title, memberIds)),
    addMembers: (id, userIds) => change(port.addMembers(id, userIds)),
    removeMember: (id, userId) => done(port.removeMember(id, userId)),
    leave: (id) => done(port.leave(id)),
    rename: (id, title) => change(port.rename(id, title)),
    setRole: (id, userId, role) => change(port.setRole(id, userId, role)),
    async setPrefs(id, prefsChange) {
      await prefs.set(id, prefsChange);
      expect();
    },
  } satisfies Partial<ChatActions>;
}
