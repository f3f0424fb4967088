// What waits to be told. While one round trip is under way the rest is collected, so a commit costs at most one publish a
// shard, and one alone where it reaches more than a few: then all hear it once, which is cheaper than saying it often.
import type { ConversationId, DepartmentId, TicketId, UserId } from '../../../core/protocol/ids.ts';
import type { WireSignal } from '../../../core/protocol/wire.ts';
import { type Body, type DeskNews, isEmptyDesk, type News, NO_DESK_NEWS, type Stand, shardOf } from './message.ts';

/** More shards than these in one go are told on the channel that all hear. */
const MAX_SHARDS = 8;
const MAX_HEADS = 20_000;
/** Past it entries are told by their positions alone. */
const MAX_ENTRIES = 4_000;
const MAX_SIGNALS = 1_000;

/** 'all': the channel that all hear. */
type Target = number | 'all';

export class Outbox {
  private heads = new Map<UserId, number>();
  private entries: (readonly [UserId, number, Body])[] = [];
  private hints = new Map<ConversationId, number>();
  private signals: (readonly [readonly UserId[], WireSignal])[] = [];
  private stands = new Map<string, Stand>();
  private desk = new DeskOutbox();

  add({ entries = [], heads = [], hints = [], signals = [], stands = [], desk = NO_DESK_NEWS }: Partial<News>): void {
    this.desk.add(desk);
    for (const [userId, pos] of heads) this.addHead(userId, pos);
    for (const entry of entries) {
      if (this.entries.length < MAX_ENTRIES) this.entries.push(entry);
      else this.addHead(entry[0], entry[1]);
    }
    for (const [id, head] of hints) this.hints.set(id, Math.max(head, this.hints.get(id) ?? 0));
    for (const signal of signals) if (signal[0].length > 0 && this.signals.length < MAX_SIGNALS) this.signals.push(signal);
    for (const stand of stands) this.stands.set(`${stand.instance} ${stand.userId}`, stand);
  }

  private addHead(userId: UserId, pos: number): void {
    this.heads.set(userId, Math.max(pos, this.heads.get(userId) ?? 0));
  }

  isEmpty(): boolean {
    return this.heads.size + this.entries.length + this.hints.size + this.signals.length + this.stands.size === 0 && this.desk.isEmpty();
  }

  isOverfull(): boolean {
    return this.heads.size > MAX_HEADS;
  }

  take(): Map<Target, News> {
    const { entries, signals } = this;
    const [heads, hints, stands, desk] = [[...this.heads], [...this.hints], [...this.stands.values()], this.desk.take()];
    this.clear();
    const shards = new Set([...entries, ...heads, ...hints].map(([id]) => shardOf(id)));
    for (const [to] of signals) for (const id of to) shards.add(shardOf(id));
    if (shards.size > MAX_SHARDS) return new Map([['all', { entries, heads, hints, signals, stands, desk }]]);
    const parts = new Map<Target, News>();
    for (const shard of shards) {
      const isHere = ([id]: readonly [UserId | ConversationId, number]) => shardOf(id) === shard;
      const told = signals.map(([to, signal]) => [to.filter((id) => shardOf(id) === shard), signal] as const);
      parts.set(shard, {
        entries: entries.filter(([id]) => shardOf(id) === shard),
        heads: heads.filter(isHere),
        hints: hints.filter(isHere),
        signals: told.filter(([to]) => to.length > 0),
        stands: [],
        desk: NO_DESK_NEWS,
      });
    }
    const isWide = stands.length > 0 || !isEmptyDesk(desk);
    if (isWide) parts.set('all', { entries: [], heads: [], hints: [], signals: [], stands, desk });
    return parts;
  }

  clear(): void {
    this.heads = new Map();
    this.entries = [];
    this.hints = new Map();
    this.signals = [];
    this.stands = new Map();
    this.desk = new DeskOutbox();
  }
}

/** News of the desk of one round trip: each ticket, agent and talk once. */
class DeskOutbox {
  private readonly tickets = new Map<TicketId, readonly [Set<DepartmentId>, Set<UserId>]>();
  private readonly loads = new Set<UserId>();
  private readonly people = new Set<UserId>();
  private readonly talks = new Map<ConversationId, number>();

  add({ tickets, loads, people, talks }: DeskNews): void {
    for (const [id, departments, agents] of tickets) {
      const [inDepartments, ofAgents] = this.tickets.get(id) ?? [new Set<DepartmentId>(), new Set<UserId>()];
      for (const one of departments) inDepartments.add(one);
      for (const one of agents) ofAgents.add(one);
      this.tickets.set(id, [inDepartments, ofAgents]);
    }
    for (const id of loads) this.loads.add(id);
    for (const id of people) this.people.add(id);
    for (const [id, head] of talks) this.talks.set(id, Math.max(head, this.talks.get(id) ?? 0));
  }

  isEmpty(): boolean {
    return this.tickets.size + this.loads.size + this.people.size + this.talks.size === 0;
  }

  take(): DeskNews {
    const tickets = [...this.tickets].map(([id, [departments, agents]]) => [id, [...departments], [...agents]] as const);
    return { tickets, loads: [...this.loads], people: [...this.people], talks: [...this.talks] };
  }
}
