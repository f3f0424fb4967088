// One log and the people in it, written by the engine's own transaction with a clock and ids in the hand: two such worlds
// that are told the same hold the same, so that one of them may be archived and compared with the other.
import { decideAdd, decideFound, decideLeave } from '../../core/conversation/decide-members.ts';
import { decideEdit, decideReact, decideRecall, decideSend } from '../../core/conversation/decide-message.ts';
import { type AnyId, type ConversationId, parseClientId, toId, type UserId } from '../../core/protocol/ids.ts';
import type { Command, Outcome } from '../../core/timeline/command.ts';
import { createHistory } from '../../server/features/history/index.ts';
import { KnownMembers } from '../../server/features/timeline/known-members.ts';
import { commitOverTiers } from '../../server/features/timeline/over-tiers.ts';
import type { Blobs } from '../../server/platform/blobs/blobs.ts';
import { openDb } from '../../server/platform/db.ts';
import { memoryBlobs } from './memory-blobs.ts';

export const PEOPLE = [11, 12, 13, 14].map((n) => toId<UserId>(String(n)));
export const [ANN, BEN, CAT] = PEOPLE as [UserId, UserId, UserId];

/** What somebody does; `at` names a seq of the log. */
export type Deed =
  | { readonly do: 'send'; readonly by: UserId; readonly text: string; readonly clientId: string; readonly at: number | null }
  | { readonly do: 'edit'; readonly by: UserId; readonly text: string; readonly at: number }
  | { readonly do: 'recall'; readonly by: UserId; readonly at: number }
  | { readonly do: 'react'; readonly by: UserId; readonly emoji: string; readonly on: boolean; readonly at: number }
  | { readonly do: 'leave' | 'join'; readonly by: UserId };

export function commandOf(id: ConversationId, deed: Deed): Command {
  const base = { conversationId: id, actorId: deed.by };
  switch (deed.do) {
    case 'send': {
      const clientId = parseClientId(deed.clientId);
      if (!clientId) throw new Error('not a UUID');
      const draft = {
        clientId,
        text: deed.text,
        attachmentIds: [],
        replyToSeq: deed.at,
        mentionUserIds: [],
        mentionAll: false,
        readSeq: null,
      };
      const hash = Buffer.from(`${deed.at}${deed.text}`.padEnd(16).slice(0, 16)).toString('hex');
      const targets = deed.at === null ? {} : { targets: [deed.at] };
      return { ...base, ...targets, key: { senderId: deed.by, clientId, hash }, decide: (state) => decideSend(state, deed.by, draft) };
    }
    case 'edit':
      return { ...base, targets: [deed.at], decide: (state, now) => decideEdit(state, deed.by, deed.at, deed.text, now) };
    case 'recall':
      return { ...base, targets: [deed.at], decide: (state, now) => decideRecall(state, deed.by, deed.at, now) };
    case 'react': {
      const { at, emoji, on, by } = deed;
      return { ...base, targets: [at], reaction: { seq: at, emoji }, decide: (state) => decideReact(state, by, at, emoji, on) };
    }
    case 'leave':
      return { ...base, decide: (state) => decideLeave(state, deed.by) };
    case 'join':
      return { ...base, actorId: ANN, decide: (state) => decideAdd(state, ANN, [deed.by]) };
  }
}

/** `url`: a migrated database of its own. Close it at the end. */
export async function logWorld(url: string, blobs: Blobs = memoryBlobs()) {
  const db = openDb(url, 10);
  await db.pool.query('insert into user_cursor (user_id) select unnest($1::bigint[])', [PEOPLE]);
  const logged: { readonly level: string; readonly context: unknown }[] = [];
  const note = (level: string) => (context: unknown) => void logged.push({ level, context });
  const log = { debug() {}, info() {}, warn: note('warn'), error: note('error') };
  let last = 1_000;
  const ids = { next: <T extends AnyId>() => toId<T>(String(++last)) };
  const clock = { now: Date.parse('2026-01-01T00:00:00.000Z') };
  const history = createHistory(db, { blobs, log });
  const deps = { writers: db.writers, known: new KnownMembers(db.writers), ids, now: () => clock.now };

  async function commit(command: Command): Promise<Outcome | undefined> {
    clock.now += 1_000;
    return (await commitOverTiers(deps, history, [command], { wait: true, lastLook: new Set() })).outcomes.get(command);
  }

  async function found(): Promise<ConversationId> {
    const conversationId = ids.next<ConversationId>();
    const create = { kind: 'GROUP', fanOut: 'WRITE', title: 'Tea', settings: {}, pair: null } as const;
    await commit({ conversationId, actorId: ANN, create, decide: () => decideFound(PEOPLE, ANN) });
    return conversationId;
  }

  return { db, blobs, log, logged, clock, history, found, act: (id: ConversationId, deed: Deed) => commit(commandOf(id, deed)) };
}

export type LogWorld = Awaited<ReturnType<typeof logWorld>>;
