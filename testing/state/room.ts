// A group in a database of its own that is told deeds through the doors of the product, and looked at before and after each:
// what the writers emitted is heard at the door of the timeline.
import { expect } from 'vitest';
import { emptyState, type NumberedEvent } from '../../core/conversation/state.ts';
import { AppError } from '../../core/protocol/app-error.ts';
import type { EntryKind, EventKind } from '../../core/protocol/events.ts';
import { type ConversationId, compareIds } from '../../core/protocol/ids.ts';
import type { Command } from '../../core/timeline/command.ts';
import { createImport } from '../../server/features/import/index.ts';
import type { CommittedEntry } from '../../server/features/timeline/types.ts';
import type { Actor } from '../../server/platform/actor.ts';
import { chatWorld } from '../factories/chat.ts';
import { Device, granted } from './device.ts';
import { type Emitted, fold, plain } from './fold.ts';
import { readStored, type Stored } from './stored.ts';

/** Small, so that few people change the fan-out. */
const RULE = { write: 3, writeAgain: 2 };

interface Heard {
  readonly command: Command;
  readonly events: readonly NumberedEvent[];
}

/** Call it in `beforeAll`. */
export async function stateWorld() {
  const world = await chatWorld({ fanOutRule: RULE });
  const heard: Heard[] = [];
  const entries: CommittedEntry[] = [];
  const submit = world.timeline.submit;
  world.timeline.submit = async (command) => {
    const outcome = await submit(command);
    heard.push({ command, events: outcome.kind === 'stored' ? outcome.events : [] });
    return outcome;
  };
  world.timeline.onCommitted((committed) => void entries.push(...committed));
  const take = () => ({ heard: heard.splice(0), entries: entries.splice(0) });
  const importer = createImport({ db: world.db, ids: world.ids, timeline: world.timeline });
  const seen = { events: new Set<EventKind>(), entries: new Set<EntryKind>() };
  const made = { ...world, importer, take, seen };
  /** What was made since the last look, from nothing. */
  return { ...made, checkMade: async (id: ConversationId) => void (await checked(made, id, null)) };
}

export type StateWorld = Awaited<ReturnType<typeof stateWorld>>;
type Looked = Pick<StateWorld, 'db' | 'take' | 'seen'>;

export interface Room {
  readonly world: StateWorld;
  readonly people: readonly Actor[];
  readonly id: ConversationId;
  /** As it was after the last deed. */
  head(): number;
  /** Does these at once; then old state + emitted = new state. Answers the codes of those that were refused. */
  act(...deeds: readonly ((room: Room) => Promise<unknown>)[]): Promise<string[]>;
  /** The device of one of them pulls; all of them, and hold what the server grants. */
  pull(index: number): Promise<void>;
  settle(): Promise<void>;
}

/** `id`: of a group that is there, or of one that the deeds make. */
export async function openRoom(world: StateWorld, people: readonly Actor[], id: ConversationId): Promise<Room> {
  world.take();
  let stored = await readStored(world.db.pool, id, RULE);
  const devices = people.map(({ userId }) => new Device(world, userId, id, world.seen.entries));
  for (const device of devices) await device.start();

  const room: Room = {
    world,
    people,
    id,
    head: () => stored?.state.head ?? 0,
    async act(...deeds) {
      const results = await Promise.allSettled(deeds.map((deed) => deed(room)));
      stored = await checked(world, id, stored);
      return results.flatMap((result) => (result.status === 'rejected' ? [codeOf(result.reason)] : []));
    },
    pull: async (index) => devices[index]?.pull(),
    async settle() {
      for (const device of devices) {
        await device.pull();
        const fresh = await granted(world, device.me, id);
        expect({ of: device.me, row: device.view.row }).toEqual({ of: device.me, row: fresh.row });
        const known = (seq: number) => device.view.log.ranges.some((range) => range.fromSeq <= seq && seq <= range.toSeq);
        expect(device.view.log.events).toEqual(fresh.log.events.filter((event) => known(event.seq)));
        if (fresh.row) expect(device.view.log.ranges.at(-1)?.toSeq ?? fresh.row.head).toBe(fresh.row.head);
      }
    },
  };
  return room;
}

function codeOf(error: unknown): string {
  if (error instanceof AppError) return error.code;
  throw error;
}

async function checked(world: Looked, id: ConversationId, before: Stored | null): Promise<Stored | null> {
  const { heard, entries } = world.take();
  const own = heard.filter(({ command }) => command.conversationId === id);
  const events = own.flatMap((one) => one.events).sort((a, b) => a.seq - b.seq);
  for (const { kind } of events) world.seen.events.add(kind);
  const after = await readStored(world.db.pool, id, RULE);
  const old = before ?? madeBy(own, entries, after);
  const emitted: Emitted = { events, entries: [...entries].sort((a, b) => compareIds(a.userId, b.userId) || a.pos - b.pos) };
  if (!old || !after) return after;
  expect(fold(old, emitted)).toEqual(events);
  takeDelivered(old, after);
  expect(plain(old)).toEqual(plain(after));
  return after;
}

/** No event and no entry tells it: it rises with an acknowledgement, up to the head. */
function takeDelivered(old: Stored, { marks, state }: Stored): void {
  for (const [userId, mark] of old.marks) {
    const deliveredSeq = marks.get(userId)?.deliveredSeq ?? mark.deliveredSeq;
    if (deliveredSeq >= mark.deliveredSeq && deliveredSeq <= state.head) old.marks.set(userId, { ...mark, deliveredSeq });
  }
}

/** What a founding begins with; the cursors as they were before it. */
function madeBy(own: readonly Heard[], entries: readonly CommittedEntry[], after: Stored | null): Stored | null {
  const create = own.find(({ command }) => command.create)?.command.create;
  if (!create || !after) return null;
  const cursors = new Map(after.cursors);
  for (const { userId } of entries) cursors.set(userId, 0);
  const state = emptyState(after.state.id, create.kind, create.fanOut, create.title, create.settings, RULE);
  return { state, log: new Map(), marks: new Map(), spans: [], mentions: new Set(), mentionsAll: new Set(), cursors };
}
