// S18 in the archive: a recall of an archived message hides its text at once (the overlay); this takes it out of the store,
// by writing the segments of the message and of its edits anew. What no segment names any more is deleted.
import type { ConversationId } from '../../../core/protocol/ids.ts';
import { BlobError } from '../../platform/blobs/blobs.ts';
import { type ArchiveDeps, readSegment, storeSegment } from './archive-segment.ts';
import { presentNow } from './drop.ts';
import { encodeSegment } from './segment.ts';
import { forgetWaste, loadRecalled, loadWaste, markErased, replaceSegment } from './store-archive.ts';
import { loadEffectSegments, loadSegments, type SegmentRow } from './store-cold.ts';

const AT_ONCE = 500;

/** How many recalled messages have left their segments. */
export async function eraseRecalled(deps: ArchiveDeps): Promise<{ erased: number; failed: number }> {
  const counts = { erased: 0, failed: 0 };
  for (let more = true; more; ) {
    const places = await loadRecalled(deps.pool, AT_ONCE);
    for (const { conversationId, seq } of places) {
      if (await eraseMessage(deps, conversationId, seq)) counts.erased += 1;
      else counts.failed += 1;
    }
    more = counts.failed === 0 && places.length === AT_ONCE;
  }
  return counts;
}

/** False: the text is still in the store, and operators hear why. */
async function eraseMessage(deps: ArchiveDeps, conversationId: ConversationId, seq: number): Promise<boolean> {
  try {
    const own = await loadSegments(deps.pool, [{ conversationId, fromSeq: seq, toSeq: seq }]);
    const edits = await loadEffectSegments(deps.pool, conversationId, [seq]);
    for (const segment of new Map([...own, ...edits].map((one) => [one.key, one])).values()) await rewrite(deps, segment);
    await throwWaste(deps);
    await markErased(deps.pool, conversationId, seq, deps.now());
    deps.log.debug({ conversationId, seq }, 'archive: erased');
    return true;
  } catch (error) {
    if (error instanceof BlobError) throw error;
    deps.log.error({ error, conversationId, seq }, 'a recalled text could not be taken out of the archive');
    return false;
  }
}

async function rewrite(deps: ArchiveDeps, old: SegmentRow): Promise<void> {
  const events = await presentNow(deps.pool, old, await readSegment(deps, old));
  const segment = encodeSegment(old.conversationId, events);
  if (segment.key === old.key) return;
  await storeSegment(deps, segment);
  await readSegment(deps, { ...old, key: segment.key, sha256: segment.sha256 });
  deps.log.debug({ key: segment.key }, 'archive: verified');
  await replaceSegment(deps.pool, old, segment);
  deps.log.debug({ key: segment.key }, 'archive: replaced');
}

/** Deletes what no segment names: objects of runs that died, of events that changed meanwhile, of segments written anew. */
export async function throwWaste({ pool, blobs, log }: ArchiveDeps): Promise<void> {
  for (const key of await loadWaste(pool)) {
    await blobs.delete(key);
    log.debug({ key }, 'archive: deleted');
    await forgetWaste(pool, key);
    log.debug({ key }, 'archive: forgotten');
  }
}
