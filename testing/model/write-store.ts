// The store of the write path's model: what a database holds of one group, changed by the product's own `runBatch`. A batch
// works on a copy, so that one that is aborted leaves nothing.
import { decideAdd, decideFound, decideLeave } from '../../core/conversation/decide-members.ts';
import { decideSend } from '../../core/conversation/decide-message.ts';
import { Members } from '../../core/conversation/members.ts';
import { applyEvent, type ConversationState, emptyState, type NumberedEvent } from '../../core/conversation/state.ts';
import { isRefusal } from '../../core/protocol/errors.ts';
import { type ConversationId, type EventId, parseClientId, toId, type UserId } from '../../core/protocol/ids.ts';
import { type BatchResult, runBatch } from '../../core/timeline/batch.ts';
import { type Command, type KnownKey, keyOf, type LaneState, laneKeyOf } from '../../core/timeline/command.ts';

export const GROUP = toId<ConversationId>('900');
const NOW = 1_800_000_000_000;
export const PEOPLE = ['1', '2'].map((id) => toId<UserId>(id));
export const NAMES = ['Ann', 'Ben'];

/** The parts of the product that are checked; tests put broken ones in their places. */
export interface WriteParts {
  readonly runBatch: typeof runBatch;
  /** Under what a lane is kept. */
  readonly laneKey: typeof laneKeyOf;
}

export const WRITE_PARTS: WriteParts = { runBatch, laneKey: laneKeyOf };

/** Of one item of somebody's outbox, or of Ann about Ben. */
export type Request =
  | { readonly kind: 'send'; readonly user: number; readonly item: number; readonly lane: number; readonly number: number }
  | { readonly kind: 'add' | 'leave' };

export interface Store {
  readonly state: ConversationState;
  readonly log: readonly NumberedEvent[];
  readonly keys: ReadonlyMap<string, KnownKey>;
  readonly lanes: ReadonlyMap<string, LaneState>;
}

export function userOf(index: number): UserId {
  const user = PEOPLE[index];
  if (!user) throw new Error('nobody');
  return user;
}

export function clientIdOf(user: number, item: number) {
  const id = parseClientId(`00000000-0000-4000-8000-${String(user * 100 + item).padStart(12, '0')}`);
  if (!id) throw new Error('not a UUID');
  return id;
}

/** A group of both, founded by Ann. */
export function founded(): Store {
  const state = emptyState(GROUP, 'GROUP', 'WRITE', null, {});
  const plan = decideFound(PEOPLE, userOf(0));
  if (isRefusal(plan)) throw new Error('no group');
  const log = plan.events.map((event) => applyEvent(state, event, toId<EventId>('5001'), NOW));
  return { state, log, keys: new Map(), lanes: new Map() };
}

export function commandOf(request: Request): Command {
  const [ann, ben] = [userOf(0), userOf(1)];
  if (request.kind === 'send') return sendOf(request);
  if (request.kind === 'add') return { conversationId: GROUP, actorId: ann, decide: (state) => decideAdd(state, ann, [ben]) };
  return { conversationId: GROUP, actorId: ben, decide: (state) => decideLeave(state, ben) };
}

function sendOf({ user, item, lane, number }: Extract<Request, { kind: 'send' }>): Command {
  const senderId = userOf(user);
  const clientId = clientIdOf(user, item);
  const text = `${NAMES[user]} ${item}`;
  const draft = { clientId, text, attachmentIds: [], replyToSeq: null, mentionUserIds: [], mentionAll: false, readSeq: null };
  return {
    conversationId: GROUP,
    actorId: senderId,
    key: { senderId, clientId, hash: text },
    lane: { id: `lane ${lane}`, clientSeq: number },
    decide: (state) => decideSend(state, senderId, draft),
  };
}

function copyOf(state: ConversationState): ConversationState {
  const targets = new Map([...state.targets].map(([seq, target]) => [seq, { ...target }]));
  return { ...state, members: new Members(state.members), targets, reactions: new Set(state.reactions), emoji: new Map(state.emoji) };
}

const copyOfLane = ({ last, ahead }: LaneState): LaneState => ({ last, ahead: [...ahead] });

export interface Committed {
  readonly store: Store;
  readonly result: BatchResult;
}

export function commit(parts: WriteParts, store: Store, commands: readonly Command[], lastLook: ReadonlySet<Command>): Committed {
  const lanes = new Map<string, LaneState>();
  const keys = new Map<string, KnownKey>();
  for (const { actorId, lane, key } of commands) {
    const kept = lane && actorId !== null ? store.lanes.get(parts.laneKey(actorId, lane.id, GROUP)) : undefined;
    if (kept && lane && actorId !== null) lanes.set(laneKeyOf(actorId, lane.id, GROUP), copyOfLane(kept));
    const known = key && store.keys.get(keyOf(key.senderId, key.clientId));
    if (known && key) keys.set(keyOf(key.senderId, key.clientId), known);
  }
  let id = 5_000 + store.log.length;
  const state = copyOf(store.state);
  const result = parts.runBatch({
    now: NOW,
    conversations: new Map([[GROUP, state]]),
    lanes,
    keys,
    commands,
    lastLook,
    nextId: () => {
      id += 1;
      return toId<EventId>(String(id));
    },
  });
  const events = result.writes.get(GROUP)?.events ?? [];
  const written = result.keys.map(({ senderId, clientId, hash, seq, refused }): [string, KnownKey] => {
    const event = events.find((one) => one.seq === seq);
    return [keyOf(senderId, clientId), { hash, seq, refused, id: event?.id ?? null, createdAt: event?.createdAt ?? 0 }];
  });
  const moved = [...result.lanes.values()].map((one): [string, LaneState] => [
    parts.laneKey(one.userId, one.lane, one.conversationId),
    copyOfLane(one.state),
  ]);
  const next: Store = {
    state,
    log: [...store.log, ...events],
    keys: new Map([...store.keys, ...written]),
    lanes: new Map([...store.lanes, ...moved]),
  };
  return { store: next, result };
}
