// How many recipients conversations have, as far as this process has written them: what sizes batches. A hint: an unknown
// one counts as small until its first batch, and one with read fan-out always.
import type { ConversationId } from '../../../core/protocol/ids.ts';
import type { ConversationWrite } from '../../../core/timeline/batch.ts';

const MAX_KNOWN = 100_000;
const UNKNOWN = 2;

export interface Sizes {
  of(id: ConversationId): number;
  learn(writes: Iterable<ConversationWrite>): void;
}

export function createSizes(): Sizes {
  const known = new Map<ConversationId, number>();
  return {
    of: (id) => known.get(id) ?? UNKNOWN,
    learn(writes) {
      for (const { state } of writes) known.set(state.id, state.fanOut === 'READ' ? UNKNOWN : state.memberCount);
      while (known.size > MAX_KNOWN) {
        const oldest = known.keys().next();
        if (oldest.done) return;
        known.delete(oldest.value);
      }
    },
  };
}
