// The write transaction over archived events: what it lacks is read from the store of objects between two tries, never while
// a lock is held.
import { AppError } from '../../../core/protocol/app-error.ts';
import type { ConversationId } from '../../../core/protocol/ids.ts';
import type { Command } from '../../../core/timeline/command.ts';
import { type ArchivedEvent, type History, placeKey } from '../history/index.ts';
import { type AppendDeps, type Committed, commitBatch } from './append.ts';

/**
 * `commitBatch` over archived events: what waits for its conversation alone waits for the store too; what stands in a batch
 * with others comes back busy, so that they do not wait for it.
 */
export async function commitOverTiers(
  deps: AppendDeps,
  history: Pick<History, 'stored'>,
  commands: readonly Command[],
  options: { readonly wait: boolean; readonly lastLook: ReadonlySet<Command> },
): Promise<Committed> {
  const archived = new Map<string, ArchivedEvent | null>();
  for (;;) {
    const committed = await commitBatch(deps, commands, { ...options, archived });
    if (committed.cold.length === 0 || !options.wait) return committed;
    for (const { conversationId, seq } of committed.cold) {
      const place = placeKey(conversationId, seq);
      if (!archived.has(place)) archived.set(place, await readable(history, conversationId, seq));
    }
  }
}

/** Null: operators have heard of it, and the command is answered INTERNAL. */
async function readable(history: Pick<History, 'stored'>, conversationId: ConversationId, seq: number): Promise<ArchivedEvent | null> {
  try {
    return await history.stored(conversationId, seq);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
