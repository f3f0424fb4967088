// A device of somebody that holds one conversation by the product's reducers alone: what it read once, and the entries of the
// timeline since. `applyEntry` of the client's engine says what each entry does; here it is said without an engine.
import type { ConversationId, UserId } from '../../core/protocol/ids.ts';
import type { WireConversation, WireEntry, WireEvent } from '../../core/protocol/wire.ts';
import { applyPrefs, applyToConversation, moveMarker } from '../../core/timeline/reduce.ts';
import { EMPTY_LOG, gapsOf, heardFrom, insertEvents, type LogState } from '../../core/timeline/reduce-log.ts';
import type { chatWorld } from '../factories/chat.ts';

type World = Awaited<ReturnType<typeof chatWorld>>;

export interface View {
  /** Null: it is not mine. */
  readonly row: WireConversation | null;
  readonly log: LogState;
}

/** What the server grants at this moment. */
export async function granted({ conversations, history }: World, me: UserId, id: ConversationId): Promise<View> {
  const row = (await conversations.snapshot(me)).conversations.find((one) => one.id === id) ?? null;
  if (!row) return { row, log: EMPTY_LOG };
  const events: WireEvent[] = [];
  for (let more = true; more; ) {
    const after = events.at(-1)?.seq ?? 0;
    const page = await history.page(me, { conversationId: id, before: null, after, limit: 500 });
    events.push(...page.events);
    more = page.hasAfter;
  }
  const first = events[0]?.seq;
  return { row, log: first === undefined ? EMPTY_LOG : { ranges: [{ fromSeq: first, toSeq: row.head }], events } };
}

export class Device {
  private readonly world: World;
  readonly me: UserId;
  private readonly id: ConversationId;
  private cursor = '';
  /** From where on entries have told every event. */
  private heard = 0;
  view: View = { row: null, log: EMPTY_LOG };
  /** Entries by kind that it has applied. */
  readonly seen: Set<WireEntry['kind']>;

  constructor(world: World, me: UserId, id: ConversationId, seen: Set<WireEntry['kind']>) {
    this.world = world;
    this.me = me;
    this.id = id;
    this.seen = seen;
  }

  /** Reads all of it. */
  async start(): Promise<void> {
    this.cursor = (await this.world.conversations.snapshot(this.me)).cursor;
    this.view = await granted(this.world, this.me, this.id);
  }

  async pull(): Promise<void> {
    for (let more = true; more; ) {
      const page = await this.world.timeline.pull(this.me, this.cursor, 500);
      if ('reason' in page) throw new Error(`a reset (${page.reason})`);
      for (const entry of page.entries) if (entry.conversationId === this.id) await this.apply(entry);
      this.cursor = page.cursor;
      more = page.more;
    }
    await this.follow();
  }

  private async apply(entry: WireEntry): Promise<void> {
    const { kind, fromSeq, toSeq, events, data } = entry;
    this.seen.add(kind);
    const { row, log } = this.view;
    if (kind === 'events' && fromSeq !== null && toSeq !== null) this.add(fromSeq, toSeq, events, this.heard);
    else if (kind === 'joined' && !row) this.view = { row: await this.readRow(), log: EMPTY_LOG };
    else if (kind === 'left') this.view = { row: null, log: EMPTY_LOG };
    else if (kind === 'fanOut') {
      if (data?.fanOut === 'WRITE') this.heard = (fromSeq ?? 0) + 1;
      this.view = { row: await this.readRow(), log };
    }
    if (kind === 'prefs' && row) this.view = { row: applyPrefs(row, data ?? {}), log };
    if (kind === 'read' && row) {
      const moved = moveMarker(row, Number(data?.readSeq), log, this.me);
      this.view = { row: moved.exact ? moved.row : await this.readRow(), log };
    }
  }

  private async readRow(): Promise<WireConversation | null> {
    return (await granted(this.world, this.me, this.id)).row;
  }

  private add(fromSeq: number, toSeq: number, events: readonly WireEvent[], heard: number): void {
    const log = insertEvents(this.view.log, { fromSeq, toSeq }, events, this.me, heard);
    let { row } = this.view;
    if (row) {
      for (const event of events) row = applyToConversation(row, event, this.me);
      row = { ...row, head: Math.max(row.head, toSeq) };
    }
    this.view = { row, log };
  }

  /** What no entry brings (all of it with read fan-out, what lies before the change back) is read on from what is known. */
  private async follow(): Promise<void> {
    const { row, log } = this.view;
    if (!row) return;
    for (const gap of gapsOf(log, row.head)) await this.read(gap.fromSeq - 1, gap.toSeq + 1);
    if (row.fanOut === 'READ') await this.read(Math.max(log.ranges.at(-1)?.toSeq ?? 0, row.head), null);
  }

  private async read(after: number, before: number | null): Promise<void> {
    const page = await this.world.history.page(this.me, { conversationId: this.id, before, after, limit: 500 });
    const toSeq = before === null ? page.head : before - 1;
    if (toSeq > after) this.add(after + 1, toSeq, page.events, heardFrom(false));
  }
}
