// One open stream: the head first, then what was missed, then what comes, contiguous from the cursor. It registers before
// it reads the head, so that nothing falls between; what does not come in order is read from the database.
import type { WireEntry, WireFrame } from '../../../core/protocol/wire.ts';
import type { Bus } from '../../platform/bus/bus.ts';
import type { Followers } from './followers.ts';
import type { Channel, Hub, Live } from './hub.ts';
import { type PullDeps, placeCursor, presentEntries, readPage, toWire } from './pull.ts';
import { loadPosition } from './store-read.ts';
import type { StreamAsk } from './types.ts';

/** How long an entry may come after its successor, ms: two writers answer in any order. */
const HOLE_MS = 20;
const FRAME_ENTRIES = 100;
const PAGE_ENTRIES = 200;

export interface StreamDeps extends PullDeps {
  readonly hub: Hub;
  readonly followers: Pick<Followers, 'load'>;
  readonly routes: Pick<Bus, 'serve' | 'leave'>;
}

/** Entries that change what their user follows. */
const FOLLOWING: ReadonlySet<WireEntry['kind']> = new Set(['joined', 'left', 'fanOut']);

export async function* openStream(deps: StreamDeps, ask: StreamAsk): AsyncGenerator<WireFrame, void, undefined> {
  const channel = deps.hub.add({ userId: ask.userId, terminalId: ask.terminalId, terminalKind: ask.terminalKind });
  const wake = () => channel.wake();
  ask.signal.addEventListener('abort', wake);
  const routed = deps.routes.serve(ask.userId);
  try {
    await routed;
    const position = await loadPosition(deps.pool, ask.userId);
    const place = ask.after === null ? { pos: position.head } : placeCursor(ask.after, position);
    if ('reason' in place) {
      yield { reset: place };
      return;
    }
    yield { head: position.head };
    channel.tell(position.head, false);
    await deps.followers.load(channel);
    yield* follow(deps, ask, channel, { epoch: position.epoch, pos: place.pos });
  } finally {
    ask.signal.removeEventListener('abort', wake);
    deps.hub.remove(channel);
    deps.routes.leave(ask.userId);
  }
}

async function* follow(
  deps: StreamDeps,
  ask: StreamAsk,
  channel: Channel,
  from: { readonly epoch: string; readonly pos: number },
): AsyncGenerator<WireFrame, void, undefined> {
  let cursor = from.pos;
  let waited = false;
  const isLost = () => channel.epoch !== null && channel.epoch !== from.epoch;
  while (!ask.signal.aborted) {
    if (isLost()) {
      yield { reset: { reason: 'epoch' } };
      return;
    }
    const live = takeNext(channel, cursor);
    let entries: WireEntry[] | 'old' = [];
    if (live.length > 0) entries = await present(deps, ask, live);
    else if (channel.head > cursor && (channel.entries.size === 0 || waited)) {
      entries = await readPage(deps, ask.userId, { after: cursor, upTo: channel.head, limit: PAGE_ENTRIES });
    }
    if (entries === 'old') {
      yield { reset: { reason: 'old' } };
      return;
    }
    const last = entries.at(-1);
    if (last) {
      cursor = last.pos;
      yield { entries };
      if (entries.some(({ kind }) => FOLLOWING.has(kind))) await deps.followers.load(channel);
    }
    waited = false;
    for (let signal = channel.signals.shift(); signal; signal = channel.signals.shift()) yield { signal };
    for (const [conversationId, head] of channel.takeHints()) yield { hint: { conversationId, head } };
    if (channel.head <= cursor && channel.beat) {
      channel.beat = false;
      yield { head: cursor };
    }
    if (ask.signal.aborted || channel.entries.has(cursor + 1) || channel.signals.length > 0 || channel.hasHints() || isLost()) continue;
    if (channel.head <= cursor) await channel.wait(null);
    else if (channel.entries.size > 0) {
      await channel.wait(HOLE_MS);
      waited = !channel.entries.has(cursor + 1);
    }
  }
}

/** The queued entries that follow the cursor without a hole; those at or below it are dropped. */
function takeNext(channel: Channel, cursor: number): Live[] {
  const taken: Live[] = [];
  for (const pos of channel.entries.keys()) if (pos <= cursor) channel.entries.delete(pos);
  for (let live = channel.entries.get(cursor + 1); live && taken.length < FRAME_ENTRIES; ) {
    taken.push(live);
    channel.entries.delete(live.entry.pos);
    live = channel.entries.get(live.entry.pos + 1);
  }
  return taken;
}

async function present(deps: PullDeps, ask: StreamAsk, live: readonly Live[]): Promise<WireEntry[]> {
  const missing = live.filter((one) => one.events === null).map((one) => one.entry);
  const read = new Map((missing.length > 0 ? await presentEntries(deps, ask.userId, missing) : []).map((entry) => [entry.pos, entry]));
  return live.map((one) => read.get(one.entry.pos) ?? toWire(one.entry, one.events ?? []));
}
