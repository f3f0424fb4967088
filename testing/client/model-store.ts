// The truth of the model server: the product's own decisions (core/) over plain maps, with logs, timelines, lanes and keys.
// It stands for PostgreSQL and the write path, and never loses anything.

import { decideFound } from '../../core/conversation/decide-members.ts';
import { fanOutOf } from '../../core/conversation/fan-out.ts';
import { type ConversationState, emptyState, FAN_OUT_RULE, type FanOutRule, type NumberedEvent } from '../../core/conversation/state.ts';
import { nextSnowflake, snowflake } from '../../core/ids/snowflake.ts';
import { AppError, toAppError } from '../../core/protocol/app-error.ts';
import type { ConversationKind } from '../../core/protocol/events.ts';
import { type ConversationId, type EventId, toId, type UserId } from '../../core/protocol/ids.ts';
import { LIMITS } from '../../core/protocol/limits.ts';
import type { ConversationPrefs, WireEntry, WireEvent, WireUser } from '../../core/protocol/wire.ts';
import { runBatch } from '../../core/timeline/batch.ts';
import type { Command, KnownKey, LaneState, Outcome } from '../../core/timeline/command.ts';
import type { PlannedEntry } from '../../core/timeline/ranges.ts';
import type { Stay } from '../../core/timeline/view.ts';
import type { HandClock } from './clock.ts';
import { grantOf } from './grants.ts';
import { presentEvent } from './present-event.ts';

export interface ModelEntry extends Omit<PlannedEntry, 'data'> {
  readonly pos: number;
  readonly data: WireEntry['data'];
}

interface Room {
  readonly state: ConversationState;
  readonly log: NumberedEvent[];
  readonly markers: Map<UserId, number>;
  readonly prefs: Map<UserId, ConversationPrefs>;
  readonly stays: Map<UserId, Stay[]>;
}

interface Waiting {
  readonly command: Command;
  readonly answer: (outcome: Outcome) => void;
  lastLook: boolean;
}

export class ModelStore {
  readonly users = new Map<UserId, WireUser>();
  readonly rooms = new Map<ConversationId, Room>();
  readonly timelines = new Map<UserId, ModelEntry[]>();
  private readonly clock: HandClock;
  private readonly lanes = new Map<string, LaneState>();
  private readonly keys = new Map<string, KnownKey>();
  private waiting: Waiting[] = [];
  private readonly ids: ReturnType<typeof snowflake>;
  private readonly listeners = new Set<(entry: ModelEntry) => void>();
  private readonly hinted = new Set<(id: ConversationId) => void>();
  private readonly fanOutRule: FanOutRule;

  constructor(clock: HandClock, fanOutRule = FAN_OUT_RULE) {
    this.clock = clock;
    this.fanOutRule = fanOutRule;
    this.ids = snowflake(1, Math.floor(clock.now()));
  }

  private nextId = <T extends EventId | ConversationId | UserId>(): T => {
    const id = nextSnowflake(this.ids, Math.floor(this.clock.now()), Number.MAX_SAFE_INTEGER);
    if (id === null) throw new Error('the model has no more ids');
    return toId<T>(id);
  };

  onEntry(listener: (entry: ModelEntry) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Of each conversation with read fan-out that has moved. */
  onMoved(listener: (id: ConversationId) => void): () => void {
    this.hinted.add(listener);
    return () => void this.hinted.delete(listener);
  }

  /** The conversations with read fan-out that somebody is in, with their heads. */
  followed(userId: UserId): { readonly id: ConversationId; readonly head: number }[] {
    const rooms = [...this.rooms.values()].filter(({ state }) => state.fanOut === 'READ' && state.members.has(userId));
    return rooms.map(({ state: { id, head } }) => ({ id, head }));
  }

  addUser(name: string): WireUser {
    const user: WireUser = { id: this.nextId<UserId>(), handle: name, name, avatarUrl: null, kind: 'PERSON' };
    this.users.set(user.id, user);
    this.timelines.set(user.id, []);
    return user;
  }

  addRoom(by: UserId, members: readonly UserId[], kind: ConversationKind = 'GROUP'): ConversationId {
    const id = this.nextId<ConversationId>();
    const fanOut = fanOutOf(kind, members.length, this.fanOutRule);
    const state = emptyState(id, kind, fanOut, kind === 'DIRECT' ? null : 'a group', {}, this.fanOutRule);
    this.rooms.set(id, { state, log: [], markers: new Map(), prefs: new Map(), stays: new Map() });
    this.change(by, id, () => decideFound(members, by));
    return id;
  }

  /** The lanes are forgotten, as by a restored backup. */
  forgetLanes(): void {
    this.lanes.clear();
  }

  head(userId: UserId): number {
    return this.timelines.get(userId)?.length ?? 0;
  }

  room(id: ConversationId): Room {
    const room = this.rooms.get(id);
    if (!room) throw new AppError('NOT_FOUND');
    return room;
  }

  /** A command of the system of tests or of a port: decided, committed, pushed. */
  change(actorId: UserId, conversationId: ConversationId, decide: Command['decide']): readonly NumberedEvent[] {
    const command: Command = { conversationId, actorId, decide };
    const outcome = this.commit([{ command, answer: () => {}, lastLook: true }]).get(command);
    if (outcome?.kind === 'refused') throw toAppError(outcome.refusal);
    return outcome?.kind === 'stored' ? outcome.events : [];
  }

  private commit(fresh: readonly Waiting[]): ReadonlyMap<Command, Outcome> {
    const all = [...this.waiting, ...fresh];
    const result = runBatch({
      now: this.clock.now(),
      conversations: new Map([...this.rooms].map(([id, room]) => [id, room.state])),
      lanes: this.lanes,
      keys: this.keys,
      commands: all.map((one) => one.command),
      lastLook: new Set(all.filter((one) => one.lastLook).map((one) => one.command)),
      nextId: () => this.nextId<EventId>(),
    });
    this.waiting = all.filter((one) => !result.outcomes.has(one.command));
    const planned: PlannedEntry[] = [];
    for (const write of result.writes.values()) {
      const room = this.room(write.state.id);
      room.log.push(...write.events);
      for (const event of write.events) this.keepStays(room, event);
      planned.push(...write.ranges.entries);
      for (const [userId, readSeq] of write.markers) planned.push(...this.raise(room, userId, readSeq));
    }
    for (const entry of planned) this.addEntry(entry);
    for (const { state, events } of result.writes.values()) {
      if (state.fanOut === 'READ' && events.length > 0) for (const listener of this.hinted) listener(state.id);
    }
    for (const one of all) {
      const outcome = result.outcomes.get(one.command);
      if (outcome) one.answer(outcome);
    }
    return result.outcomes;
  }

  private keepStays(room: Room, event: NumberedEvent): void {
    for (const [userId, member] of room.state.members) {
      const stays = room.stays.get(userId) ?? [];
      if (stays.at(-1)?.toSeq !== null || stays.length === 0) {
        room.stays.set(userId, [...stays, { joinedSeq: member.joinedSeq, fromSeq: member.fromSeq, toSeq: null }]);
        room.markers.set(userId, Math.max(room.markers.get(userId) ?? 0, member.joinedSeq));
      }
    }
    for (const [userId, stays] of room.stays) {
      const last = stays.at(-1);
      if (last?.toSeq === null && !room.state.members.has(userId)) {
        room.stays.set(userId, [...stays.slice(0, -1), { ...last, toSeq: event.seq }]);
        room.prefs.delete(userId);
      }
    }
  }

  protected raise(room: Room, userId: UserId, readSeq: number): PlannedEntry[] {
    if (readSeq <= (room.markers.get(userId) ?? 0)) return [];
    room.markers.set(userId, readSeq);
    return [{ userId, kind: 'read', conversationId: room.state.id, fromSeq: null, toSeq: null, data: { readSeq } }];
  }

  protected prefs(reader: UserId, id: ConversationId): ConversationPrefs {
    return this.room(id).prefs.get(reader) ?? { pinned: false, muted: false };
  }

  protected addEntry(planned: PlannedEntry): void {
    const timeline = this.timelines.get(planned.userId) ?? [];
    const entry = { ...planned, pos: timeline.length + 1 };
    timeline.push(entry);
    for (const listener of this.listeners) listener(entry);
  }

  /** Held for up to 2 s while its number is ahead. */
  protected submit(command: Command): Promise<Outcome> {
    return new Promise((answer) => {
      const waiting: Waiting = { command, answer, lastLook: false };
      this.commit([waiting]);
      this.clock.after(LIMITS.laneHoldMs, () => {
        waiting.lastLook = true;
        if (this.waiting.includes(waiting)) this.commit([]);
      });
    });
  }

  /** Every event that the reader may see now. */
  events(reader: UserId, id: ConversationId, fromSeq = 1, toSeq = Number.POSITIVE_INFINITY): WireEvent[] {
    const { log, stays } = this.room(id);
    return log.slice(fromSeq - 1, toSeq).flatMap((event) => {
      const stay = grantOf(stays.get(reader) ?? [], event.seq);
      return stay ? [presentEvent({ conversationId: id, log, reader, stay }, event)] : [];
    });
  }

  /** S16: countable messages of others above the marker. */
  unread(reader: UserId, id: ConversationId): number {
    const { log, markers } = this.room(id);
    const marker = markers.get(reader) ?? 0;
    return log.filter((event) => event.kind === 'message' && event.seq > marker && event.senderId !== reader).length;
  }

  readSeq(reader: UserId, id: ConversationId): number {
    return this.room(id).markers.get(reader) ?? 0;
  }
}
