// What a batch needs of archived events (those that its commands name, and what a known key was answered): found out under
// the locks, read from the store of objects outside of them. Until it is there the conversation waits as one that is held.
import type { ConversationState } from '../../../core/conversation/state.ts';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import { type Command, type KnownKey, keyOf } from '../../../core/timeline/command.ts';
import type { Connection } from '../../platform/db.ts';
import { type ArchivedEvent, asOfNow, loadOverlays, placeKey } from '../history/index.ts';

export interface ColdPlace {
  readonly command: Command;
  readonly conversationId: ConversationId;
  readonly seq: number;
}

/** By `placeKey`; null: it cannot be read now. */
export type Archived = ReadonlyMap<string, ArchivedEvent | null>;

/** The archived events that these commands need and that the locked states and keys do not hold. */
export function coldPlaces(
  commands: readonly Command[],
  states: ReadonlyMap<ConversationId, ConversationState>,
  keys: ReadonlyMap<string, KnownKey>,
): ColdPlace[] {
  return commands.flatMap((command) => {
    const { conversationId, key } = command;
    const state = states.get(conversationId);
    if (!state) return [];
    const known = key && keys.get(keyOf(key.senderId, key.clientId));
    const answered = known && known.hash === key.hash && known.seq !== null && known.id === null ? [known.seq] : [];
    const named = known ? [] : (command.targets ?? []).filter((seq) => seq >= 1 && seq <= state.coldUntil && !state.targets.has(seq));
    return [...answered, ...named].map((seq) => ({ command, conversationId, seq }));
  });
}

/** Fills them in, as of now. The commands whose events cannot be read. */
export async function fillCold(
  on: Connection,
  places: readonly ColdPlace[],
  archived: Archived,
  states: ReadonlyMap<ConversationId, ConversationState>,
  keys: Map<string, KnownKey>,
): Promise<Set<Command>> {
  const unreadable = new Set<Command>();
  if (places.length === 0) return unreadable;
  const ranges = new Map(
    places.map(({ conversationId, seq }) => [placeKey(conversationId, seq), { conversationId, fromSeq: seq, toSeq: seq }]),
  );
  const overlays = await loadOverlays(on, [...ranges.values()]);
  for (const { command, conversationId, seq } of places) {
    const stored = archived.get(placeKey(conversationId, seq));
    if (!stored) {
      unreadable.add(command);
      continue;
    }
    const { id, kind, senderId, createdAt, text, editedAt, recalledAt, asOfSeq } = asOfNow(
      stored,
      overlays.get(placeKey(conversationId, seq)),
      undefined,
    );
    states.get(conversationId)?.targets.set(seq, { seq, kind, senderId, createdAt, text, editedAt, recalledAt, asOfSeq });
    const key = command.key && keyOf(command.key.senderId, command.key.clientId);
    const known = key === undefined ? undefined : keys.get(key);
    if (key !== undefined && known?.seq === seq && known.id === null) keys.set(key, { ...known, id, createdAt });
  }
  return unreadable;
}
