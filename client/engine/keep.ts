// What the engine keeps on the device and begins with: between its parts and the store's shapes.
import type { ConversationId } from '../../core/protocol/ids.ts';
import type { Stored, StoredPlace, StoredRow } from './device.ts';
import type { Drafts } from './drafts.ts';
import type { Held } from './keeper.ts';
import type { Logs } from './logs.ts';
import type { Mode } from './mode.ts';
import type { People } from './people.ts';
import type { Receipts } from './receipts.ts';
import type { Rows } from './rows.ts';
import type { Sync } from './sync.ts';
import type { Watch } from './watch.ts';

interface Parts {
  readonly rows: Rows;
  readonly receipts: Receipts;
  readonly people: People;
  readonly logs: Logs;
  readonly sync: Sync;
  readonly drafts: Drafts<string>;
  readonly modes: Drafts<Mode>;
  readonly watch: Watch;
}

export function placeOf({ sync, rows }: Pick<Parts, 'sync' | 'rows'>): StoredPlace | null {
  const cursor = sync.cursor();
  return cursor === null ? null : { cursor, currentAt: sync.currentAt(), owed: rows.owed() };
}

/** Null: there is none, or it is only watched. */
export function rowOf({ rows, receipts, watch }: Pick<Parts, 'rows' | 'receipts' | 'watch'>, id: ConversationId): StoredRow | null {
  const row = watch.is(id) ? undefined : rows.get(id);
  return row ? { row, joinedAt: rows.joinedAt(id), receipts: receipts.known(id) } : null;
}

/** All that is held. */
export function heldOf(parts: Omit<Parts, 'sync' | 'drafts' | 'modes'>): Held {
  const rows = [...parts.rows.values()].flatMap((row) => rowOf(parts, row.id) ?? []);
  return { rows, users: parts.people.values(), ranges: parts.logs.ranges() };
}

/** Begins with what was kept; a store without a place has no rows to begin with. */
export function restore(parts: Omit<Parts, 'sync' | 'logs' | 'watch'>, { place, rows, users, drafts, modes }: Stored): void {
  parts.people.restore(users);
  parts.drafts.restore(drafts);
  parts.modes.restore(modes);
  if (!place) return;
  for (const { row, receipts } of rows) if (receipts) parts.receipts.restore(row.id, receipts);
  parts.rows.restore(rows, place.owed);
}
