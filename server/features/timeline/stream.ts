// One open stream: the head first, then what was missed, then what comes, contiguous from the cursor. It registers before
// it reads the head, so that nothing falls between; what does not come in order is read from the database.
import { LIMITS } from '../../../core/protocol/limits.ts';
import type { WireEntry, WireFrame } from '../../../core/protocol/wire.ts';
import type { Bus } from '../../platform/bus/bus.ts';
import type { Followers } from './followers.ts';
import type { Channel, Hub } from './hub.ts';
import type { TimelineMeter } from './meter.ts';
import type { Pending } from './pending.ts';
import { type PullDeps, placeCursor, readPage, toWire } from './pull.ts';
import type { StreamAsk } from './types.ts';

/** How long an entry may come after its successor, ms: two writers answer in any order. */
const HOLE_MS = 20;
/** The send buffer is looked at between frames. */
const FRAME = { entries: 100, bytes: LIMITS.rangeBytes } as const;
const PAGE_ENTRIES = 200;

export interface StreamDeps extends PullDeps {
  readonly hub: Hub;
  readonly followers: Pick<Followers, 'load'>;
  readonly routes: Pick<Bus, 'serve' | 'leave'>;
  readonly meter: TimelineMeter;
}

/** Entries that change what their user follows. */
const FOLLOWING: ReadonlySet<WireEntry['kind']> = new Set(['joined', 'left', 'fanOut']);

export async function* openStream(deps: StreamDeps, ask: StreamAsk): AsyncGenerator<WireFrame, void, undefined> {
  const channel = deps.hub.add({ userId: ask.userId, terminalId: ask.terminalId, terminalKind: ask.terminalKind });
  ask.signal.onabort = () => channel.wake();
  const routed = deps.routes.serve(ask.userId);
  try {
    await routed;
    const position = await deps.position(ask.userId);
    const place = ask.after === null ? { pos: position.head } : placeCursor(ask.after, position);
    if ('reason' in place) {
      deps.meter.reset(place.reason);
      yield { reset: place };
      return;
    }
    yield { head: position.head };
    channel.tell(position.head, false);
    await deps.followers.load(channel);
    yield* follow(deps, ask, channel, { epoch: position.epoch, pos: place.pos });
  } finally {
    ask.signal.onabort = null;
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
      deps.meter.reset('epoch');
      yield { reset: { reason: 'epoch' } };
      return;
    }
    const entries = await nextEntries(deps, ask, channel, { cursor, waited });
    if (entries === 'old') {
      deps.meter.reset('old');
      yield { reset: { reason: 'old' } };
      return;
    }
    const last = entries.at(-1);
    if (last) {
      cursor = last.pos;
      deps.meter.delivered(entries.length);
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
    if (ask.signal.aborted || channel.pending.has(cursor + 1) || channel.signals.length > 0 || channel.hasHints() || isLost()) continue;
    if (channel.head <= cursor) await channel.wait(null);
    else if (!channel.pending.isBare()) {
      await channel.wait(HOLE_MS);
      waited = !channel.pending.has(cursor + 1);
    }
  }
}

/** What follows the cursor: as it was pushed, or read where it must be, where too much came, or what is missing does not come. */
async function nextEntries(
  deps: StreamDeps,
  { userId }: StreamAsk,
  { pending, head }: Channel,
  { cursor, waited }: { readonly cursor: number; readonly waited: boolean },
): Promise<WireEntry[] | 'old'> {
  const live = toldEntries(deps.meter, pending, cursor);
  if (live.length > 0) return live;
  const unread = pending.unread(cursor);
  const isMissing = head > cursor && (pending.isBare() || waited);
  if (unread === 0 && !isMissing) return [];
  // What comes while the last page is read follows it.
  if (head - cursor <= PAGE_ENTRIES) pending.resume();
  const upTo = unread > 0 ? cursor + unread : head;
  deps.meter.read(unread > 0 ? 'unshown' : waited ? 'hole' : 'behind');
  const read = await readPage(deps, userId, { after: cursor, upTo, limit: PAGE_ENTRIES, bytes: FRAME.bytes });
  return read === 'old' ? read : [...read, ...toldEntries(deps.meter, pending, read.at(-1)?.pos ?? cursor)];
}

function toldEntries(meter: TimelineMeter, pending: Pending, cursor: number): WireEntry[] {
  return pending.take(cursor, FRAME).map(({ entry, events, committedAt }) => {
    if (committedAt !== undefined) meter.told(committedAt);
    return toWire(entry, events ?? []);
  });
}
