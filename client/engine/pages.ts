// Pages of a log: from the device's store where it has them, else from the server; what the server answers is kept.
import type { ConversationId } from '../../core/protocol/ids.ts';
import type { WireEventPage } from '../../core/protocol/wire.ts';
import type { SeqRange } from '../../core/timeline/reduce-log.ts';
import { NO_CHANGE, type StoragePort } from './device.ts';
import type { ChatPort, PageAsk } from './ports.ts';

/** What a page says of the log: also that nothing readable lies between. Null: nothing. */
export function coveredBy(ask: PageAsk, page: WireEventPage): SeqRange | null {
  const first = page.events[0]?.seq;
  const last = page.events.at(-1)?.seq;
  if (ask.after !== undefined) {
    const end = ask.before === undefined ? page.head : ask.before - 1;
    const whole = last === undefined || !page.hasAfter;
    const toSeq = whole ? Math.max(end, last ?? 0) : last;
    return toSeq > ask.after ? { fromSeq: ask.after + 1, toSeq } : null;
  }
  const end = ask.before === undefined ? page.head : ask.before - 1;
  const from = page.hasBefore ? first : 1;
  return from === undefined || from > end ? null : { fromSeq: from, toSeq: end };
}

export interface PagesDeps {
  readonly port: Pick<ChatPort, 'events'>;
  readonly storage: Pick<StoragePort, 'page' | 'save'>;
  /** The head of a conversation that is mine; null: it is not, or not known. */
  head(id: ConversationId): number | null;
  /** What the store has of it is followed by the timeline; with read fan-out it may have changed unheard. */
  isCurrent(id: ConversationId): boolean;
  /** What was applied of this log is written, so that the store is not older than what is shown. */
  flushed(id: ConversationId): Promise<void>;
  /** Another number after each wipe of the logs: what was asked before belongs to another history. */
  turn(): number;
}

/** What was just read contains every effect up to the head of its moment, though none may have been its last. */
function asOfHead(page: WireEventPage): WireEventPage {
  const events = page.events.map((event) => (event.kind === 'message' ? { ...event, asOfSeq: Math.max(event.asOfSeq, page.head) } : event));
  return { ...page, events };
}

/** `events` of the port, as Logs asks for them. */
export function createPages({ port, storage, head, isCurrent, flushed, turn }: PagesDeps): ChatPort['events'] {
  return async (id, ask) => {
    await flushed(id);
    const kept = isCurrent(id) ? await storage.page(id, ask, head(id) ?? 0) : null;
    if (kept) return kept;
    const asked = turn();
    const page = asOfHead(await port.events(id, ask));
    const range = coveredBy(ask, page);
    if (range && asked === turn() && head(id) !== null)
      void storage.save({ ...NO_CHANGE, ranges: [{ conversationId: id, range, events: page.events, heard: false }] });
    return page;
  };
}
