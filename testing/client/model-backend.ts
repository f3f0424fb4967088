// The model server as a device's network reaches it.
import type { ChatPort } from '../../client/engine/ports.ts';
import type { ConversationId, UserId } from '../../core/protocol/ids.ts';
import { LIMITS } from '../../core/protocol/limits.ts';
import type { WireConversation, WireFrame } from '../../core/protocol/wire.ts';
import type { HandClock } from './clock.ts';
import type { Backend } from './link.ts';
import type { ModelServer } from './model-server.ts';
import type { ModelEntry } from './model-store.ts';

const PAGE_ENTRIES = 20;

export function modelBackend(server: ModelServer, clock: HandClock, userId: UserId): Backend {
  return { port: portOf(server, userId), follow: (after, send) => follow(server, clock, userId, after, send) };
}

function portOf(server: ModelServer, me: UserId): ChatPort {
  const row = (id: ConversationId, work: () => void): WireConversation => {
    work();
    return server.conversation(me, id);
  };
  return {
    snapshot: async () => server.snapshot(me),
    pull: async (after) => server.pull(me, after, PAGE_ENTRIES),
    events: async (id, ask) => server.page(me, id, ask),
    conversation: async (id) => server.conversation(me, id),
    members: async (id, _after, text = '') => server.members(me, id).filter(({ user }) => user.name.includes(text)),
    users: async (ids) => [...server.users.values()].filter((user) => ids.includes(user.id)),
    findUsers: async (text) => [...server.users.values()].filter((user) => user.name.includes(text)),
    presence: async () => [],
    openDirect: async (id) => server.conversation(me, server.addRoom(me, [me, id], 'DIRECT')),
    createGroup: async (_, ids) => server.conversation(me, server.addRoom(me, [me, ...ids])),
    addMembers: async (id, ids) => row(id, () => server.addMembers(me, id, ids)),
    removeMember: async (id, other) => server.removeMember(me, id, other),
    leave: async (id) => server.leave(me, id),
    rename: async (id, title) => row(id, () => server.rename(me, id, title)),
    setRole: async (id) => server.conversation(me, id),
    send: (input) => server.send(me, structuredClone(input)),
    edit: async (id, seq, text) => server.edit(me, id, seq, text),
    recall: async (id, seq) => server.recall(me, id, seq),
    reactors: async (id, seq) => server.reactors(me, id, seq),
    react: async (id, seq, emoji, on) => server.react(me, id, seq, emoji, on),
    markRead: async (id, seq) => server.markRead(me, id, seq),
    setPrefs: async (id, change) => server.setPrefs(me, id, change),
    typing: async () => {},
    ack: async () => {},
  };
}

/** The first head, what was missed, what comes, and the heartbeats; answers how to stop. */
function follow(server: ModelServer, clock: HandClock, userId: UserId, after: string | null, send: (frame: WireFrame) => void): () => void {
  const reason = after === null ? null : server.resetOf(userId, after);
  if (reason) {
    send({ reset: { reason } });
    return () => {};
  }
  send({ head: server.head(userId) });
  const page = after === null ? null : server.pull(userId, after, PAGE_ENTRIES);
  if (page && 'entries' in page && page.entries.length > 0) send({ entries: page.entries });
  const beaten = new Map<ConversationId, number>();
  const hints = (moved: (id: ConversationId, head: number) => boolean) => {
    for (const { id, head } of server.followed(userId)) if (moved(id, head)) send({ hint: { conversationId: id, head } });
  };
  hints(() => true);
  const push = (entry: ModelEntry) => {
    if (entry.userId === userId) send({ entries: [server.present(userId, entry)] });
  };
  let stopBeat = () => {};
  const beat = () => {
    stopBeat = clock.after(LIMITS.heartbeatMs, () => {
      send({ head: server.head(userId) });
      hints((id, head) => {
        const isNew = head > (beaten.get(id) ?? 0);
        beaten.set(id, head);
        return isNew;
      });
      beat();
    });
  };
  beat();
  const stops = [server.onEntry(push), server.onMoved((moved) => hints((id) => id === moved)), () => stopBeat()];
  return () => {
    for (const stop of stops) stop();
  };
}
